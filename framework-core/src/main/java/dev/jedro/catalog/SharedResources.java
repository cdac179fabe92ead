package dev.jedro.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the datasets of one run or session share, one object a class: a database connection, a Spark session. Thread-safe; closed once. */
public final class SharedResources implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedResources.class);

    private final Map<Class<?>, AutoCloseable> byKind = new HashMap<>();
    private final Deque<AutoCloseable> newestFirst = new ArrayDeque<>();
    private boolean closed;

    /** The one object of a class, made when it is first asked for. Others wait meanwhile, since a maker may ask for more. */
    public synchronized <R extends AutoCloseable> R get(Class<R> kind, Supplier<R> maker) {
        if (closed) {
            throw new IllegalStateException("asked for " + kind.getName() + " after the catalog was closed");
        }
        AutoCloseable made = byKind.get(kind);
        if (made == null) {
            made = maker.get();
            byKind.put(kind, made);
            newestFirst.push(made);
        }
        return kind.cast(made);
    }

    /** Closes all, the newest first. What cannot be closed is logged: the work is done by then. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!newestFirst.isEmpty()) {
            AutoCloseable resource = newestFirst.pop();
            try {
                resource.close();
            } catch (Exception e) {
                LOG.warn("{} could not be closed", resource.getClass().getName(), e);
            }
        }
        byKind.clear();
    }
}
