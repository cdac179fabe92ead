package dev.jedro.mlflow.store;

import java.util.List;
import java.util.Map;

/**
 * A version of a registered model.
 *
 * @param version counts from 1
 * @param stage {@code None}, {@code Staging}, {@code Production} or {@code Archived}; MLflow advises to use aliases instead
 * @param source the URI from which the model was registered
 * @param storage the URI where its files are
 * @param runId empty if no run made it
 * @param modelId of the logged model; empty if there is none
 * @param status {@code READY} as a rule
 */
public record ModelVersion(
        String name,
        int version,
        String stage,
        String description,
        long created,
        long updated,
        String source,
        String storage,
        String runId,
        String runLink,
        String modelId,
        String user,
        String status,
        String statusMessage,
        Map<String, String> tags,
        List<String> aliases) {

    public ModelVersion {
        aliases = List.copyOf(aliases);
    }
}
