package dev.jedro.spark.table;

import dev.jedro.spi.DatasetContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One lock for each table or folder that is written: what this process writes at the same time would only conflict. */
final class TableLocks implements AutoCloseable {
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    static ReentrantLock of(DatasetContext context, String place) {
        return context.shared(TableLocks.class, TableLocks::new)
                .locks
                .computeIfAbsent(place, wanted -> new ReentrantLock());
    }

    @Override
    public void close() {
        locks.clear();
    }
}
