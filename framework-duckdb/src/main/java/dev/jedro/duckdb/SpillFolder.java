package dev.jedro.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Where a database puts what does not fit into its memory. DuckDB makes the folder when it needs it; closing, or the end of the JVM, removes it. */
final class SpillFolder implements AutoCloseable {
    static final String PREFIX = "jedro-duckdb-";

    private final Path path;
    private final Thread atExit = new Thread(this::remove, "duckdb-spill");

    private SpillFolder(Path path) {
        this.path = path;
    }

    static SpillFolder beneath(Optional<Path> folder) {
        Path parent = folder.orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        SpillFolder spill = new SpillFolder(parent.resolve(PREFIX + UUID.randomUUID()));
        Runtime.getRuntime().addShutdownHook(spill.atExit);
        return spill;
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is going down: the hook runs by itself.
            return;
        }
    }

    private void remove() {
        if (!Files.isDirectory(path)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
