package dev.jedro.mlflow.tracking;

import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.MlflowRun;
import dev.jedro.mlflow.NestedRun;
import dev.jedro.mlflow.artifact.ArtifactPath;
import dev.jedro.mlflow.client.Limits;
import dev.jedro.mlflow.client.MetricPoint;
import dev.jedro.mlflow.client.RunBatch;
import dev.jedro.mlflow.client.RunStatus;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A run that is being tracked. What it is told is masked and brought into the form that servers take before it is queued. Thread-safe. */
public final class ActiveRun implements MlflowRun {
    private final Connection connection;
    private final RunQueue queue;
    private final RunClock clock;
    private final UnaryOperator<String> mask;
    private final Flattening flattening;
    private final MlflowSettings.LongParams longParams;
    private final boolean goesOn;
    private final Map<String, String> params = new ConcurrentHashMap<>();
    /** What datasets have logged in this run: it can be loaded again at once, whatever the server does. */
    private final Map<String, List<MetricPoint>> logged = new ConcurrentHashMap<>();

    /** The highest step of each metric, also of those that were logged by hand. */
    private final Map<String, Long> lastSteps = new ConcurrentHashMap<>();

    /** What nodes have begun beneath this one. */
    private final ChildRuns children;

    ActiveRun(Connection connection, RunQueue queue, UnaryOperator<String> mask, Opening opening, RunOpener opener) {
        this.connection = connection;
        this.queue = queue;
        this.clock = new RunClock(opening.start());
        this.mask = mask;
        this.flattening =
                new Flattening(connection.settings().tracking().params().dictParams());
        this.children = new ChildRuns(opening, opener);
        this.goesOn = opening.resumed().isPresent();
        this.longParams = connection.settings().tracking().params().longParamsStrategy();
    }

    @Override
    public boolean tracked() {
        return true;
    }

    public Connection connection() {
        return connection;
    }

    @Override
    public Optional<String> id() {
        return opened().map(TrackedRun::id);
    }

    /** The run as the server opened it; waits for that as long as the settings have patience. */
    public Optional<TrackedRun> opened() {
        return queue.opened();
    }

    /** Whether it was there before: then the server knows what was logged to it earlier. */
    public boolean goesOn() {
        return goesOn;
    }

    /** Waits until the server has all; false if it has not. */
    public boolean flush() {
        return queue.flush();
    }

    @Override
    public void param(String key, Object value) {
        flattened(key, value);
    }

    /** @param value may be null */
    void flattened(String key, @Nullable Object value) {
        Map<String, String> fresh = new LinkedHashMap<>();
        Map<String, String> asTags = new LinkedHashMap<>();
        flattening.flat(key, value).forEach((name, text) -> add(name, mask.apply(text), fresh, asTags));
        if (!fresh.isEmpty() || !asTags.isEmpty()) {
            queue.add(new Entry.Log(new RunBatch(List.of(), fresh, asTags)));
        }
    }

