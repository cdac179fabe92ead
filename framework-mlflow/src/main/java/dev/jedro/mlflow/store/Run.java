package dev.jedro.mlflow.store;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A run with everything logged to it.
 *
 * @param metrics the latest point of each, sorted by key
 * @param inputs the datasets it read
 * @param outputs the models it made
 */
public record Run(
        Info info,
        List<Metric> metrics,
        Map<String, String> params,
        Map<String, String> tags,
        List<DatasetInput> inputs,
        List<ModelOutput> outputs) {

    public Run {
        metrics = List.copyOf(metrics);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * What is known of a run without reading what was logged to it.
     *
     * @param started in milliseconds since 1970
     * @param ended in milliseconds since 1970; empty while it runs
     */
    public record Info(
            String id,
            String name,
            String experimentId,
            String user,
            RunStatus status,
            long started,
            OptionalLong ended,
            String artifactUri,
            Lifecycle stage) {}

    /** A model that a run made, at a step. */
    public record ModelOutput(String modelId, long step) {}
}
