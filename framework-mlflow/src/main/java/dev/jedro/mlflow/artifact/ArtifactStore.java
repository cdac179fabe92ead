package dev.jedro.mlflow.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where artifacts lie: those of a run, or those of a model. Paths are relative, with slashes. Thread-safe. */
public interface ArtifactStore {

    /** Sends one file, as a stream. What was there under the path is replaced. */
    void put(String path, Path file) throws IOException, InterruptedException;

    /** As {@link #put(String, Path)}, of a small content that is in no file. */
    default void put(String path, byte[] content) throws IOException, InterruptedException {
        Path file = Files.createTempFile("jedro-mlflow", "");
        try {
            Files.write(file, content);
            put(path, file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Fetches one file, as a stream.
     *
     * @param file is replaced; its folder exists
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    void get(String path, Path file) throws IOException, InterruptedException;

    /**
     * All files at or beneath a path, each with its size; empty if there is nothing.
     *
     * @param path of a file or a folder; empty for all
     */
    List<Found> files(String path) throws IOException, InterruptedException;

    /** @param size in bytes; negative where unknown */
    record Found(String path, long size) {}
}
