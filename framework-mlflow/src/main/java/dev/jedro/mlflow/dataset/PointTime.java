package dev.jedro.mlflow.dataset;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** The time of what is saved, later by a millisecond at least than what was saved before: of two values of one step, MLflow takes the later one for the last. */
final class PointTime {
    private static final AtomicLong LAST = new AtomicLong();

    private PointTime() {}

    static Instant next() {
        return Instant.ofEpochMilli(LAST.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis())));
    }
}
