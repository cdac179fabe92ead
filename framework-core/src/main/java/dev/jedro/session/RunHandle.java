package dev.jedro.session;

import dev.jedro.run.PipelineRun;
import dev.jedro.run.RunResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A run that goes on in a thread of its own. Thread-safe. */
public final class RunHandle {
    private final PipelineRun run;
    private final CompletableFuture<RunResult> result = new CompletableFuture<>();

    private RunHandle(PipelineRun run) {
        this.run = run;
    }

    static RunHandle start(PipelineRun run, String runId) {
        RunHandle handle = new RunHandle(run);
        Thread thread = new Thread(handle::work, "jedro-run-" + runId);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        return handle;
    }

    private void work() {
        try {
            result.complete(run.run());
        } catch (Throwable broken) { // whoever waits must hear of it
            result.completeExceptionally(broken);
        }
    }

    /** Stops the run: nothing further starts, running nodes are interrupted, nothing half-written is left. Returns at once. */
    public void cancel() {
        run.cancel();
    }

    public boolean isDone() {
        return result.isDone();
    }

    /** Waits for the end; an interrupt of the waiting thread cancels the run, and the thread still is interrupted afterwards. */
    RunResult awaitOrCancel() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return await();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancel();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Waits for the end.
     *
     * @throws InterruptedException if the waiting thread is interrupted; the run goes on
     */
    public RunResult await() throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the run broke", e.getCause());
        }
    }
}
