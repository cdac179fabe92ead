package dev.jedro.mlflow.store;

import dev.jedro.mlflow.search.Search;
import dev.jedro.mlflow.search.Values;
import dev.jedro.mlflow.search.Vocabulary;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models that MLflow 3 logs: made, filled with files, then finished. */
public final class LoggedModels {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedModels.class);
    private static final String FOLDER = "models";
    private static final int MOST = 50_000;

    private final FileTrackingStore store;

    LoggedModels(FileTrackingStore store) {
        this.store = store;
    }

    /** What a new model is made of; each may be empty but the experiment. */
    public record NewModel(
            String experimentId,
            String name,
            String type,
            String runId,
            Map<String, String> params,
            Map<String, String> tags) {}

    public LoggedModel create(NewModel wanted) {
        Path experiment = store.experiments().active(wanted.experimentId());
        checked(wanted.params(), wanted.tags());
        String id = "m-" + UUID.randomUUID().toString().replace("-", "");
        Path folder = experiment.resolve(FOLDER).resolve(id);
        String base = store.experiments()
                .get(wanted.experimentId())
                .artifactLocation()
                .replaceAll("/+$", "");
        StoreFiles.writing(folder, () -> {
            Files.createDirectories(folder.resolve(RunFolder.ARTIFACTS));
            write(folder, wanted.params(), wanted.tags());
            long now = store.now();
            Map<String, @Nullable Object> values = new TreeMap<>();
            values.put("artifact_location", base + "/" + FOLDER + "/" + id + "/" + RunFolder.ARTIFACTS);
            values.put("creation_timestamp", now);
            values.put("experiment_id", wanted.experimentId());
            values.put("last_updated_timestamp", now);
            values.put("lifecycle_stage", Lifecycle.ACTIVE.text());
            values.put("model_id", id);
            values.put("model_type", wanted.type().isEmpty() ? null : wanted.type());
            values.put("name", wanted.name().isEmpty() ? RunNames.random() : wanted.name());
            values.put("source_run_id", wanted.runId().isEmpty() ? null : wanted.runId());
            values.put("status", LoggedModel.Status.LOGGED_MODEL_PENDING.number());
            values.put("status_message", null);
            MetaFile.write(folder.resolve(MetaFile.NAME), values);
        });
        return get(id);
    }

    public LoggedModel get(String id) {
        Path folder = folder(id);
        return StoreFiles.reading(folder, () -> read(folder));
    }

    /** Says that the files of a model are there, or will never be. */
    public LoggedModel finish(String id, LoggedModel.Status status) {
        return change(id, folder -> MetaFile.change(folder.resolve(MetaFile.NAME), changes("status", status.number())));
    }

    /** It cannot be restored by MLflow's own tools, but its files stay. */
    public void delete(String id) {
        change(
                id,
                folder -> MetaFile.change(
                        folder.resolve(MetaFile.NAME), changes("lifecycle_stage", Lifecycle.DELETED.text())),
                false);
    }

    public LoggedModel log(String id, Map<String, String> params, Map<String, String> tags) {
        checked(params, tags);
        return change(id, folder -> write(folder, params, tags));
    }

    /** Does nothing if there is no such tag. */
    public LoggedModel deleteTag(String id, String key) {
        Limits.key("tag", key);
        return change(
                id,
                folder -> Files.deleteIfExists(folder.resolve(RunFolder.TAGS).resolve(key)));
    }

    public Page<LoggedModel> search(
            List<String> experimentIds, String filter, List<String> orderBy, int most, String page) {
        Page.checkSize(most, MOST);
        Search search = Search.of(Vocabulary.LOGGED_MODELS, filter, orderBy);
        List<LoggedModel> found = new ArrayList<>();
        for (String experiment : experimentIds) {
            for (Path folder :
                    StoreFiles.folders(store.experiments().folder(experiment).resolve(FOLDER))) {
                readIfWhole(folder)
                        .filter(model -> search.matches(values(model)))
                        .ifPresent(found::add);
            }
        }
        Comparator<LoggedModel> newest =
                Comparator.comparingLong(LoggedModel::created).reversed().thenComparing(LoggedModel::id);
        found.sort(Sorting.by(search.orders(), LoggedModels::values, newest));
        return Page.of(found, most, page);
    }

    private static Optional<LoggedModel> readIfWhole(Path folder) {
        try {
            return StoreFiles.reading(folder, () -> deleted(folder) ? Optional.empty() : Optional.of(read(folder)));
        } catch (JedroException e) {
            LOG.warn("A logged model is left out.\n{}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Values values(LoggedModel model) {
        return field -> switch (field.kind()) {
            case METRIC ->
                model.metrics().stream()
                        .filter(metric -> metric.key().equals(field.key()))
                        .map(Metric::value)
                        .toList();
            case PARAMETER -> Sorting.one(model.params().get(field.key()));
            case TAG -> Sorting.one(model.tags().get(field.key()));
            default ->
                switch (field.key()) {
                    case "model_id" -> List.of(model.id());
                    case "name" -> List.of(model.name());
                    case "model_type" -> List.of(model.type());
                    case "status" -> List.of(model.status().name().replace("LOGGED_MODEL_", ""));
                    case "source_run_id" -> List.of(model.runId());
                    case "creation_timestamp" -> List.of(model.created());
                    default -> List.of(model.updated());
                };
        };
    }

    private static void checked(Map<String, String> params, Map<String, String> tags) {
        params.forEach((key, value) ->
                Limits.length("param value", value, Limits.key("param", key).isEmpty() ? 0 : Limits.PARAMETER));
        RunWriter.checkedTags(tags);
    }

    private static void write(Path folder, Map<String, String> params, Map<String, String> tags) throws IOException {
        for (Map.Entry<String, String> param : params.entrySet()) {
            StoreFiles.replace(folder.resolve(RunFolder.PARAMS).resolve(param.getKey()), param.getValue(), folder);
        }
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            StoreFiles.replace(folder.resolve(RunFolder.TAGS).resolve(tag.getKey()), tag.getValue(), folder);
        }
    }

    private Map<String, @Nullable Object> changes(String key, Object value) {
        Map<String, @Nullable Object> values = new TreeMap<>();
        values.put(key, value);
        values.put("last_updated_timestamp", store.now());
        return values;
    }

    /** A change of what a model has. */
    private interface Step {
        void on(Path folder) throws IOException;
    }

    private LoggedModel change(String id, Step step) {
        change(id, step, true);
        return get(id);
    }

    private void change(String id, Step step, boolean stays) {
        Path folder = folder(id);
        store.alone(id, folder, () -> {
            step.on(folder);
            return stays;
        });
    }

    private Path folder(String id) {
        Limits.runId(id);
        for (Path experiment : store.experiments().folders()) {
            Path folder = experiment.resolve(FOLDER).resolve(id);
            if (folder.resolve(MetaFile.NAME).toFile().isFile() && !StoreFiles.reading(folder, () -> deleted(folder))) {
                return folder;
            }
        }
        throw new JedroException(Problem.error(StoreCode.NOT_THERE, "Logged model with ID '" + id + "' not found.")
                .at(Place.of("model_id")));
    }

    private static boolean deleted(Path folder) throws IOException {
        return MetaFile.read(folder.resolve(MetaFile.NAME)).lifecycle() == Lifecycle.DELETED;
    }

    private static LoggedModel read(Path folder) throws IOException {
        MetaFile meta = MetaFile.read(folder.resolve(MetaFile.NAME));
        List<Metric> metrics = new ArrayList<>();
        RunFolder files = new RunFolder(folder);
        StoreFiles.keys(folder.resolve(RunFolder.METRICS)).forEach(key -> {
            // The fourth word is the run's id.
            files.metric(key).ifPresent(metrics::add);
        });
        long created = meta.number("creation_timestamp").orElse(0);
        return new LoggedModel(
                meta.needed("model_id"),
                meta.needed("experiment_id"),
                meta.text("name"),
                meta.text("model_type"),
                meta.text("source_run_id"),
                LoggedModel.Status.of(meta),
                meta.text("status_message"),
                created,
                meta.number("last_updated_timestamp").orElse(created),
                meta.text("artifact_location"),
                ModelFolder.texts(folder.resolve(RunFolder.PARAMS)),
                ModelFolder.texts(folder.resolve(RunFolder.TAGS)),
                metrics);
    }
}