    private void add(String name, String text, Map<String, String> fresh, Map<String, String> asTags) {
        String value = text;
        if (text.length() > Limits.PARAM_VALUE) {
            switch (longParams) {
                case TAG -> {
                    asTags.put(name, cut(text, Limits.TAG_VALUE));
                    return;
                }
                case TRUNCATE -> value = cut(text, Limits.PARAM_VALUE);
                default ->
                    throw new JedroException(Problem.error(
                                    MlflowCode.PARAM_TOO_LONG,
                                    "The parameter '" + name + "' has " + text.length() + " characters; MLflow takes "
                                            + Limits.PARAM_VALUE + ".")
                            .fix("set tracking.params.long_params_strategy in mlflow.yml to truncate or tag")
                            .fix("make the parameter shorter"));
            }
        }
        String before = params.putIfAbsent(name, value);
        if (before == null) {
            fresh.put(name, value);
        } else if (!before.equals(value)) {
            throw new JedroException(Problem.error(
                            MlflowCode.PARAM_CHANGED,
                            "The parameter '" + name + "' of the run is '" + cut(before, 100) + "' and cannot become '"
                                    + cut(value, 100) + "'.")
                    .fix("log what changes during a run as a metric or a tag"));
        }
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    @Override
    public void metric(String key, double value, long step) {
        points(List.of(new MetricPoint(Names.of(key), value, clock.now(), step)));
    }

    /** Logs points as they are. */
    public void points(List<MetricPoint> points) {
        points.forEach(point -> lastSteps.merge(point.key(), point.step(), Math::max));
        if (!points.isEmpty()) {
            queue.add(new Entry.Log(RunBatch.metrics(points)));
        }
    }

    /** As {@link #points}, for a dataset that may load them again in this run. */
    public void remember(List<MetricPoint> points) {
        for (MetricPoint point : points) {
            logged.compute(point.key(), (key, before) -> {
                List<MetricPoint> all = before == null ? new ArrayList<>() : new ArrayList<>(before);
                all.add(point);
                return all;
            });
        }
        points(points);
    }

    /** The highest step of a metric that was logged through this; empty if it was not logged. */
    public OptionalLong lastStep(String key) {
        Long last = lastSteps.get(key);
        return last == null ? OptionalLong.empty() : OptionalLong.of(last);
    }

    /** What {@link #remember} was told in this run; empty if nothing. */
    public List<MetricPoint> remembered(String key) {
        return logged.getOrDefault(key, List.of());
    }

    /** All names of which something is remembered. */
    public Set<String> rememberedNames() {
        return Set.copyOf(logged.keySet());
    }

    @Override
    public void tag(String key, String value) {
        tags(Map.of(key, value));
    }

    void tags(Map<String, String> tags) {
        Map<String, String> clean = new LinkedHashMap<>();
        tags.forEach((key, value) -> clean.put(Names.of(key), cut(mask.apply(value), Limits.TAG_VALUE)));
        queue.add(new Entry.Log(RunBatch.tags(clean)));
    }

    @Override
    public void text(String path, String text) {
        queue.add(new Entry.Text(ArtifactPath.checked(path), mask.apply(text)));
    }

    @Override
    public void artifact(Path file, String folder) {
        if (!Files.exists(file)) {
            throw new JedroException(Problem.error(
                            MlflowCode.ARTIFACT_MISSING,
                            "The file " + file + " is to be an artifact, but is not there.")
                    .fix("write it before you log it"));
        }
        String name = String.valueOf(file.getFileName());
        sent(folder.isEmpty() ? name : folder + "/" + name, file);
    }

    /**
     * Sends a file, or a folder with all in it.
     *
     * @param path among the run's artifacts, with its name
     */
    public void sent(String path, Path file) {
        queue.add(new Entry.Upload(ArtifactPath.checked(path), file, false));
    }

    /**
     * Sends a file or folder that was made for this, and removes it afterwards.
     *
     * @param path among the run's artifacts, with its name
     */
    public void handOver(String path, Path file) {
        queue.add(new Entry.Upload(ArtifactPath.checked(path), file, true));
    }

    /**
     * Registers a folder of the run's artifacts as a version of a model, after what was sent before.
     *
     * @param registered hears the version's number when the server has it
     */
    public void register(String model, String path, Optional<String> alias, Consumer<String> registered) {
        queue.add(new Entry.Register(model, ArtifactPath.checked(path), alias, registered));
    }

    @Override
    public NestedRun nested(String name) {
        boolean beneath = connection.settings().tracking().run().nested();
        return new ChildRun(children.begin(mask.apply(name), clock.now(), beneath, this::id));
    }

    void later(Entry.Later later) {
        queue.add(later);
    }

    void throwIfFailed() {
        queue.failure().ifPresent(e -> {
            throw e;
        });
    }

    void end(RunStatus status) {
        children.all().forEach(child -> child.end(status));
        queue.end(new Entry.End(status, clock.now()));
    }

    /** As {@link #end}, with the little time that there is when the process ends. */
    void stop(RunStatus status, Duration time) {
        children.all().forEach(child -> child.stop(status, time));
        queue.stop(new Entry.End(status, clock.now()), time);
    }
}
