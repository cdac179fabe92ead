package dev.jedro.mlflow.tracking;

import dev.jedro.mlflow.client.NewRun;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * All that is needed to open the MLflow run of a run, now or when it is sent later.
 *
 * @param jedroRun Jedro's run id; by the tag {@value #RUN_TAG} an opened run is found again
 * @param experimentId of an experiment that is there; empty to find it by its name
 * @param resumed the id of an MLflow run that goes on instead
 */
record Opening(
        String jedroRun,
        MlflowSettings.ExperimentSettings experiment,
        String experimentName,
        Optional<String> experimentId,
        Optional<String> resumed,
        String name,
        Instant start,
        Map<String, String> tags) {
    static final String RUN_TAG = "jedro.run_id";

    /** Jedro's run id of the run beneath which a node began this one. */
    static final String PARENT_TAG = "jedro.parent_run_id";

    /** MLflow's id of the same, by which its pages know; empty where the parent was not opened yet. */
    static final String PARENT_ID_TAG = "mlflow.parentRunId";

    /** @param known the tags with what is known by now */
    NewRun in(String experimentId, Map<String, String> known) {
        return new NewRun(experimentId, name, start, known);
    }
}
