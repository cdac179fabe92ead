package dev.jedro.mlflow.store;

import java.util.Comparator;

/**
 * One point of a metric.
 *
 * @param value may be infinite or not a number
 * @param timestamp in milliseconds since 1970
 */
public record Metric(String key, double value, long timestamp, long step) {

    /** The greatest is what MLflow calls the latest. */
    static final Comparator<Metric> LATEST = Comparator.comparingLong(Metric::step)
            .thenComparingLong(Metric::timestamp)
            .thenComparingDouble(Metric::value);
}
