package dev.jedro.mlflow.tracking;

import dev.jedro.mlflow.client.NewRun;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * All that is needed to open the MLflow run of a run, now or when it is sent later.
 *
 * @param jedroRun Jedro's run id; by the tag {@value #RUN_TAG} an opened run is found again
 * @param resumed the id of an MLflow run that goes on instead
 */
record Opening(
        String jedroRun,
        MlflowSettings.ExperimentSettings experiment,
        String experimentName,
        Optional<String> resumed,
        String name,
        Instant start,
        Map<String, String> tags) {
    static final String RUN_TAG = "jedro.run_id";

    NewRun in(String experimentId) {
        return new NewRun(experimentId, name, start, tags);
    }
}
