package dev.jedro.mlflow.client;

import java.util.Map;

/**
 * A set of runs under a name.
 *
 * @param artifactLocation beneath which its runs keep their artifacts
 * @param active false once it is deleted; it can be restored then
 */
public record Experiment(String id, String name, String artifactLocation, boolean active, Map<String, String> tags) {
    public Experiment {
        tags = Map.copyOf(tags);
    }
}
