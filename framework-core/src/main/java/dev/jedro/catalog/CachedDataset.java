package dev.jedro.catalog;

import java.util.Iterator;
import java.util.OptionalLong;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what another dataset loaded or saved in memory until it is released: {@code cached: true} in the catalog. Streams and iterators can be read
 * only once, so they are not kept.
 */
final class CachedDataset implements Dataset<Object> {
    private final Dataset<Object> inner;
    private @Nullable Object kept;

    CachedDataset(Dataset<Object> inner) {
        this.inner = inner;
    }

    /** Held while loading, so that two nodes that want the same data read it once. */
    @Override
    public synchronized Object load() throws Exception {
        Object current = kept;
        if (current == null) {
            current = inner.load();
            kept = keepable(current);
        }
        return current;
    }

    @Override
    public synchronized void save(Object value) throws Exception {
        inner.save(value);
        kept = keepable(value);
    }

    private static @Nullable Object keepable(Object value) {
        return value instanceof BaseStream || value instanceof Iterator ? null : value;
    }

    @Override
    public synchronized boolean exists() throws Exception {
        return kept != null || inner.exists();
    }

    @Override
    public synchronized void release() {
        kept = null;
        inner.release();
    }

    @Override
    public OptionalLong rows() {
        return inner.rows();
    }

    Dataset<Object> inner() {
        return inner;
    }
}
