package dev.jedro.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the datasets of one run or session share, one object a class: a database connection, a Spark session. Thread-safe; closed once. Whoever asks for an object that is being
 * made waits for it, and for no other.
 */
public final class SharedResources implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedResources.class);

    /** The object of one class, and the lock under which it is made. */
    private static final class Slot {
        private final ReentrantLock making = new ReentrantLock();
        private @Nullable AutoCloseable made;
    }

    private final Map<Class<?>, Slot> byKind = new HashMap<>();
    private final Deque<AutoCloseable> newestFirst = new ArrayDeque<>();
    private boolean closed;

    /**
     * The one object of a class, made when it is first asked for. A maker may ask for objects of other classes.
     *
     * @throws IllegalStateException if this is closed, or the maker asks for its own object
     */
    public <R extends AutoCloseable> R get(Class<R> kind, Supplier<R> maker) {
        Slot slot = slot(kind);
        if (slot.making.isHeldByCurrentThread()) {
            throw new IllegalStateException("the maker of " + kind.getName() + " asks for what it makes");
        }
        slot.making.lock();
        try {
            AutoCloseable known = slot.made;
            if (known == null) {
                known = maker.get();
                keep(kind, known);
                slot.made = known;
            }
            return kind.cast(known);
        } finally {
            slot.making.unlock();
        }
    }

    private synchronized Slot slot(Class<?> kind) {
        if (closed) {
            throw asked(kind);
        }
        return byKind.computeIfAbsent(kind, any -> new Slot());
    }

    private synchronized void keep(Class<?> kind, AutoCloseable made) {
        if (closed) {
            close(made);
            throw asked(kind);
        }
        newestFirst.push(made);
    }

    private static IllegalStateException asked(Class<?> kind) {
        return new IllegalStateException("asked for " + kind.getName() + " after the catalog was closed");
    }

    /** Closes all, the newest first. What cannot be closed is logged: the work is done by then. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!newestFirst.isEmpty()) {
            close(newestFirst.pop());
        }
        byKind.clear();
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("{} could not be closed", resource.getClass().getName(), e);
        }
    }
}
