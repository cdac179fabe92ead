package dev.jedro.mlflow.store;

import java.util.Map;

/**
 * A named group of runs.
 *
 * @param created in milliseconds since 1970
 * @param updated in milliseconds since 1970
 */
public record Experiment(
        String id,
        String name,
        String artifactLocation,
        Lifecycle stage,
        long created,
        long updated,
        Map<String, String> tags) {

    public Experiment {
        tags = Map.copyOf(tags);
    }
}
