package dev.jedro.duckdb;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cancels the query of a thread that was interrupted. A thread that is inside DuckDB cannot see its interruption, so another one looks for
 * it, fifty times a second, while a query runs.
 */
final class InterruptWatch implements AutoCloseable {
    private static final long EVERY_MILLIS = 20;
    private final Set<Watched> open = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledThreadPoolExecutor looking;
    private boolean closed;

    /** Watches over the calling thread until closed. */
    synchronized Watched over(Statement statement) {
        if (closed) {
            throw new CancellationException("The engine was closed.");
        }
        ScheduledThreadPoolExecutor executor = looking;
        if (executor == null) {
            executor = new ScheduledThreadPoolExecutor(1, InterruptWatch::daemon);
            executor.setRemoveOnCancelPolicy(true);
            looking = executor;
        }
        Watched watched = new Watched(Thread.currentThread(), statement, open);
        watched.throwIfInterrupted();
        open.add(watched);
        watched.look =
                executor.scheduleWithFixedDelay(watched::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return watched;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "duckdb-interrupts");
        thread.setDaemon(true);
        return thread;
    }

    /** How many are watched over now. */
    int watching() {
        return open.size();
    }

    /** Cancels all queries that still run. */
    @Override
    public synchronized void close() {
        closed = true;
        if (looking != null) {
            looking.shutdownNow();
        }
        open.forEach(Watched::cancel);
    }

    /** One query of one thread. */
    static final class Watched implements AutoCloseable {
        private final Thread thread;
        private final Statement statement;
        private final Set<Watched> open;
        private @Nullable Future<?> look;
        private boolean over;

        private Watched(Thread thread, Statement statement, Set<Watched> open) {
            this.thread = thread;
            this.statement = statement;
            this.open = open;
        }

        /** Ends the work of a thread that was interrupted; the thread stays interrupted. */
        void throwIfInterrupted() {
            if (thread.isInterrupted()) {
                throw new CancellationException("The query was interrupted.");
            }
        }

        /** The failure of the query, unless it failed since the thread was interrupted: then that is thrown. */
        <E extends Exception> E orInterrupted(E failure) {
            throwIfInterrupted();
            return failure;
        }

        private synchronized void look() {
            if (thread.isInterrupted()) {
                cancel();
            }
        }

        private synchronized void cancel() {
            if (over) {
                return;
            }
            try {
                statement.cancel();
            } catch (SQLException e) {
                over = true;
            }
        }

        @Override
        public synchronized void close() {
            over = true;
            open.remove(this);
            if (look != null) {
                look.cancel(false);
            }
        }
    }
}
