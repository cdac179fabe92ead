package dev.jedro.mlflow.client;

import java.util.Map;

/** A version that is to be registered of a model that is there. */
public record NewModelVersion(String model, String source, String runId, Map<String, String> tags) {
    public NewModelVersion {
        tags = Map.copyOf(tags);
    }
}
