package dev.jedro.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final Screen screen = new Screen(err);

    private String shown() {
        String text = bytes.toString(StandardCharsets.UTF_8).replaceAll("\\033\\[[?0-9]*[A-Za-z]", "");
        bytes.reset();
        return text.replace("\r", "");
    }

    @Test
    void letsThePictureStandStillWhileAPersonIsAskedBelowIt() {
        LiveRegion region = screen.open(new LiveRegion(err, new TerminalSize(20, 80), size -> List.of("picture")));
        shown();

        String answer = screen.aside(() -> {
            shown();
            screen.accept("a log line");
            region.redraw();
            assertThat(shown()).isEqualTo("a log line\n");
            return "yes";
        });

        assertThat(answer).isEqualTo("yes");
        assertThat(shown()).isEqualTo("picture\n");
        screen.aside(() -> {
            screen.close();
            shown();
            return "";
        });
        assertThat(shown()).as("closed meanwhile").isEmpty();
    }
}
