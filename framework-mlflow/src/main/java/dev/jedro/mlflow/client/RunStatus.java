package dev.jedro.mlflow.client;

/** How a run stands, as MLflow says it. */
public enum RunStatus {
    RUNNING,
    SCHEDULED,
    FINISHED,
    FAILED,
    KILLED
}
