package dev.jedro.mlflow.tracking;

import java.util.Optional;

/**
 * Which experiment and run a run belongs to: what mlflow.yml says, and where it says nothing, what MLflow's variables say.
 *
 * @param experiment its name; the project's unless another is given
 * @param experimentId of an experiment that is there, where {@code MLFLOW_EXPERIMENT_ID} is all that is given
 * @param runId of an MLflow run that goes on; empty for a new one
 */
record RunChoice(String experiment, Optional<String> experimentId, Optional<String> runId) {

    static RunChoice of(Connection to, String project) {
        MlflowSettings.Tracking tracking = to.settings().tracking();
        Optional<String> name = tracking.experiment().name().or(() -> to.variable("MLFLOW_EXPERIMENT_NAME"));
        return new RunChoice(
                name.orElse(project),
                name.isPresent() ? Optional.empty() : to.variable("MLFLOW_EXPERIMENT_ID"),
                tracking.run().id().or(() -> to.variable("MLFLOW_RUN_ID")));
    }
}
