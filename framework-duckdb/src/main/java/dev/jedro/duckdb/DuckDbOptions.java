package dev.jedro.duckdb;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the engine, as {@code conf/base/duckdb.yml} has them.
 *
 * @param memoryLimit how much memory tables and queries may use before they spill to the disk, for instance {@code 4GB} or {@code 50%};
 *     half of the memory unless given
 * @param threads how many threads a query may use, at least 1; all cores unless given
 * @param tempDirectory beneath which a folder for spilled data is made and removed; that of the JVM unless given
 * @param extensions files of DuckDB extensions that are loaded at the start; usually empty
 */
public record DuckDbOptions(
        Optional<String> memoryLimit, Optional<Integer> threads, Optional<Path> tempDirectory, List<Path> extensions) {

    public DuckDbOptions {
        if (threads.isPresent() && threads.get() < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads.get());
        }
        extensions = List.copyOf(extensions);
    }

    /** Nothing given. */
    public static DuckDbOptions defaults() {
        return new DuckDbOptions(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** A copy with another limit, for instance {@code 400MB}. */
    public DuckDbOptions withMemoryLimit(String limit) {
        return new DuckDbOptions(Optional.of(limit), threads, tempDirectory, extensions);
    }

    /** A copy whose relative paths start in a folder. */
    DuckDbOptions beneath(Path folder) {
        return new DuckDbOptions(
                memoryLimit,
                threads,
                tempDirectory.map(folder::resolve),
                extensions.stream().map(folder::resolve).toList());
    }
}
