package dev.jedro.cli.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A file or folder in the making. What is left of it goes when it is closed, and also when the process is stopped by Ctrl-C. */
final class Draft implements AutoCloseable {
    private final Path path;
    private final Thread atEnd = new Thread(this::deleteQuietly, "jedro-package-draft");

    private Draft(Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    /** A sibling of the target, so that it can be moved there in one step; what a killed process has left of it is deleted. */
    static Draft of(Path target) throws IOException {
        Draft draft = new Draft(target.resolveSibling(target.getFileName() + ".new"));
        draft.delete();
        return draft;
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            // It is running: the process ends.
        }
    }

    /** The writing thread still works, and may put a file where all was just deleted; once its folder is gone it fails. */
    private void deleteQuietly() {
        for (int tries = 0; tries < 100 && Files.exists(path); tries++) {
            try {
                delete();
            } catch (IOException | UncheckedIOException e) {
                // Nobody is left to tell; what stays is replaced by the next package.
            }
        }
    }

    private void delete() throws IOException {
        if (Files.exists(path)) {
            List<Path> all;
            try (Stream<Path> found = Files.walk(path)) {
                all = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path each : all) {
                Files.deleteIfExists(each);
            }
        }
    }
}
