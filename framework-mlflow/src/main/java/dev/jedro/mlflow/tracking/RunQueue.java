package dev.jedro.mlflow.tracking;

import dev.jedro.mlflow.client.Limits;
import dev.jedro.mlflow.client.MetricPoint;
import dev.jedro.mlflow.client.RunBatch;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.client.TrackingException;
import dev.jedro.problem.JedroException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Between a run and the server: takes entries at once, sends them in order from a thread of its own, many in one request.
 *
 * <p>Told to warn, it never waits for the server: once the server fails, or is so slow that the queue is full or the run's end has waited long enough, all that is left goes to the
 * spool, and so does whatever still comes. Told to fail, it waits where it must and keeps the first failure.
 */
final class RunQueue {
    private static final int MOST = 100_000;
    private static final long LINGER_MILLIS = 100;
    private final Courier courier;
    private final Spool spool;
    private final boolean strict;
    private final Duration patience;
    private final Thread sender;

    /** Guarded by this. */
    private final Deque<Entry> waiting = new ArrayDeque<>();

    private List<Entry> inFlight = List.of();
    private int weight;
    private boolean hurry;
    private boolean ended;
    private boolean spooling;
    private @Nullable TrackedRun run;
    private @Nullable JedroException failure;

    RunQueue(Courier courier, Spool spool, boolean strict, Duration patience) {
        this.courier = courier;
        this.spool = spool;
        this.strict = strict;
        this.patience = patience;
        this.sender = new Thread(this::send, "mlflow-" + courier.opening().jedroRun());
        this.sender.setDaemon(true);
    }

    void start() {
        sender.start();
    }

    synchronized void add(Entry entry) {
        if (ended) {
            return;
        }
        while (weight >= MOST && !spooling && failure == null) {
            if (!strict) {
                giveUp("it is slower than the run, and " + weight + " values are waiting");
                break;
            }
            if (!waited(Long.MAX_VALUE)) {
                return;
            }
        }
        ended |= entry instanceof Entry.End;
        if (spooling) {
            spool.append(entry);
            closeSpoolAtTheEnd();
            return;
        }
        waiting.add(entry);
        weight += entry.weight();
        notifyAll();
    }

    /** What went wrong for good; only of a queue that is told to fail. */
    synchronized Optional<JedroException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether what comes is kept for later. */
    synchronized boolean spooling() {
        return spooling;
    }

    /** The run as the server has opened it; waits for that, and if told to warn not longer than the patience. Empty if it was not opened. */
    synchronized Optional<TrackedRun> opened() {
        long until = strict ? Long.MAX_VALUE : System.nanoTime() + patience.toNanos();
        while (run == null && !spooling && failure == null && waited(until)) {
            // until somebody has something to tell
        }
        return Optional.ofNullable(run);
    }

    /**
     * Waits until all that was added is with the server.
     *
     * @return false if it is not: it is in the spool, or failed, or goes on
     */
    synchronized boolean flush() {
        return flush(strict ? Long.MAX_VALUE : System.nanoTime() + patience.toNanos());
    }

    private boolean flush(long until) {
        hurry = true;
        notifyAll();
        while (!(waiting.isEmpty() && inFlight.isEmpty()) && !spooling && failure == null) {
            if (!waited(until)) {
                return false;
            }
        }
        return !spooling && failure == null;
    }

    /** Sends the end, and keeps for later what the server does not take in time. */
    synchronized void end(Entry.End end) {
        add(end);
        if (!flush() && !strict && !spooling) {
            giveUp("it did not answer within " + patience.toMillis() + " ms after the end of the run");
        }
    }

    /** As {@link #end}, but with the little time that a process has that was told to stop. */
    synchronized void stop(Entry.End end, Duration time) {
        add(end);
        if (!flush(System.nanoTime() + time.toNanos()) && !spooling) {
            giveUp("the process had to stop");
        }
    }

    /** Everything that is not with the server goes to the spool. */
    private void giveUp(String why) {
        spooling = true;
        spool.begin(courier.opening(), Optional.ofNullable(run), why);
        inFlight.forEach(spool::append);
        waiting.forEach(spool::append);
        waiting.clear();
        inFlight = List.of();
        weight = 0;
        sender.interrupt();
        closeSpoolAtTheEnd();
        notifyAll();
    }

