package dev.jedro.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How much fits on the screen.
 *
 * @param columns at least 20
 * @param lines at least 4
 */
public record TerminalSize(int columns, int lines) {
    private static final TerminalSize USUAL = new TerminalSize(80, 24);

    public TerminalSize {
        columns = Math.max(20, columns);
        lines = Math.max(4, lines);
    }

    /** What the {@code jedro} script told by {@code jedro.lines} and {@code jedro.columns}; else {@link #ask()}. */
    public static TerminalSize atStart() {
        TerminalSize told = parse(System.getProperty("jedro.lines") + " " + System.getProperty("jedro.columns"));
        return told == null ? ask() : told;
    }

    /** Asks the terminal, by {@code stty}, which takes some milliseconds; 80 by 24 where there is none. */
    public static TerminalSize ask() {
        TerminalSize asked = parse(stty());
        return asked == null ? USUAL : asked;
    }

    /** @param text lines and columns, as {@code stty size} gives them; null if unknown */
    static @Nullable TerminalSize parse(@Nullable String text) {
        if (text == null || !text.strip().matches("[1-9]\\d{0,4} [1-9]\\d{0,4}")) {
            return null;
        }
        String[] parts = text.strip().split(" ");
        return new TerminalSize(Integer.parseInt(parts[1]), Integer.parseInt(parts[0]));
    }

    private static @Nullable String stty() {
        File tty = new File("/dev/tty");
        if (!tty.exists()) {
            return null;
        }
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(tty)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == 0 ? answer : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
