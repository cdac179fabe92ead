package dev.jedro.mlflow.client;

import java.util.Map;
import java.util.Optional;

/**
 * An experiment that is to be.
 *
 * @param artifactLocation the server's own choice if empty
 */
public record NewExperiment(String name, Optional<String> artifactLocation, Map<String, String> tags) {
    public NewExperiment {
        tags = Map.copyOf(tags);
    }

    public static NewExperiment named(String name) {
        return new NewExperiment(name, Optional.empty(), Map.of());
    }
}
