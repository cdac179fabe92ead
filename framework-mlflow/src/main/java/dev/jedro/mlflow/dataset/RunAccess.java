package dev.jedro.mlflow.dataset;

import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.artifact.ArtifactStores;
import dev.jedro.mlflow.client.MetricPoint;
import dev.jedro.mlflow.client.RunBatch;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.client.TrackingClient;
import dev.jedro.mlflow.client.TrackingException;
import dev.jedro.mlflow.tracking.ActiveRun;
import dev.jedro.mlflow.tracking.ActiveRuns;
import dev.jedro.mlflow.tracking.Connection;
import dev.jedro.mlflow.tracking.ModelRegistration;
import dev.jedro.mlflow.tracking.Staging;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The MLflow run that a dataset is about: the one its entry names, or that of the run it is used in. */
final class RunAccess {
    private final DatasetContext context;
    private final Optional<String> runId;

    /** @param runId as the catalog's entry names it */
    RunAccess(DatasetContext context, Optional<String> runId) {
        this.context = context;
        this.runId = runId;
    }

    private Optional<ActiveRun> active() {
        return runId.isPresent() ? Optional.empty() : context.runId().flatMap(ActiveRuns::findAlsoEnded);
    }

    Optional<ActiveRun> run() {
        return active();
    }

    /** The id that the catalog's entry names. */
    Optional<String> givenId() {
        return runId;
    }

    /** Whether a save has nowhere to go, and that is as it should be: the run that it is part of is not tracked. */
    boolean untracked() {
        return runId.isEmpty() && context.runId().isPresent() && active().isEmpty();
    }

    Connection connection() {
        return active().map(ActiveRun::connection).orElseGet(() -> connection(context));
    }

    static Connection connection(DatasetContext context) {
        return context.shared(Connection.class, () -> Connection.of(context::config, context.projectRoot()));
    }

    private JedroException noRun() {
        return new JedroException(Problem.error(
                        MlflowCode.NO_RUN,
                        "Dataset '" + context.name() + "' is used outside a tracked run, and names no 'run_id'.")
                .at(context.place())
                .fix("add 'run_id: …' to the entry to use what an earlier run has logged")
                .fix("use it in a run of a pipeline that is tracked"));
    }

