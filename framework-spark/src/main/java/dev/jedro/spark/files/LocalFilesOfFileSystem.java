package dev.jedro.spark.files;

import org.apache.hadoop.fs.LocalFileSystem;

/** Hadoop's {@code LocalFileSystem}, with its checksums, on {@link RawLocalFiles}: for its {@code FileSystem}, by which Spark writes rows. */
public final class LocalFilesOfFileSystem extends LocalFileSystem {
    /** For Hadoop. */
    public LocalFilesOfFileSystem() {
        super(new RawLocalFiles());
    }
}
