package dev.jedro.mlflow.client;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A run as the server knows it.
 *
 * @param end empty while it runs
 * @param artifactUri where its artifacts are, for instance {@code mlflow-artifacts:/1/abc/artifacts}
 * @param active false once it is deleted; it can be restored then
 * @param metrics the newest value of each
 */
public record TrackedRun(
        String id,
        String experimentId,
        String name,
        RunStatus status,
        Instant start,
        Optional<Instant> end,
        String artifactUri,
        boolean active,
        Map<String, String> params,
        Map<String, MetricPoint> metrics,
        Map<String, String> tags) {
    public TrackedRun {
        params = Map.copyOf(params);
        metrics = Map.copyOf(metrics);
        tags = Map.copyOf(tags);
    }
}
