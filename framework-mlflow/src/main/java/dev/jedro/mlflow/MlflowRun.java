package dev.jedro.mlflow;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The MLflow run of a run of Jedro, for nodes that log by hand. It belongs to that run, not to a thread: hand it to whatever thread works for the node. Nothing here waits for the
 * server except {@link #id()}; what is logged is sent in order. Where a run is not tracked, nothing happens.
 *
 * <pre>{@code
 * static Model train(Table table, MlflowRun run) {
 *     for (int epoch = 0; epoch < 10; epoch++) {
 *         run.metric("loss", loss(epoch), epoch);
 *     }
 *     …
 * }
 * node(Training::train).from(TABLE, Mlflow.RUN).to(MODEL)
 * }</pre>
 */
public interface MlflowRun {

    /** Whether anything is tracked at all. */
    boolean tracked();

    /** MLflow's id of the run; waits until the server has opened it. Empty if it is not tracked, or if the server is away. */
    Optional<String> id();

    /** Logs a parameter: set once, never changed. */
    void param(String key, Object value);

    /** Logs one value of a metric, now, at step 0. */
    default void metric(String key, double value) {
        metric(key, value, 0);
    }

    /** Logs one value of a metric, now. */
    void metric(String key, double value, long step);

    /** Logs several metrics at once, now, at step 0. */
    default void metrics(Map<String, ? extends Number> values) {
        values.forEach((key, value) -> metric(key, value.doubleValue()));
    }

    void tag(String key, String value);

    /** Writes a text as an artifact, for instance {@code notes/run.md}. */
    void text(String path, String text);

    /**
     * Begins a run of its own for a part of the work, such as one of many trials. MLflow's pages show it beneath this run, or beside it if {@code tracking.run.nested} of mlflow.yml is
     * {@code false}. What is not closed ends when the run of Jedro does, and as that does.
     *
     * <pre>{@code
     * try (NestedRun trial = run.nested("depth 3")) {
     *     trial.param("depth", 3);
     *     trial.metric("rmse", rmse(3));
     * }
     * }</pre>
     */
    NestedRun nested(String name);

    /**
     * Sends a file, or a folder with all in it. It must stay until the run has ended.
     *
     * @param folder where among the artifacts; empty for the top
     */
    void artifact(Path file, String folder);
}
