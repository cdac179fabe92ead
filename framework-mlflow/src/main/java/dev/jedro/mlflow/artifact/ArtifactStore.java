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
     * Sends a folder so that others see what was there under the path before, or the new one, and never a mixture.
     *
     * @return false if the store cannot: then its files are sent one by one, and those that are not in it are {@linkplain #remove removed} afterwards
     */
    default boolean putWhole(String path, Path folder) throws IOException, InterruptedException {
        return false;
    }

    /** Removes one file. Does nothing if there is none, or if the store has no way to. */
    default void remove(String path) throws IOException, InterruptedException {}

    /**
     * Fetches one file, as a stream.
     *
     * @param file is replaced; its folder exists
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    void get(String path, Path file) throws IOException, InterruptedException;

    /**
     * Fetches a file, or a folder with all in it, as it was at one moment.
     *
     * @param target the file or folder that it becomes
     * @return false if the store cannot, or if there is nothing: then its files are fetched one by one
     */
    default boolean getWhole(String path, Path target) throws IOException, InterruptedException {
        return false;
    }

    /**
     * All files at or beneath a path, each with its size; empty if there is nothing.
     *
     * @param path of a file or a folder; empty for all
     */
    List<Found> files(String path) throws IOException, InterruptedException;

    /** @param size in bytes; negative where unknown */
    record Found(String path, long size) {}
}
