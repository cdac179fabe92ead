package dev.jedro.mlflow.store;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * What tells that a file is as it was when it was read: its time alone, since to ask for its size as well would double what a search over many runs takes.
 *
 * @param modified in milliseconds since 1970
 * @param settled whether the file was old enough when it was read: one that changes twice within a tick of the disk's clock would look unchanged
 */
record Stamp(long modified, boolean settled) {
    /** The coarsest clock of a disk, that of FAT, ticks every two seconds. */
    private static final long TICK = 2_000;

    /** @return null if there is no such file */
    static @Nullable Stamp of(File file) {
        long modified = file.lastModified();
        return modified == 0 ? null : new Stamp(modified, System.currentTimeMillis() - modified > TICK);
    }

    /** Whether what was read then is still true. */
    boolean holds(Stamp now) {
        return settled && modified == now.modified;
    }
}
