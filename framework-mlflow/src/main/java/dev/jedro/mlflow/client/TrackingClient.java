package dev.jedro.mlflow.client;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Jedro asks of MLflow: experiments, runs, artifacts' names and registered models. Thread-safe; each method waits for the answer.
 *
 * <p>Every method throws {@link TrackingException} if the server cannot be reached, refuses, or does not know what is named.
 */
public interface TrackingClient {

    /** The id of the new experiment. */
    String createExperiment(NewExperiment experiment);

    Optional<Experiment> experimentByName(String name);

    Experiment experiment(String id);

    /** All that are not deleted, however many; read page by page as the stream is. */
    Stream<Experiment> experiments();

    void deleteExperiment(String id);

    void restoreExperiment(String id);

    /** Opens a run. A repeated request never opens a second one. */
    TrackedRun createRun(NewRun run);

    TrackedRun run(String id);

    void updateRun(String id, RunUpdate update);

    void deleteRun(String id);

    void restoreRun(String id);

    /** All that match, however many; read page by page as the stream is. */
    Stream<TrackedRun> runs(RunQuery query);

    /** As {@link #runs}, but those that are deleted. */
    Stream<TrackedRun> deletedRuns(RunQuery query);

    /** Logs everything, in as many requests as the server's limits ask for, parameters and tags first. */
    void log(String runId, RunBatch batch);

    void logInputs(String runId, List<DatasetInput> inputs);

    /** All points of a metric in the order in which they were logged, however many; read page by page as the stream is. */
    Stream<MetricPoint> history(String runId, String metric);

    /** What lies directly in a folder of the run's artifacts; an empty path is the top. Empty if there is no such folder. */
    List<ArtifactEntry> artifacts(String runId, String path);

    /** Registers a name for models, unless it is registered. */
    void ensureModel(String name);

    ModelVersion createModelVersion(NewModelVersion version);

    ModelVersion modelVersion(String model, String version);

    ModelVersion modelByAlias(String model, String alias);

    /** The newest version in a stage, or of all if it is {@code latest}. */
    Optional<ModelVersion> newestVersion(String model, String stage);

    void setAlias(String model, String alias, String version);

    /** Where the files of a version are, for instance {@code mlflow-artifacts:/1/abc/artifacts/model}. */
    String modelFiles(String model, String version);
}
