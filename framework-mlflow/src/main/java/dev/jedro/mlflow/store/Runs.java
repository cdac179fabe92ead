package dev.jedro.mlflow.store;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The runs of a store. */
public final class Runs {
    static final String RUN_NAME = "mlflow.runName";
    static final String USER = "mlflow.user";

    /** Folders of an experiment that are no runs. */
    private static final Set<String> RESERVED =
            Set.of("tags", "datasets", "models", "traces", "artifacts", "assessments");

    private static final int MOST_KEPT = 100_000;
    private static final int MOST_POINTS = 25_000;

    private final FileTrackingStore store;
    private final Map<Path, RunFolder> kept = new ConcurrentHashMap<>();
    private final Map<String, Path> places = new ConcurrentHashMap<>();

    Runs(FileTrackingStore store) {
        this.store = store;
    }

    /**
     * Starts a run.
     *
     * @param name empty for a made-up one, or that of the tag {@code mlflow.runName}
     * @param user empty for that of the tag {@code mlflow.user}
     * @param started in milliseconds since 1970
     */
    public Run create(String experimentId, String name, String user, long started, Map<String, String> tags) {
        Path experiment = store.experiments().active(experimentId);
        Limits.timestamp("start_time", started);
        Map<String, String> all = RunWriter.checkedTags(tags);
        String tagged = all.getOrDefault(RUN_NAME, "");
        if (!name.isEmpty() && !tagged.isEmpty() && !name.equals(tagged)) {
            throw Limits.bad(
                    "run_name",
                    "A run is named '" + name + "', and '" + tagged + "' by its tag " + RUN_NAME,
                    "give the same name twice, or once");
        }
        String named = !name.isEmpty() ? name : !tagged.isEmpty() ? tagged : RunNames.random();
        all.put(RUN_NAME, named);
        String id = UUID.randomUUID().toString().replace("-", "");
        RunFolder run = folder(experiment.resolve(id));
        String artifacts =
                store.experiments().get(experimentId).artifactLocation().replaceAll("/+$", "");
        StoreFiles.writing(run.path(), () -> {
            for (String part : List.of(RunFolder.PARAMS, RunFolder.METRICS, RunFolder.ARTIFACTS)) {
                Files.createDirectories(run.path().resolve(part));
            }
            for (Map.Entry<String, String> tag : all.entrySet()) {
                StoreFiles.replace(
                        run.path().resolve(RunFolder.TAGS).resolve(tag.getKey()), tag.getValue(), run.path());
            }
            Map<String, @Nullable Object> values = new TreeMap<>();
            values.put("artifact_uri", artifacts + "/" + id + "/artifacts");
            values.put("deleted_time", null);
            values.put("end_time", null);
            values.put("entry_point_name", "");
            values.put("experiment_id", experimentId);
            values.put("lifecycle_stage", Lifecycle.ACTIVE.text());
            values.put("run_id", id);
            values.put("run_name", named);
            values.put("run_uuid", id);
            values.put("source_name", "");
            values.put("source_type", 4); // LOCAL
            values.put("source_version", "");
            values.put("start_time", started);
            values.put("status", RunStatus.RUNNING.number());
            values.put("tags", new ArrayList<>());
            values.put("user_id", user.isEmpty() ? all.getOrDefault(USER, "") : user);
            // Last: without it the folder is no run.
            MetaFile.write(run.meta(), values);
        });
        places.put(id, run.path());
        return new Run(info(run, id), List.of(), Map.of(), new TreeMap<>(all), List.of(), List.of());
    }

    /** @throws JedroException if there is no such run; a deleted one is found */
    public Run get(String id) {
        RunFolder run = folder(id);
        return run.run(info(run, id));
    }

    private static Run.Info info(RunFolder run, String id) {
        return run.info().orElseThrow(() -> missing(id, List.of()));
    }

    /**
     * Changes a run's state.
     *
     * @param status empty to leave it
     * @param ended in milliseconds since 1970; empty to leave it
     * @param name empty to leave it
     */
    public Run.Info update(String id, Optional<RunStatus> status, OptionalLong ended, String name) {
        RunFolder run = folder(id);
        return store.alone(id, run.path(), () -> {
            RunWriter.active(run, id);
            Map<String, @Nullable Object> changes = new TreeMap<>();
            status.ifPresent(value -> changes.put("status", value.number()));
            ended.ifPresent(value -> changes.put("end_time", Limits.timestamp("end_time", value)));
            if (!name.isEmpty()) {
                changes.put("run_name", name);
                StoreFiles.replace(run.path().resolve(RunFolder.TAGS).resolve(RUN_NAME), name, run.path());
            }
            MetaFile.change(run.meta(), changes);
            return info(run, id);
        });
    }

    public void delete(String id) {
        mark(folder(id), id, Lifecycle.DELETED);
    }

    public void restore(String id) {
        mark(folder(id), id, Lifecycle.ACTIVE);
    }

