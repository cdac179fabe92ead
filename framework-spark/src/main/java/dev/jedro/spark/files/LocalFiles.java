package dev.jedro.spark.files;

import java.util.Map;
import org.apache.hadoop.fs.LocalFileSystem;

/**
 * Hadoop's {@code LocalFileSystem}, with its checksums, on {@link RawLocalFiles}: a Delta table's commit starts no processes. Hadoop makes it by its name, see {@link #SETTINGS}.
 */
public final class LocalFiles extends LocalFileSystem {
    /** What Spark has to be told before it starts; {@code FileSystem} and {@code FileContext} are two ways to the same files. Unmodifiable. */
    public static final Map<String, String> SETTINGS = Map.of(
            "spark.hadoop.fs.file.impl", "dev.jedro.spark.files.LocalFiles",
            "spark.hadoop.fs.AbstractFileSystem.file.impl", "dev.jedro.spark.files.LocalFilesOfContext");

    /** For Hadoop. */
    public LocalFiles() {
        super(new RawLocalFiles());
    }
}
