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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The experiments of a store. */
public final class Experiments {
    /** The experiment of runs that name none. */
    public static final String DEFAULT_ID = "0";

    private static final Logger LOG = LoggerFactory.getLogger(Experiments.class);
    private static final String ALL = "experiments";
    private static final int MOST = 50_000;
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_TAG = 5_000;

    private final FileTrackingStore store;

    Experiments(FileTrackingStore store) {
        this.store = store;
    }

    /** MLflow makes it when it opens an empty store. */
    void makeDefault() {
        if (StoreFiles.folders(store.root()).stream().anyMatch(folder -> isExperiment(folder))) {
            return;
        }
        store.alone(ALL, store.root(), () -> {
            if (!meta(store.root().resolve(DEFAULT_ID)).toFile().exists()) {
                write(DEFAULT_ID, "Default", "", Map.of());
            }
            return DEFAULT_ID;
        });
    }

    /**
     * @param artifactLocation a URI, or a path of this machine; empty for a folder of the store
     * @return the new experiment's id
     */
    public String create(String name, String artifactLocation, Map<String, String> tags) {
        Limits.length("experiment name", name, LONGEST_NAME);
        if (name.isBlank()) {
            throw Limits.bad("name", "An experiment has no name", "give it one");
        }
        tags.forEach(Experiments::checkTag);
        return store.alone(ALL, store.root(), () -> {
            byName(name, View.ALL).ifPresent(other -> {
                throw taken(other);
            });
            String id;
            do {
                id = String.valueOf(
                        ThreadLocalRandom.current().nextLong(100_000_000_000_000_000L, 1_000_000_000_000_000_000L));
            } while (folderIfThere(id).isPresent());
            write(id, name, artifactLocation, tags);
            return id;
        });
    }

