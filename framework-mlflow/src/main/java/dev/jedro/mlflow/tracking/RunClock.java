package dev.jedro.mlflow.tracking;

import java.time.Instant;
import java.util.function.LongSupplier;

/** Tells the time of a run by a clock that only goes forward: when the machine's is set, points of a metric stay in order, and no run ends before it began. Thread-safe. */
final class RunClock {
    private final Instant start;
    private final long startNanos;
    private final LongSupplier nanos;

    RunClock(Instant start) {
        this(start, System::nanoTime);
    }

    /** @param nanos of any begin, as {@link System#nanoTime} */
    RunClock(Instant start, LongSupplier nanos) {
        this.start = start;
        this.startNanos = nanos.getAsLong();
        this.nanos = nanos;
    }

    Instant now() {
        return start.plusNanos(Math.max(0, nanos.getAsLong() - startNanos));
    }
}
