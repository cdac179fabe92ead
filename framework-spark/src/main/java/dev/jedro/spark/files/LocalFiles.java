package dev.jedro.spark.files;

import java.util.Map;

/** Files of this machine for Spark and Delta that start no processes. Can be asked where Hadoop is not on the class path. */
public final class LocalFiles {
    /** What Spark has to be told before it starts; {@code FileSystem} and {@code FileContext} are two ways of Hadoop to the same files. Unmodifiable. */
    public static final Map<String, String> SETTINGS = Map.of(
            "spark.hadoop.fs.file.impl", "dev.jedro.spark.files.LocalFilesOfFileSystem",
            "spark.hadoop.fs.AbstractFileSystem.file.impl", "dev.jedro.spark.files.LocalFilesOfContext");

    private LocalFiles() {}
}