    private void mark(RunFolder run, String id, Lifecycle stage) {
        store.alone(id, run.path(), () -> {
            mark(run, stage);
            return id;
        });
    }

    private void mark(RunFolder run, Lifecycle stage) throws IOException {
        Map<String, @Nullable Object> changes = new TreeMap<>();
        changes.put("lifecycle_stage", stage.text());
        changes.put("deleted_time", stage == Lifecycle.DELETED ? store.now() : null);
        MetaFile.change(run.meta(), changes);
    }

    void deleteAll(Path experiment) {
        markAll(experiment, Lifecycle.DELETED);
    }

    void restoreAll(Path experiment) {
        markAll(experiment, Lifecycle.ACTIVE);
    }

    private void markAll(Path experiment, Lifecycle stage) {
        for (RunFolder run : in(experiment)) {
            run.info().filter(info -> info.stage() != stage).ifPresent(info -> mark(run, info.id(), stage));
        }
    }

    /** Logs metrics, parameters and tags at once: all of them are checked before the first is written. */
    public void log(String id, List<Metric> metrics, Map<String, String> params, Map<String, String> tags) {
        RunFolder run = folder(id);
        RunWriter writer = RunWriter.checked(metrics, params, tags);
        store.alone(id, run.path(), () -> {
            writer.write(run, id);
            return id;
        });
    }

    public void deleteTag(String id, String key) {
        Limits.key("tag", key);
        RunFolder run = folder(id);
        store.alone(id, run.path(), () -> {
            RunWriter.active(run, id);
            if (!Files.deleteIfExists(run.path().resolve(RunFolder.TAGS).resolve(key))) {
                throw new JedroException(Problem.error(StoreCode.NOT_THERE, "Run '" + id + "' has no tag '" + key + "'")
                        .at(Place.of("key"))
                        .near(NearNames.of(key, run.tags().keySet())));
            }
            return id;
        });
    }

    public void logInputs(String id, List<DatasetInput> inputs, List<Run.ModelOutput> outputs) {
        Limits.batch("datasets", inputs, Limits.BATCH);
        inputs.forEach(RunInputs::check);
        outputs.forEach(output -> Limits.runId(output.modelId()));
        RunFolder run = folder(id);
        store.alone(id, run.path(), () -> {
            RunWriter.active(run, id);
            for (DatasetInput input : inputs) {
                RunInputs.write(run, id, input);
            }
            for (Run.ModelOutput output : outputs) {
                RunInputs.write(run, output);
            }
            return id;
        });
    }

    /**
     * The points of a metric, in the order in which they were logged.
     *
     * @param most empty for as many as a page may have
     */
    public Page<Metric> history(String id, String key, OptionalLong most, String page) {
        Limits.key("metric", key);
        RunFolder run = folder(id);
        info(run, id);
        int size = (int) Math.min(most.orElse(MOST_POINTS), MOST_POINTS);
        Page.checkSize(size, MOST_POINTS);
        return Page.of(run.history(key), size, page);
    }

    /** Runs of experiments, the newest first if nothing else is wanted. */
    public Page<Run> search(RunQuery query) {
        return new RunSearch(store, query).page();
    }

    /** As {@link #search}, but all at once, and without what was logged. */
    public List<Run.Info> infos(RunQuery query) {
        return new RunSearch(store, query).infos();
    }

    /** The runs in an experiment's folder, also those whose meta.yaml is not there yet or is damaged. */
    List<RunFolder> in(Path experiment) {
        String[] names = experiment.toFile().list();
        List<RunFolder> runs = new ArrayList<>();
        if (names != null) {
            for (String name : names) {
                if (Limits.isRunId(name) && !RESERVED.contains(name) && !name.equals(MetaFile.NAME)) {
                    runs.add(folder(experiment.resolve(name)));
                }
            }
        }
        return runs;
    }

    private RunFolder folder(Path path) {
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        return kept.computeIfAbsent(path, RunFolder::new);
    }

    RunFolder folder(String id) {
        Limits.runId(id);
        Path place = places.get(id);
        if (place != null && place.resolve(MetaFile.NAME).toFile().isFile()) {
            return folder(place);
        }
        for (Path experiment : store.experiments().folders()) {
            Path path = experiment.resolve(id);
            if (!RESERVED.contains(id) && path.resolve(MetaFile.NAME).toFile().isFile()) {
                places.put(id, path);
                return folder(path);
            }
        }
        List<String> known = store.experiments().folders().stream()
                .flatMap(experiment -> in(experiment).stream())
                .limit(1_000)
                .map(run -> String.valueOf(run.path().getFileName()))
                .toList();
        throw missing(id, known);
    }

    private static JedroException missing(String id, List<String> known) {
        return new JedroException(Problem.error(StoreCode.NOT_THERE, "Run with id=" + id + " not found")
                .at(Place.of("run_id"))
                .near(NearNames.of(id, known))
                .fix("list them: jedro mlflow runs list"));
    }
}
