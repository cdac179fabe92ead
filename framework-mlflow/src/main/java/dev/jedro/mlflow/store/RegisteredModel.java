package dev.jedro.mlflow.store;

import java.util.List;
import java.util.Map;

/**
 * A model of the registry.
 *
 * @param created in milliseconds since 1970
 * @param updated in milliseconds since 1970
 * @param aliases the version of each
 * @param latest the newest version of each stage
 */
public record RegisteredModel(
        String name,
        String description,
        long created,
        long updated,
        Map<String, String> tags,
        Map<String, String> aliases,
        List<ModelVersion> latest) {

    public RegisteredModel {
        latest = List.copyOf(latest);
    }
}
