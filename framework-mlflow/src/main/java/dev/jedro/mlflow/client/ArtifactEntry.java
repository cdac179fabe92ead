package dev.jedro.mlflow.client;

/**
 * A file or folder among the artifacts of a run.
 *
 * @param path with slashes, from the top of the run's artifacts
 * @param size in bytes; 0 for a folder
 */
public record ArtifactEntry(String path, boolean folder, long size) {}
