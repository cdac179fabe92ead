package dev.jedro.mlflow.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a registered model.
 *
 * @param stage {@code None}, {@code Staging}, {@code Production} or {@code Archived}
 * @param source where its files are
 * @param runId of the run that made it
 */
public record ModelVersion(
        String model,
        String version,
        String stage,
        String source,
        Optional<String> runId,
        List<String> aliases,
        Map<String, String> tags) {
    public ModelVersion {
        aliases = List.copyOf(aliases);
        tags = Map.copyOf(tags);
    }
}
