package dev.jedro.dataset;

import dev.jedro.catalog.AtomicFile;
import dev.jedro.spi.DatasetContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a folder are new: those whose names come after the one in a file. All that load the folder in a run get the same parts, though others arrive
 * meanwhile, so what is confirmed is what they got. Thread-safe.
 */
final class Checkpoint {
    private final Path file;
    private @Nullable NavigableMap<String, Path> given;
    private @Nullable String last;

    private Checkpoint(Path file) {
        this.file = file;
    }

    /** The one of a dataset, whatever it is loaded as. */
    static Checkpoint of(PartitionedType.Options options, DatasetContext context) {
        return context.state(Checkpoint.class, () -> new Checkpoint(options.checkpointFile(context)));
    }

    /** How a folder is looked through. */
    interface Listing {
        NavigableMap<String, Path> list() throws IOException;
    }

    /** The new parts. */
    synchronized NavigableMap<String, Path> newOf(Listing folder) throws IOException {
        NavigableMap<String, Path> known = given;
        if (known == null) {
            String confirmed = confirmed();
            NavigableMap<String, Path> all = folder.list();
            known = new TreeMap<>(confirmed == null ? all : all.tailMap(confirmed, false));
            given = known;
        }
        last = known.isEmpty() ? null : known.lastKey();
        return known;
    }

    /** The next load looks through the folder again. What was given so far can still be confirmed. */
    synchronized void release() {
        given = null;
    }

    /** Remembers the last part that was given; never goes back. */
    synchronized void confirm() throws IOException {
        String worked = last;
        String confirmed = confirmed();
        if (worked == null || (confirmed != null && confirmed.compareTo(worked) >= 0)) {
            return;
        }
        try (AtomicFile target = AtomicFile.replacing(file)) {
            Files.writeString(target.temporary(), worked);
            target.commit();
        }
    }

    private @Nullable String confirmed() throws IOException {
        return Files.exists(file) ? Files.readString(file).strip() : null;
    }

    boolean isAt(Path path) {
        return path.equals(file);
    }
}
