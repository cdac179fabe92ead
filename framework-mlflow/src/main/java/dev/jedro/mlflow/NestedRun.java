package dev.jedro.mlflow;

/** A run within a run, as a node begins it for one of its trials; see {@link MlflowRun#nested}. */
public interface NestedRun extends MlflowRun, AutoCloseable {

    /**
     * Ends it as failed.
     *
     * @param why is kept as the tag {@code jedro.error}
     */
    void failed(String why);

    /** Ends it as finished, unless it has ended. */
    @Override
    void close();
}
