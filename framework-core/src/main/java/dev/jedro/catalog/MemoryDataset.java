package dev.jedro.catalog;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Data that lives in memory until it is released. It hands on the very object that was saved, without a copy: nodes that share data must not change it. Values
 * that cannot change, such as records and {@code List.of}, are safe.
 */
public final class MemoryDataset implements Dataset<Object> {
    private volatile @Nullable Object value;

    @Override
    public Object load() {
        Object current = value;
        if (current == null) {
            throw new JedroException(
                    Problem.error(CatalogCode.NO_DATA, "Nothing has been saved to it yet: it is kept in memory only")
                            .fix(
                                    "run the node that makes it in the same run, or give it a type that keeps data, such as Json"));
        }
        return current;
    }

    @Override
    public void save(Object newValue) {
        value = newValue;
    }

    @Override
    public boolean exists() {
        return value != null;
    }

    @Override
    public void release() {
        value = null;
    }
}
