package dev.jedro.run;

import dev.jedro.run.NodeOutcome.Failed;
import dev.jedro.run.NodeOutcome.Interrupted;
import dev.jedro.run.NodeOutcome.ParentFailed;
import dev.jedro.run.NodeOutcome.RunStopped;
import dev.jedro.run.NodeOutcome.Skipped;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides which node starts next, when a dataset is released, and when a run stops. All of its state belongs to the thread that calls
 * {@link #run}; workers only do the work of a node. Of the nodes that are ready, the first in topological order starts first. Only a
 * {@link Cancellation} stops a run from outside: an interrupt without one means nothing, since the thread belongs to the run.
 */
final class Coordinator {

    /** The work of one node. Never throws; may be called by several threads at once, for different nodes. */
    interface Work {
        NodeOutcome work(int node);
    }

    /** Told of every decision, by the coordinator's thread. */
    interface Steps {
        void starting(int node);

        void ended(int node, NodeOutcome outcome);

        void release(int dataset);
    }

    private final Graph graph;
    private final IntFunction<String> names;
    private final FailurePolicy policy;
    private final Cancellation cancellation;
    private final Work work;
    private final Steps steps;

    private final PriorityQueue<Integer> ready = new PriorityQueue<>();
    private final int[] waitingFor;
    private final int[] readersLeft;
    private final NodeOutcome[] outcomes;
    private boolean stopping;

    Coordinator(
            Graph graph,
            IntFunction<String> names,
            FailurePolicy policy,
            Cancellation cancellation,
            Work work,
            Steps steps) {
        this.graph = graph;
        this.names = names;
        this.policy = policy;
        this.cancellation = cancellation;
        this.work = work;
        this.steps = steps;
        this.waitingFor = new int[graph.size()];
        this.readersLeft = graph.readerCounts();
        this.outcomes = new NodeOutcome[graph.size()];
    }

    /** Runs everything that can run; when it returns or throws, no worker works any more. */
    void run(int workers) {
        for (int node = 0; node < graph.size(); node++) {
            waitingFor[node] = graph.parentCount(node);
            if (waitingFor[node] == 0) {
                ready.add(node);
            }
        }
        cancellation.attach();
        try {
            if (workers == 1) {
                runHere();
            } else {
                runOn(workers);
            }
        } finally {
            cancellation.detach();
        }
        skipTheRest();
    }

    private void runHere() {
        while (!ready.isEmpty() && goesOn()) {
            runNext();
        }
    }

    private boolean goesOn() {
        Thread.interrupted(); // a node may have left one behind; ours comes after the wish, which is looked at next
        return !stopping && !cancellation.isWanted();
    }

    private void runNext() {
        int node = ready.remove();
        steps.starting(node);
        settle(node, work.work(node));
    }

    private void runOn(int workers) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(workers, task -> {
            Thread thread = new Thread(task, "jedro-worker-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            runOn(pool, workers);
        } finally {
            pool.shutdownNow();
            awaitEnd(pool);
        }
    }

    private void runOn(ExecutorService pool, int workers) {
        BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
        int running = 0;
        while (true) {
            while (running == 0 && ready.size() == 1 && goesOn()) {
                runNext(); // nothing else can start until it has ended, so a worker would only cost the way there and
                // back
            }
            while (running < workers && !ready.isEmpty() && goesOn()) {
                int node = ready.remove();
                steps.starting(node);
                pool.execute(() -> ended.add(workedOn(node)));
                running++;
            }
            if (cancellation.isWanted() && !pool.isShutdown()) {
                running -= pool.shutdownNow().size(); // those that no worker has taken up end as stopped
            }
            if (running == 0) {
                return;
            }
            try {
                Ended next = ended.take();
                running--;
                if (next.broken != null) {
                    throw new IllegalStateException("a worker died", next.broken);
                }
                settle(next.node, next.outcome);
            } catch (InterruptedException e) {
                // cancelled, which is looked at next, or meant for nobody
            }
        }
    }

    private static void awaitEnd(ExecutorService pool) {
        while (true) {
            try {
                if (pool.awaitTermination(1, TimeUnit.DAYS)) {
                    return;
                }
            } catch (InterruptedException e) {
                // the workers have been told already; the run must not be left while they work
            }
        }
    }

    private record Ended(
            int node, NodeOutcome outcome, @Nullable Throwable broken) {}

    private Ended workedOn(int node) {
        try {
            return new Ended(node, work.work(node), null);
        } catch (Throwable broken) { // the coordinator would wait for ever
            return new Ended(node, new Skipped(new Interrupted()), broken);
        }
    }

    private void settle(int node, NodeOutcome outcome) {
        outcomes[node] = outcome;
        steps.ended(node, outcome);
        if (outcome instanceof NodeOutcome.Ran) {
            for (int child : graph.children(node)) {
                if (--waitingFor[child] == 0) {
                    ready.add(child);
                }
            }
        } else if (outcome instanceof Failed) {
            skipDependents(node);
            stopping |= policy == FailurePolicy.FAIL_FAST;
        } else { // it was interrupted, and somebody meant the whole run
            stopping = true;
        }
        releaseAfter(node);
    }

    private void skipDependents(int failed) {
        Skipped reason = new Skipped(new ParentFailed(names.apply(failed)));
        PriorityQueue<Integer> open = new PriorityQueue<>();
        open.add(failed);
        while (!open.isEmpty()) {
            for (int child : graph.children(open.remove())) {
                if (outcomes[child] == null) {
                    outcomes[child] = reason;
                    steps.ended(child, reason);
                    releaseAfter(child);
                    open.add(child);
                }
            }
        }
    }

    /** Frees what this node was the last to read, and what it wrote that nobody reads. */
    private void releaseAfter(int node) {
        for (int dataset : graph.reads(node)) {
            if (--readersLeft[dataset] == 0 && !graph.isKept(dataset)) {
                steps.release(dataset);
            }
        }
        if (outcomes[node] instanceof NodeOutcome.Ran) {
            for (int dataset : graph.writes(node)) {
                if (readersLeft[dataset] == 0 && !graph.isKept(dataset)) {
                    steps.release(dataset);
                }
            }
        }
    }

    private void skipTheRest() {
        Skipped reason = new Skipped(new RunStopped());
        for (int node = 0; node < outcomes.length; node++) {
            if (outcomes[node] == null) {
                outcomes[node] = reason;
                steps.ended(node, reason);
            }
        }
    }
}
