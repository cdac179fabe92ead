package dev.jedro.mlflow.client;

import java.time.Instant;

/**
 * One value of a metric.
 *
 * @param value may be NaN or infinite
 * @param time in milliseconds as MLflow keeps it, not before 1970
 * @param step 0 where there are none
 */
public record MetricPoint(String key, double value, Instant time, long step) {}
