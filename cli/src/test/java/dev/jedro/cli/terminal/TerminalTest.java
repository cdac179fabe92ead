package dev.jedro.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    @ParameterizedTest
    @CsvSource({
        // tty, tty.err, TERM, NO_COLOR, CI -> colour, live, interactive
        "true,  ,      xterm, '',  '',   true,  true,  true",
        "true,  true,  xterm, '',  true, true,  false, false",
        "true,  true,  xterm, 1,   '',   false, false, true",
        "true,  true,  dumb,  '',  '',   false, false, true",
        "true,  false, xterm, '',  '',   false, false, true",
        "false, true,  xterm, '',  '',   true,  true,  false",
        "false, false, xterm, '',  '',   false, false, false",
        ",      ,      xterm, '',  '',   false, false, false",
    })
    void knowsWhatItCanShow(
            String out,
            String err,
            String term,
            String noColor,
            String ci,
            boolean colour,
            boolean live,
            boolean interactive) {
        Properties properties = new Properties();
        if (out != null) {
            properties.setProperty("jedro.tty", out);
        }
        if (err != null) {
            properties.setProperty("jedro.tty.err", err);
        }

        Terminal terminal = Terminal.of(Map.of("TERM", term, "NO_COLOR", noColor, "CI", ci), properties);

        assertThat(terminal).isEqualTo(new Terminal(colour, live, interactive));
    }

    @Test
    void readsTheSizeAsSttyGivesIt() {
        assertThat(TerminalSize.parse("24 80\n")).isEqualTo(new TerminalSize(80, 24));
        assertThat(TerminalSize.parse("0 0")).isNull();
        assertThat(TerminalSize.parse("null null")).isNull();
        assertThat(TerminalSize.parse(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "40, 0.0 s",
        "1249, 1.2 s",
        "9949, 9.9 s",
        "12400, 12 s",
        "59999, 1 min 00 s",
        "185000, 3 min 05 s",
        "7620000, 2 h 07 min"
    })
    void writesDurationsForPeople(long millis, String text) {
        assertThat(Durations.text(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
