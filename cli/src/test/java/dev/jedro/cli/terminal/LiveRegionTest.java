package dev.jedro.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LiveRegionTest {
    /** An escape sequence, a control character, or plain text, which in these tests is in lower case. */
    private static final Pattern PART = Pattern.compile("\033\\[\\??(\\d*)[A-Za-z]|\r|\n|([^\033\r\n]+)");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<String> picture = new ArrayList<>(List.of("one", "two"));
    private final LiveRegion region = new LiveRegion(
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            new TerminalSize(80, 24),
            size -> List.copyOf(picture));

    /** What a terminal would show of it. */
    private List<String> shown() {
        List<StringBuilder> screen = new ArrayList<>(List.of(new StringBuilder()));
        int row = 0;
        int column = 0;
        Matcher part = PART.matcher(bytes.toString(StandardCharsets.UTF_8));
        while (part.find()) {
            switch (part.group().charAt(part.group().length() - 1)) {
                case 'A' -> row -= Integer.parseInt(part.group(1));
                case 'K' -> screen.get(row).setLength(column);
                case 'J' -> {
                    screen.get(row).setLength(column);
                    screen.subList(row + 1, screen.size()).clear();
                }
                case '\r' -> column = 0;
                case '\n' -> {
                    row++;
                    column = 0;
                    if (row == screen.size()) {
                        screen.add(new StringBuilder());
                    }
                }
                default -> {
                    String text = part.group(2) == null ? "" : part.group(2);
                    screen.get(row).replace(column, column + text.length(), text);
                    column += text.length();
                }
            }
        }
        return screen.stream()
                .map(StringBuilder::toString)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void isDrawnAgainInPlace() {
        region.open();
        picture.set(1, "2");
        region.redraw();

        assertThat(shown()).containsExactly("one", "2");
    }

    @Test
    void letsTextScrollAbove() {
        region.open();
        region.printAbove("said");
        region.close();

        assertThat(shown()).containsExactly("said", "one", "two");
    }

    @Test
    void shrinks() {
        region.open();
        picture.remove(1);
        region.redraw();

        assertThat(shown()).containsExactly("one");
    }

    @Test
    void hidesTheCursorOnlyWhileItIsOpen() {
        region.open();
        region.close();
        region.redraw();

        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("\033[?25l").endsWith("\033[?25h");
    }
}