    private void closeSpoolAtTheEnd() {
        if (ended) {
            spool.close();
        }
    }

    /** @return false if the time is over, or the thread was interrupted */
    @SuppressWarnings("WaitNotInLoop") // every caller is the loop, with a condition of its own
    private boolean waited(long until) {
        try {
            if (until == Long.MAX_VALUE) {
                wait();
                return true;
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (millis <= 0) {
                return false;
            }
            wait(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void send() {
        try {
            TrackedRun opened = courier.open(false);
            synchronized (this) {
                run = opened;
                notifyAll();
            }
            for (List<Entry> next = next(); !next.isEmpty(); next = next()) {
                for (Entry entry : next) {
                    courier.deliver(opened, entry);
                    synchronized (this) {
                        inFlight = inFlight.isEmpty() ? inFlight : inFlight.subList(1, inFlight.size());
                    }
                }
                synchronized (this) {
                    if (spooling) {
                        return;
                    }
                    inFlight = List.of();
                    weight = waiting.stream().mapToInt(Entry::weight).sum();
                    notifyAll();
                    if (next.get(next.size() - 1) instanceof Entry.End) {
                        return;
                    }
                }
            }
        } catch (TrackingException e) {
            failed(e.toJedro());
        } catch (JedroException e) {
            failed(e);
        } catch (RuntimeException | Error e) {
            failed(new JedroException(
                    dev.jedro.problem.Problem.error(
                            dev.jedro.mlflow.MlflowCode.REFUSED, "The run could not be tracked: " + e + "."),
                    e));
        }
    }

    private synchronized void failed(JedroException e) {
        if (spooling) {
            return; // given up before
        }
        if (strict) {
            failure = e;
            waiting.clear();
            inFlight = List.of();
            notifyAll();
        } else {
            giveUp(e.problems().get(0).what());
        }
    }

    /** Waits for entries, and for a moment for more of them. Empty when the queue is given up. */
    private List<Entry> next() {
        while (true) {
            List<Entry> taken = new ArrayList<>();
            synchronized (this) {
                long lingerUntil = 0;
                while (!spooling) {
                    boolean enough = hurry || weight >= Limits.METRICS;
                    if (!waiting.isEmpty()) {
                        long now = System.nanoTime();
                        lingerUntil =
                                lingerUntil == 0 ? now + TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS) : lingerUntil;
                        if (enough || now >= lingerUntil || ended) {
                            break;
                        }
                        if (!waited(lingerUntil)) {
                            break;
                        }
                    } else {
                        hurry = false;
                        if (!waited(Long.MAX_VALUE)) {
                            return List.of();
                        }
                    }
                }
                if (spooling) {
                    return List.of();
                }
                taken.addAll(waiting);
                inFlight = taken;
                waiting.clear();
            }
            List<Entry> sendable = merged(found(taken));
            synchronized (this) {
                if (spooling) {
                    return List.of();
                }
                inFlight = sendable;
                if (!sendable.isEmpty()) {
                    return sendable;
                }
                notifyAll();
            }
        }
    }

    private static List<Entry> found(List<Entry> entries) {
        List<Entry> all = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Later later) {
                all.addAll(later.entries().get());
            } else {
                all.add(entry);
            }
        }
        return all;
    }

    /** Neighbours that are logged become one, as long as none of them sets a parameter or tag anew. */
    static List<Entry> merged(List<Entry> entries) {
        List<Entry> merged = new ArrayList<>();
        List<MetricPoint> metrics = new ArrayList<>();
        Map<String, String> params = new HashMap<>();
        Map<String, String> tags = new HashMap<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Log log
                    && log.batch().params().keySet().stream().noneMatch(params::containsKey)) {
                metrics.addAll(log.batch().metrics());
                params.putAll(log.batch().params());
                tags.putAll(log.batch().tags());
                continue;
            }
            flush(merged, metrics, params, tags);
            merged.add(entry);
        }
        flush(merged, metrics, params, tags);
        return merged;
    }

    private static void flush(
            List<Entry> merged, List<MetricPoint> metrics, Map<String, String> params, Map<String, String> tags) {
        if (!metrics.isEmpty() || !params.isEmpty() || !tags.isEmpty()) {
            merged.add(new Entry.Log(new RunBatch(metrics, params, tags)));
            metrics.clear();
            params.clear();
            tags.clear();
        }
    }
}
