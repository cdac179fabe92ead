package dev.jedro.cli.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

/**
 * The bottom lines of a terminal, drawn again in place; other output scrolls above them. Thread-safe. Lines must be no wider than the
 * terminal, or the picture would not know its own height.
 */
public final class LiveRegion {
    private static final String CLEAR_BELOW = "\r\033[J";
    private static final String CLEAR_LINE_END = "\033[K";
    private static final String HIDE_CURSOR = "\033[?25l";
    private static final String SHOW_CURSOR = "\033[?25h";
    private final PrintStream screen;
    private final Function<TerminalSize, List<String>> picture;
    private TerminalSize size;
    private int drawn;
    private boolean open;

    /** @param picture gives the lines to show, at most as many and as wide as the size says */
    public LiveRegion(PrintStream screen, TerminalSize size, Function<TerminalSize, List<String>> picture) {
        this.screen = screen;
        this.size = size;
        this.picture = picture;
    }

    public synchronized void open() {
        open = true;
        screen.print(HIDE_CURSOR);
        redraw();
    }

    /** Draws the picture as it is now; does nothing when closed. */
    public synchronized void redraw() {
        if (open) {
            StringBuilder frame = new StringBuilder(home());
            append(frame);
            screen.print(frame);
            screen.flush();
        }
    }

    /** Prints text, which may have several lines, above the picture; as plain output when closed. */
    public synchronized void printAbove(String text) {
        if (!open) {
            screen.println(text);
            return;
        }
        StringBuilder frame =
                new StringBuilder(home()).append(CLEAR_BELOW).append(text).append('\n');
        drawn = 0;
        append(frame);
        screen.print(frame);
        screen.flush();
    }

    /** Tells the new size of a terminal that was resized. */
    public synchronized void resized(TerminalSize now) {
        if (open) {
            // Lines may have been broken anew; what is above the picture is left alone, what was drawn is drawn again.
            screen.print(home() + CLEAR_BELOW);
            drawn = 0;
        }
        size = now;
        redraw();
    }

    /** Leaves the last picture on the screen and gives the terminal back. */
    public synchronized void close() {
        if (open) {
            redraw();
            open = false;
            drawn = 0;
            screen.print(SHOW_CURSOR);
            screen.flush();
        }
    }

    private String home() {
        return drawn == 0 ? "\r" : "\033[" + drawn + "A\r";
    }

    private void append(StringBuilder frame) {
        List<String> lines = picture.apply(size);
        for (String line : lines) {
            frame.append(line).append(CLEAR_LINE_END).append('\n');
        }
        if (lines.size() < drawn) {
            frame.append(CLEAR_BELOW);
        }
        drawn = lines.size();
    }
}
