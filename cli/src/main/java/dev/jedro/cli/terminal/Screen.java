package dev.jedro.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Standard error, shared by log lines, by what the user's code prints, and at times by a live picture below both. Thread-safe. */
public final class Screen implements Consumer<String> {
    private final PrintStream err;
    private @Nullable LiveRegion region;

    public Screen(PrintStream err) {
        this.err = err;
    }

    /** Prints a text of one or more lines. */
    @Override
    public synchronized void accept(String text) {
        if (region == null) {
            err.println(text);
        } else {
            region.printAbove(text);
        }
    }

    /** From now on, text is printed above this picture; until {@link #close}. */
    public synchronized LiveRegion open(LiveRegion live) {
        region = live;
        live.open();
        return live;
    }

    /** Leaves the last picture where it is; text goes below it. */
    public synchronized void close() {
        if (region != null) {
            region.close();
            region = null;
        }
    }

    /** Does something below the picture, which stands still meanwhile and is drawn again below that, unless this was closed. */
    public <T> T aside(Supplier<T> work) {
        LiveRegion still;
        synchronized (this) {
            still = region;
            if (still != null) {
                still.close();
            }
        }
        // Without the lock: others may have something to say, and Ctrl-C has to be heard.
        T result = work.get();
        synchronized (this) {
            if (still != null && region == still) {
                still.open();
            }
        }
        return result;
    }

    /** A stream whose lines are printed here, the last one when it is closed; each thread should write whole lines. */
    public PrintStream stream() {
        return new PrintStream(new Lines(), true, StandardCharsets.UTF_8);
    }

    private final class Lines extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            if (b != '\n') {
                line.write(b);
                return;
            }
            print();
        }

        @Override
        public synchronized void close() {
            if (line.size() > 0) {
                print();
            }
        }

        private void print() {
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        }
    }
}
