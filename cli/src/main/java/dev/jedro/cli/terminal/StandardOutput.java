package dev.jedro.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output in UTF-8, whatever the platform's charset; flushes at line ends. A {@link PrintStream} never throws: this one tells afterwards why it could not write. */
public final class StandardOutput extends PrintStream {
    private static final String READER_IS_GONE = "Broken pipe";

    private final Remembering to;

    StandardOutput(OutputStream to) {
        this(new Remembering(to));
    }

    private StandardOutput(Remembering to) {
        super(to, true, StandardCharsets.UTF_8);
        this.to = to;
    }

    static StandardOutput ofProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out));
    }

    /** Why something could not be written, a full disk for instance; empty if all was written or the reader wanted no more of it, as {@code | head} does. */
    public Optional<String> failure() {
        flush();
        return Optional.ofNullable(to.first)
                .map(e -> String.valueOf(e.getMessage()))
                .filter(message -> !message.contains(READER_IS_GONE));
    }

    private static final class Remembering extends FilterOutputStream {
        private volatile @Nullable IOException first;

        Remembering(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                first = first == null ? e : first;
                throw e;
            }
        }
    }
}
