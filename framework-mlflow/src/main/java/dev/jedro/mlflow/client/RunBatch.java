package dev.jedro.mlflow.client;

import java.util.List;
import java.util.Map;

/** What is logged to a run at once, of any size: the client cuts it to what a server takes. */
public record RunBatch(List<MetricPoint> metrics, Map<String, String> params, Map<String, String> tags) {
    public RunBatch {
        metrics = List.copyOf(metrics);
        params = Map.copyOf(params);
        tags = Map.copyOf(tags);
    }

    public static RunBatch metrics(List<MetricPoint> metrics) {
        return new RunBatch(metrics, Map.of(), Map.of());
    }

    public static RunBatch params(Map<String, String> params) {
        return new RunBatch(List.of(), params, Map.of());
    }

    public static RunBatch tags(Map<String, String> tags) {
        return new RunBatch(List.of(), Map.of(), tags);
    }
}
