package dev.jedro.mlflow.client;

import java.util.List;

/**
 * Which runs are looked for.
 *
 * @param filter in MLflow's language, for instance {@code metrics.r2 > 0.5}; all if empty
 * @param order for instance {@code metrics.r2 DESC}; newest first if empty
 */
public record RunQuery(List<String> experimentIds, String filter, List<String> order) {
    public RunQuery {
        experimentIds = List.copyOf(experimentIds);
        order = List.copyOf(order);
    }
}
