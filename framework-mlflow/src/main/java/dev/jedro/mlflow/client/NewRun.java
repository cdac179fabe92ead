package dev.jedro.mlflow.client;

import java.time.Instant;
import java.util.Map;

/** A run that is to be. */
public record NewRun(String experimentId, String name, Instant start, Map<String, String> tags) {
    public NewRun {
        tags = Map.copyOf(tags);
    }
}
