package dev.jedro.mlflow.store;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * What tells that a file is as it was when it was read.
 *
 * @param settled whether the file was old enough when it was read: one that changes twice within a tick of the disk's clock, and keeps its size, would look unchanged
 */
record Stamp(long modified, long size, boolean settled) {
    private static final long TICK = 100;

    /** @return null if there is no such file */
    static @Nullable Stamp of(File file) {
        long modified = file.lastModified();
        if (modified == 0) {
            return null;
        }
        return new Stamp(modified, file.length(), System.currentTimeMillis() - modified > TICK);
    }

    /** Whether what was read then is still true. */
    boolean holds(Stamp now) {
        return settled && modified == now.modified && size == now.size;
    }
}