    private void write(String id, String name, String artifactLocation, Map<String, String> tags) throws IOException {
        Path folder = store.root().resolve(id);
        Files.createDirectories(folder);
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            StoreFiles.replace(folder.resolve(RunFolder.TAGS).resolve(tag.getKey()), tag.getValue(), folder);
        }
        long now = store.now();
        Map<String, @Nullable Object> values = new TreeMap<>();
        values.put("artifact_location", artifactLocation.isEmpty() ? Artifacts.uri(folder) : artifactLocation);
        values.put("creation_time", now);
        values.put("experiment_id", id);
        values.put("last_update_time", now);
        values.put("lifecycle_stage", Lifecycle.ACTIVE.text());
        values.put("name", name);
        MetaFile.write(meta(folder), values);
    }

    public Experiment get(String id) {
        Path folder = folder(id);
        return StoreFiles.reading(meta(folder), () -> read(folder));
    }

    /** The experiment of a name, active ones before deleted ones. */
    public Optional<Experiment> byName(String name) {
        return byName(name, View.ACTIVE_ONLY).or(() -> byName(name, View.DELETED_ONLY));
    }

    private Optional<Experiment> byName(String name, View view) {
        return all(view).stream()
                .filter(experiment -> experiment.name().equals(name))
                .findFirst();
    }

    public Page<Experiment> search(View view, String filter, List<String> orderBy, int most, String page) {
        Page.checkSize(most, MOST);
        Search search = Search.of(Vocabulary.EXPERIMENTS, filter, orderBy);
        List<Experiment> found = new ArrayList<>(all(view).stream()
                .filter(experiment -> search.matches(values(experiment)))
                .toList());
        Comparator<Experiment> order =
                Comparator.comparingLong(Experiment::created).reversed().thenComparing(Experiment::id);
        found.sort(Sorting.by(search.orders(), Experiments::values, order));
        return Page.of(found, most, page);
    }

    private static Values values(Experiment experiment) {
        return field -> {
            if (field.kind() == Field.Kind.TAG) {
                return Sorting.one(experiment.tags().get(field.key()));
            }
            return switch (field.key()) {
                case "name" -> List.of(experiment.name());
                case "creation_time" -> List.of(experiment.created());
                case "last_update_time" -> List.of(experiment.updated());
                default -> List.of(experiment.id());
            };
        };
    }

    public void rename(String id, String name) {
        Limits.length("experiment name", name, LONGEST_NAME);
        store.alone(ALL, store.root(), () -> {
            active(id);
            byName(name, View.ALL).filter(other -> !other.id().equals(id)).ifPresent(other -> {
                throw taken(other);
            });
            change(folder(id), Map.of("name", name));
            return id;
        });
    }

    /** Deletes an experiment with its runs; all of it can be restored. */
    public void delete(String id) {
        store.alone(ALL, store.root(), () -> {
            if (id.equals(DEFAULT_ID)) {
                throw Limits.bad("experiment_id", "The experiment 'Default' cannot be deleted", "delete its runs");
            }
            active(id);
            Path folder = folder(id);
            store.runs().deleteAll(folder);
            change(folder, Map.of("lifecycle_stage", Lifecycle.DELETED.text()));
            Files.move(
                    folder, store.root().resolve(FileTrackingStore.TRASH).resolve(id), StandardCopyOption.ATOMIC_MOVE);
            return id;
        });
    }

    public void restore(String id) {
        store.alone(ALL, store.root(), () -> {
            Experiment experiment = get(id);
            if (experiment.stage() == Lifecycle.ACTIVE) {
                throw new JedroException(Problem.error(
                                StoreCode.NOT_ACTIVE, "Experiment " + id + " cannot be restored: it is not deleted")
                        .at(Place.of("experiment_id")));
            }
            byName(experiment.name(), View.ACTIVE_ONLY).ifPresent(other -> {
                throw taken(other);
            });
            Path folder = store.root().resolve(id);
            Files.move(folder(id), folder, StandardCopyOption.ATOMIC_MOVE);
            change(folder, Map.of("lifecycle_stage", Lifecycle.ACTIVE.text()));
            store.runs().restoreAll(folder);
            return id;
        });
    }

    public void tag(String id, String key, String value) {
        checkTag(key, value);
        Path folder = active(id);
        store.alone(ALL, folder, () -> {
            StoreFiles.replace(folder.resolve(RunFolder.TAGS).resolve(key), value, folder);
            return id;
        });
    }

    private static void checkTag(String key, String value) {
        Limits.key("tag", key);
        Limits.length("tag value", value, LONGEST_TAG);
    }

    /** The folder of an experiment that can be written to. */
    Path active(String id) {
        Path folder = folder(id);
        Experiment experiment = StoreFiles.reading(meta(folder), () -> read(folder));
        if (experiment.stage() == Lifecycle.DELETED) {
            throw new JedroException(Problem.error(
                            StoreCode.NOT_ACTIVE,
                            "The experiment '" + experiment.name() + "' (" + id
                                    + ") must be in the 'active' state, and is deleted")
                    .at(Place.of("experiment_id"))
                    .fix("restore it: jedro mlflow experiments restore " + id));
        }
        return folder;
    }

    /** Where an experiment's files are, deleted or not. */
    public Path folder(String id) {
        Limits.experimentId(id);
        return folderIfThere(id).orElseThrow(() -> {
            Problem problem = Problem.error(StoreCode.NOT_THERE, "Could not find experiment with ID " + id)
                    .at(Place.of("experiment_id"));
            List<String> known = all(View.ALL).stream().map(Experiment::id).toList();
            return new JedroException(
                    problem.near(NearNames.of(id, known)).fix("list them: jedro mlflow experiments list"));
        });
    }

    private Optional<Path> folderIfThere(String id) {
        for (Path folder : List.of(
                store.root().resolve(id),
                store.root().resolve(FileTrackingStore.TRASH).resolve(id))) {
            if (isExperiment(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** All folders of experiments, deleted ones last. */
    List<Path> folders() {
        List<Path> folders = new ArrayList<>(StoreFiles.folders(store.root()));
        folders.addAll(StoreFiles.folders(store.root().resolve(FileTrackingStore.TRASH)));
        folders.removeIf(folder -> !isExperiment(folder));
        return folders;
    }

    private static boolean isExperiment(Path folder) {
        return !folder.endsWith(FileTrackingStore.MODELS)
                && meta(folder).toFile().isFile();
    }

    /** A damaged one is told in the log and left out, so that the others can be used. */
    private List<Experiment> all(View view) {
        List<Experiment> found = new ArrayList<>();
        for (Path folder : folders()) {
            try {
                Experiment experiment = read(folder);
                if (view.shows(experiment.stage())) {
                    found.add(experiment);
                }
            } catch (NoSuchFileException e) {
                LOG.debug("'{}' was moved meanwhile", folder);
            } catch (IOException e) {
                throw StoreFiles.unreadable(folder, e);
            } catch (JedroException e) {
                LOG.warn("An experiment is left out.\n{}", e.getMessage());
            }
        }
        return found;
    }

    private static Experiment read(Path folder) throws IOException {
        MetaFile meta = MetaFile.read(meta(folder));
        Map<String, String> tags = new TreeMap<>();
        Path tagsFolder = folder.resolve(RunFolder.TAGS);
        for (String key : StoreFiles.keys(tagsFolder)) {
            tags.put(key, StoreFiles.read(tagsFolder.resolve(key)));
        }
        long created = meta.number("creation_time").orElse(0);
        return new Experiment(
                meta.needed("experiment_id"),
                meta.needed("name"),
                meta.text("artifact_location"),
                meta.lifecycle(),
                created,
                meta.number("last_update_time").orElse(created),
                tags);
    }

    private void change(Path folder, Map<String, String> changes) throws IOException {
        Map<String, @Nullable Object> values = new TreeMap<>(changes);
        values.put("last_update_time", store.now());
        MetaFile.change(meta(folder), values);
    }

    private static Path meta(Path folder) {
        return folder.resolve(MetaFile.NAME);
    }

    private static JedroException taken(Experiment other) {
        Problem problem = Problem.error(
                        StoreCode.EXISTS_ALREADY,
                        "Experiment(name=" + other.name() + ") already exists"
                                + (other.stage() == Lifecycle.DELETED ? ", in deleted state" : ""))
                .at(Place.of("name"));
        return new JedroException(
                other.stage() == Lifecycle.DELETED
                        ? problem.fix("restore it: jedro mlflow experiments restore " + other.id())
                        : problem.fix("choose another name"));
    }
}
