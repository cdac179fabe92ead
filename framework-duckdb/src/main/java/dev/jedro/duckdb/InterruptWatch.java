package dev.jedro.duckdb;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CancellationException;
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
    private @Nullable ScheduledThreadPoolExecutor looking;

    /** Watches over the calling thread until closed. */
    synchronized Watched over(Statement statement) {
        ScheduledThreadPoolExecutor executor = looking;
        if (executor == null) {
            executor = new ScheduledThreadPoolExecutor(1, InterruptWatch::daemon);
            executor.setRemoveOnCancelPolicy(true);
            looking = executor;
        }
        Watched watched = new Watched(Thread.currentThread(), statement);
        watched.throwIfInterrupted();
        watched.look =
                executor.scheduleWithFixedDelay(watched::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return watched;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "duckdb-interrupts");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public synchronized void close() {
        if (looking != null) {
            looking.shutdownNow();
        }
    }

    /** One query of one thread. */
    static final class Watched implements AutoCloseable {
        private final Thread thread;
        private final Statement statement;
        private @Nullable Future<?> look;
        private boolean over;

        private Watched(Thread thread, Statement statement) {
            this.thread = thread;
            this.statement = statement;
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
            if (over || !thread.isInterrupted()) {
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
            if (look != null) {
                look.cancel(false);
            }
        }
    }
}
