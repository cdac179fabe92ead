package dev.jedro.mlflow.artifact;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does several transfers at a time. */
final class Works {
    private static final int AT_ONCE = 4;
    private static final int END_SECONDS = 10;

    private Works() {}

    interface Work {
        void on() throws IOException, InterruptedException;
    }

    /** Ends when all are done, or with the failure of the first in order that failed; the others are interrupted then, and none of them goes on. */
    static void all(List<Work> works) throws IOException, InterruptedException {
        if (works.size() == 1) {
            works.get(0).on();
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, Math.max(1, works.size())), work -> {
            Thread thread = new Thread(work, "mlflow-artifacts");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (Work work : works) {
                futures.add(threads.submit(() -> {
                    work.on();
                    return null;
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static IOException cause(ExecutionException e) throws InterruptedException {
        if (e.getCause() instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        if (e.getCause() instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        return e.getCause() instanceof IOException io ? io : new IOException(e);
    }
}
