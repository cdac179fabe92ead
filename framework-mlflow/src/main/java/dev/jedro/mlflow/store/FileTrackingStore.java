package dev.jedro.mlflow.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * MLflow's experiments, runs and models in a folder such as {@code mlruns}, in the layout of MLflow's own file store, so that its tools read it and their stores
 * are read here. Other processes may write at the same time. What is there after {@code kill -9} is whole: each file is written beside its place and renamed, and
 * of a metric only whole lines count. Thread-safe; holds nothing that must be closed.
 *
 * <p>Mistakes of users are {@link dev.jedro.problem.JedroException}s with a {@link StoreCode}.
 */
public final class FileTrackingStore {
    static final String TRASH = ".trash";
    static final String MODELS = "models";

    private final Path root;
    private final StoreLocks locks;
    private final Clock clock;
    private final Experiments experiments;
    private final Runs runs;
    private final ModelRegistry models;
    private final LoggedModels loggedModels;
    private final Artifacts artifacts;

    private FileTrackingStore(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
        this.locks = StoreLocks.of(root);
        this.experiments = new Experiments(this);
        this.runs = new Runs(this);
        this.models = new ModelRegistry(this);
        this.loggedModels = new LoggedModels(this);
        this.artifacts = new Artifacts(this);
    }

    /** Opens a store, and makes it with its experiment {@code Default} if the folder does not exist or is empty. */
    public static FileTrackingStore open(Path folder) {
        return open(folder, Clock.systemUTC());
    }

    static FileTrackingStore open(Path folder, Clock clock) {
        StoreFiles.writing(folder, () -> Files.createDirectories(folder.resolve(TRASH)));
        Path root = StoreFiles.reading(folder, folder::toRealPath);
        FileTrackingStore store = new FileTrackingStore(root, clock);
        store.experiments.makeDefault();
        return store;
    }

    /** The folder, without links. */
    public Path root() {
        return root;
    }

    public Experiments experiments() {
        return experiments;
    }

    public Runs runs() {
        return runs;
    }

    public ModelRegistry models() {
        return models;
    }

    public LoggedModels loggedModels() {
        return loggedModels;
    }

    public Artifacts artifacts() {
        return artifacts;
    }

    long now() {
        return clock.millis();
    }

    /** Changes an entity while nobody else does. */
    <T> T alone(String entity, Path what, StoreFiles.Work<T> work) {
        StoreLocks.Held held = StoreFiles.reading(what, () -> locks.hold(entity));
        try {
            return work.run();
        } catch (IOException e) {
            throw StoreFiles.unwritable(what, e);
        } finally {
            StoreFiles.reading(what, () -> {
                held.close();
                return what;
            });
        }
    }
}
