package dev.jedro.mlflow.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is being fetched, beside its place, with the server's tag of what it is a part of. It outlives a process, so that a large file need not begin anew; without a tag nobody
 * could say that the rest belongs to it, and it is thrown away.
 */
final class Part {
    private final Path file;
    private final Path tagged;

    Part(Path target) {
        this.file = target.resolveSibling("." + target.getFileName() + ".part");
        this.tagged = target.resolveSibling("." + target.getFileName() + ".part-tag");
    }

    Path file() {
        return file;
    }

    /** How much of it can be gone on with. */
    long size() throws IOException {
        return Files.exists(file) && !tag().isEmpty() ? Files.size(file) : 0;
    }

    /** The server's tag, as it came; empty if there is none. */
    String tag() throws IOException {
        try {
            return Files.readString(tagged);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    OutputStream open(boolean goOn, String tag) throws IOException {
        if (goOn) {
            return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        forget();
        if (!tag.isEmpty() && !tag.startsWith("W/")) { // a weak tag does not promise the same bytes
            Files.writeString(tagged, tag);
        }
        return Files.newOutputStream(file);
    }

    /** Begins anew. */
    void forget() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(tagged);
    }

    /** @param whole whether the file is in its place */
    void tidy(boolean whole) throws IOException {
        if (whole) {
            Files.deleteIfExists(tagged);
        } else if (tag().isEmpty()) {
            Files.deleteIfExists(file);
        }
    }
}