    /** The server's answer, or a user's problem. */
    static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (TrackingException e) {
            throw e.toJedro();
        }
    }

    private String requiredId() {
        return runId.or(() -> active().flatMap(ActiveRun::id)).orElseThrow(this::noRun);
    }

    void log(List<MetricPoint> points) {
        Optional<ActiveRun> run = active();
        if (run.isPresent()) {
            run.get().remember(points);
        } else if (untracked()) {
            UntrackedPoints.of(context).add(points);
        } else {
            String id = requiredId();
            asked(() -> {
                connection().client().log(id, RunBatch.metrics(points));
                return id;
            });
        }
    }

    /** All points of a metric in the order in which they were logged; empty if there are none. */
    List<MetricPoint> history(String key) {
        List<MetricPoint> here = remembered(key);
        boolean goesOn = active().map(ActiveRun::goesOn).orElse(false);
        if (untracked() || (!here.isEmpty() && !goesOn)) {
            return here;
        }
        boolean sent = active().map(ActiveRun::flush).orElse(true);
        if (!sent && !here.isEmpty()) {
            return here;
        }
        String id = requiredId();
        return asked(() -> connection().client().history(id, key).toList());
    }

    /** The highest step of a metric so far; empty if it has no value. Only what was there before this run needs the server, and a save does not fail because that is away. */
    OptionalLong lastStep(String key) {
        Optional<ActiveRun> run = active();
        if (run.isEmpty()) {
            return last(history(key));
        }
        if (!run.get().goesOn() || !run.get().flush()) {
            return run.get().lastStep(key);
        }
        try {
            return last(history(key));
        } catch (JedroException e) {
            return run.get().lastStep(key); // with 'on_tracking_error: fail', what is logged next tells
        }
    }

    private static OptionalLong last(List<MetricPoint> points) {
        return points.stream().mapToLong(MetricPoint::step).max();
    }

    /** What this run has logged itself, whatever the server knows; empty if nothing. */
    List<MetricPoint> remembered(String key) {
        return active().map(run -> run.remembered(key))
                .orElseGet(() -> untracked() ? UntrackedPoints.of(context).of(key) : List.of());
    }

    private Collection<String> rememberedNames() {
        return active().<Collection<String>>map(ActiveRun::rememberedNames)
                .orElseGet(() -> untracked() ? UntrackedPoints.of(context).names() : List.of());
    }

    /** As {@link #history}, but a user's problem if there are none. */
    List<MetricPoint> requiredHistory(String key) {
        List<MetricPoint> points = history(key);
        if (points.isEmpty()) {
            throw new JedroException(Problem.error(
                            MlflowCode.NOT_FOUND,
                            "Dataset '" + context.name() + "': the run has no metric '" + key + "'.")
                    .at(context.place())
                    .fix("correct 'key' or 'run_id', or run the node that logs it"));
        }
        return points;
    }

    /**
     * The newest values of the metrics whose names begin with a prefix and a dot, without both, sorted. What datasets have logged in this run is known here; what was logged by hand, or
     * before the run was resumed, the server knows, which is asked unless all that is wanted is known.
     *
     * @param wanted the names that matter; null for all
     */
    Map<String, Double> latest(String prefix, @Nullable Collection<String> wanted) {
        Map<String, Double> values = new TreeMap<>();
        String start = prefix.isEmpty() ? "" : prefix + ".";
        for (String name : rememberedNames()) {
            if (name.startsWith(start)) {
                values.put(
                        name.substring(start.length()),
                        MetricType.newest(remembered(name)).value());
            }
        }
        boolean known = !values.isEmpty() && wanted != null && values.keySet().containsAll(wanted);
        if (known || untracked()) {
            return values;
        }
        boolean sent = active().map(ActiveRun::flush).orElse(true);
        if (sent || values.isEmpty()) {
            tracked().metrics().forEach((name, point) -> {
                if (name.startsWith(start)) {
                    values.put(name.substring(start.length()), point.value());
                }
            });
        }
        return values;
    }

    /** The run as the server knows it. */
    TrackedRun tracked() {
        String id = requiredId();
        return asked(() -> connection().client().run(id));
    }

    /** The run's artifacts, with all that this run has sent so far. */
    ArtifactStores artifacts() {
        active().ifPresent(ActiveRun::flush);
        TrackedRun run = active().flatMap(ActiveRun::opened).orElseGet(this::tracked);
        return ArtifactStores.of(connection(), run);
    }

    /** Sends a file that stays where it is. */
    void send(String path, Path file) {
        Optional<ActiveRun> run = active();
        if (run.isPresent()) {
            run.get().sent(path, file);
        } else if (!untracked()) {
            artifacts().put(path, file);
        }
    }

    /** Sends a file or folder that was made for this, and removes it afterwards. */
    void handOver(String path, Path file) {
        Optional<ActiveRun> run = active();
        if (run.isPresent()) {
            run.get().handOver(path, file);
        } else {
            artifacts().put(path, file);
            Staging.remove(file);
        }
    }

    /**
     * Registers a folder of the run's artifacts as a version of a model, once it is there.
     *
     * @return the version; empty if the server has not answered within the run's patience: it is registered later then
     */
    Optional<String> register(String model, String path, Optional<String> alias) {
        Optional<ActiveRun> run = active();
        if (run.isPresent()) {
            AtomicReference<@Nullable String> version = new AtomicReference<>();
            run.get().register(model, path, alias, version::set);
            run.get().flush(); // the journal tells the version, and whoever loads it in this run finds it
            return Optional.ofNullable(version.get());
        }
        TrackedRun tracked = tracked();
        return Optional.of(asked(() -> ModelRegistration.of(registry(), tracked, model, path, alias)));
    }

    /** Where models are registered, which may be another server than that of the run. */
    TrackingClient registry() {
        return connection().registry().client();
    }
}
