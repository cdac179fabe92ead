package dev.jedro.mlflow;

import dev.jedro.pipeline.Resource;

/** What nodes may take beside data. */
public final class Mlflow {
    /** The MLflow run of the run that the node is in. */
    public static final Resource<MlflowRun> RUN = Resource.of("mlflow.run", MlflowRun.class);

    private Mlflow() {}
}
