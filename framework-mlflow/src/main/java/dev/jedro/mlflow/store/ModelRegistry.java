package dev.jedro.mlflow.store;

import dev.jedro.mlflow.search.Field;
import dev.jedro.mlflow.search.Search;
import dev.jedro.mlflow.search.Values;
import dev.jedro.mlflow.search.Vocabulary;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registered models of a store. */
public final class ModelRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(ModelRegistry.class);
    private static final List<String> STAGES = List.of("None", "Staging", "Production", "Archived");
    private static final int MOST = 1_000;
    private static final int MOST_VERSIONS = 200_000;
    private static final int LONGEST_TAG = 100_000;

    private final FileTrackingStore store;

    ModelRegistry(FileTrackingStore store) {
        this.store = store;
    }

    public RegisteredModel create(String name, String description, Map<String, String> tags) {
        Limits.modelName(name);
        tags.forEach(ModelRegistry::checkTag);
        ModelFolder model = folder(name);
        return alone(name, () -> {
            if (model.meta().toFile().exists()) {
                throw taken(name);
            }
            Files.createDirectories(model.path());
            writeTags(model.path(), tags);
            long now = store.now();
            Map<String, @Nullable Object> values = new TreeMap<>();
            values.put("aliases", new HashMap<>());
            values.put("creation_timestamp", now);
            values.put("description", description);
            values.put("last_updated_timestamp", now);
            values.put("name", name);
            MetaFile.write(model.meta(), values);
            return model.read();
        });
    }

    public RegisteredModel get(String name) {
        ModelFolder model = existing(name);
        return StoreFiles.reading(model.path(), model::read);
    }

    public RegisteredModel describe(String name, String description) {
        return change(name, model -> touch(model, Map.of("description", description)));
    }

    public RegisteredModel rename(String name, String to) {
        Limits.modelName(to);
        return alone(
                "names of models",
                () -> alone(name, () -> {
                    ModelFolder model = existing(name);
                    ModelFolder renamed = folder(to);
                    if (renamed.path().toFile().exists()) {
                        throw taken(to);
                    }
                    for (ModelVersion version : model.versions()) {
                        MetaFile.change(model.version(version.version()).resolve(MetaFile.NAME), Map.of("name", to));
                    }
                    touch(model, Map.of("name", to));
                    Files.move(model.path(), renamed.path(), StandardCopyOption.ATOMIC_MOVE);
                    return renamed.read();
                }));
    }

    /** Removes a model with all its versions, for good. The files from which it was registered stay. */
    public void delete(String name) {
        change(
                name,
                model -> {
                    // Without it the rest is no model any more, whatever happens next.
                    Files.delete(model.meta());
                    StoreFiles.delete(model.path());
                },
                false);
    }

    public Page<RegisteredModel> search(String filter, List<String> orderBy, int most, String page) {
        Page.checkSize(most, MOST);
        Search search = Search.of(Vocabulary.MODELS, filter, orderBy);
        List<RegisteredModel> found = new ArrayList<>(
                all().stream().filter(model -> search.matches(values(model))).toList());
        found.sort(Sorting.by(search.orders(), ModelRegistry::values, Comparator.comparing(RegisteredModel::name)));
        return Page.of(found, most, page);
    }

    private static Values values(RegisteredModel model) {
        return field -> field.kind() == Field.Kind.TAG
                ? Sorting.one(model.tags().get(field.key()))
                : switch (field.key()) {
                    case "name" -> List.of(model.name());
                    case "creation_timestamp" -> List.of(model.created());
                    default -> List.of(model.updated());
                };
    }

    private List<RegisteredModel> all() {
        List<RegisteredModel> models = new ArrayList<>();
        for (ModelFolder model : folders()) {
            try {
                models.add(StoreFiles.reading(model.path(), model::read));
            } catch (JedroException e) {
                LOG.warn("A registered model is left out.\n{}", e.getMessage());
            }
        }
        return models;
    }

    private List<ModelFolder> folders() {
        return StoreFiles.folders(store.root().resolve(FileTrackingStore.MODELS)).stream()
                .map(ModelFolder::new)
                .filter(model -> model.meta().toFile().isFile())
                .toList();
    }

    /** What a new version is made of; each may be empty but the source. */
    public record NewVersion(
            String source,
            String runId,
            String runLink,
            String modelId,
            String description,
            Map<String, String> tags) {}

    public ModelVersion createVersion(String name, NewVersion wanted) {
        wanted.tags().forEach(ModelRegistry::checkTag);
        if (wanted.source().isEmpty()) {
            throw Limits.bad("source", "A model version has no source", "give the URI of the model's files");
        }
        return alone(name, () -> {
            ModelFolder model = existing(name);
            int number = model.versions().stream()
                            .mapToInt(ModelVersion::version)
                            .max()
                            .orElse(0)
                    + 1;
            Path folder = model.version(number);
            Files.createDirectories(folder);
            writeTags(folder, wanted.tags());
            long now = store.now();
            Map<String, @Nullable Object> values = new TreeMap<>();
            values.put("creation_timestamp", now);
            values.put("current_stage", ModelFolder.NO_STAGE);
            values.put("description", wanted.description());
            values.put("last_updated_timestamp", now);
            values.put("name", name);
            values.put("run_id", wanted.runId());
            values.put("run_link", wanted.runLink());
            values.put("source", wanted.source());
            values.put("status", "READY");
            values.put("status_message", null);
            values.put("storage_location", wanted.source());
            values.put("user_id", null);
            values.put("version", number);
            if (!wanted.modelId().isEmpty()) {
                values.put("model_id", wanted.modelId());
            }
            MetaFile.write(folder.resolve(MetaFile.NAME), values);
            touch(model, Map.of());
            return model.version(String.valueOf(number));
        });
    }

    public ModelVersion version(String name, String version) {
        ModelFolder model = existing(name);
        return StoreFiles.reading(model.path(), () -> model.version(version));
    }

    public ModelVersion describeVersion(String name, String version, String description) {
        return changeVersion(name, version, Map.of("description", description));
    }

    /** @param archive whether other versions of the stage are archived */
    public ModelVersion moveToStage(String name, String version, String stage, boolean archive) {
        String known = STAGES.stream()
                .filter(one -> one.equalsIgnoreCase(stage))
                .findFirst()
                .orElseThrow(() -> Limits.bad(
                        "stage", "Invalid Model Version stage: " + stage, "use one of " + String.join(", ", STAGES)));
        if (archive) {
            for (ModelVersion other : get(name).latest()) {
                if (other.stage().equals(known)
                        && !String.valueOf(other.version()).equals(version)) {
                    changeVersion(name, String.valueOf(other.version()), Map.of("current_stage", "Archived"));
                }
            }
        }
        return changeVersion(name, version, Map.of("current_stage", known));
    }

    private ModelVersion changeVersion(String name, String version, Map<String, String> changes) {
        change(name, model -> {
            ModelVersion known = model.version(version);
            Map<String, @Nullable Object> values = new TreeMap<>(changes);
            values.put("last_updated_timestamp", store.now());
            MetaFile.change(model.version(known.version()).resolve(MetaFile.NAME), values);
            touch(model, Map.of());
        });
        return version(name, version);
    }

    /** Removes a version, and the aliases that point to it. */
    public void deleteVersion(String name, String version) {
        change(name, model -> {
            ModelVersion known = model.version(version);
            for (String alias : known.aliases()) {
                Files.deleteIfExists(model.path().resolve(ModelFolder.ALIASES).resolve(alias));
            }
            Files.delete(model.version(known.version()).resolve(MetaFile.NAME));
            StoreFiles.delete(model.version(known.version()));
            touch(model, Map.of());
        });
    }

    public Page<ModelVersion> searchVersions(String filter, List<String> orderBy, int most, String page) {
        Page.checkSize(most, MOST_VERSIONS);
        Search search = Search.of(Vocabulary.MODEL_VERSIONS, filter, orderBy);
        List<ModelVersion> found = new ArrayList<>();
        for (ModelFolder model : folders()) {
            try {
                StoreFiles.reading(model.path(), model::versions).stream()
                        .filter(version -> search.matches(values(version)))
                        .forEach(found::add);
            } catch (JedroException e) {
                LOG.warn("The versions of a model are left out.\n{}", e.getMessage());
            }
        }
        Comparator<ModelVersion> newest = Comparator.comparingLong(ModelVersion::updated)
                .reversed()
                .thenComparing(ModelVersion::name)
                .thenComparing(Comparator.comparingInt(ModelVersion::version).reversed());
        found.sort(Sorting.by(search.orders(), ModelRegistry::values, newest));
        return Page.of(found, most, page);
    }

    private static Values values(ModelVersion version) {
        return field -> field.kind() == Field.Kind.TAG
                ? Sorting.one(version.tags().get(field.key()))
                : switch (field.key()) {
                    case "name" -> List.of(version.name());
                    case "run_id" -> List.of(version.runId());
                    case "source_path" -> List.of(version.source());
                    case "version_number" -> List.of((long) version.version());
                    case "creation_timestamp" -> List.of(version.created());
                    default -> List.of(version.updated());
                };
    }

    public void setAlias(String name, String alias, String version) {
        Limits.alias(alias);
        change(name, model -> {
            ModelVersion known = model.version(version);
            StoreFiles.replace(
                    model.path().resolve(ModelFolder.ALIASES).resolve(alias),
                    String.valueOf(known.version()),
                    model.path());
            touch(model, Map.of());
        });
    }

    public ModelVersion byAlias(String name, String alias) {
        RegisteredModel model = get(name);
        String version = model.aliases().get(alias);
        if (version == null) {
            throw new JedroException(Problem.error(
                            StoreCode.BAD_VALUE, "Registered model alias " + alias + " not found for model " + name)
                    .at(Place.of("alias"))
                    .near(NearNames.of(alias, model.aliases().keySet())));
        }
        return version(name, version);
    }

    /** Does nothing if there is no such alias. */
    public void deleteAlias(String name, String alias) {
        Limits.alias(alias);
        change(name, model -> {
            Files.deleteIfExists(model.path().resolve(ModelFolder.ALIASES).resolve(alias));
            touch(model, Map.of());
        });
    }

    /** @param version empty for the model's own tag */
    public void tag(String name, String version, String key, String value) {
        checkTag(key, value);
        change(name, model -> writeTags(tagged(model, version), Map.of(key, value)));
    }

    /**
     * Does nothing if there is no such tag.
     *
     * @param version empty for the model's own tag
     */
    public void deleteTag(String name, String version, String key) {
        Limits.key("tag", key);
        change(
                name,
                model -> Files.deleteIfExists(
                        tagged(model, version).resolve(ModelFolder.TAGS).resolve(key)));
    }

    private static Path tagged(ModelFolder model, String version) throws IOException {
        return version.isEmpty()
                ? model.path()
                : model.version(model.version(version).version());
    }

    private static void checkTag(String key, String value) {
        Limits.key("tag", key);
        Limits.length("tag value", value, LONGEST_TAG);
    }

    private static void writeTags(Path folder, Map<String, String> tags) throws IOException {
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            StoreFiles.replace(folder.resolve(ModelFolder.TAGS).resolve(tag.getKey()), tag.getValue(), folder);
        }
    }

    /** A change of what a model has. */
    private interface Step {
        void on(ModelFolder model) throws IOException;
    }

    private RegisteredModel change(String name, Step step) {
        change(name, step, true);
        return get(name);
    }

    private void change(String name, Step step, boolean stays) {
        alone(name, () -> {
            step.on(existing(name));
            return stays;
        });
    }

    private void touch(ModelFolder model, Map<String, String> changes) throws IOException {
        Map<String, @Nullable Object> values = new TreeMap<>(changes);
        values.put("last_updated_timestamp", store.now());
        MetaFile.change(model.meta(), values);
    }

    private <T> T alone(String name, StoreFiles.Work<T> work) {
        return store.alone("model " + name, store.root().resolve(FileTrackingStore.MODELS), work);
    }

    private ModelFolder folder(String name) {
        return new ModelFolder(store.root().resolve(FileTrackingStore.MODELS).resolve(Limits.modelName(name)));
    }

    private ModelFolder existing(String name) {
        ModelFolder model = folder(name);
        if (!model.meta().toFile().isFile()) {
            List<String> known = folders().stream()
                    .map(other -> String.valueOf(other.path().getFileName()))
                    .toList();
            throw new JedroException(
                    Problem.error(StoreCode.NOT_THERE, "Registered Model with name=" + name + " not found")
                            .at(Place.of("name"))
                            .near(NearNames.of(name, known)));
        }
        return model;
    }

    private static JedroException taken(String name) {
        return new JedroException(
                Problem.error(StoreCode.EXISTS_ALREADY, "Registered Model (name=" + name + ") already exists.")
                        .at(Place.of("name"))
                        .fix("add a version to it"));
    }
}
