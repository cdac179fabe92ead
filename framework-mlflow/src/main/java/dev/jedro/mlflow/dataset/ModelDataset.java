package dev.jedro.mlflow.dataset;

import dev.jedro.catalog.Dataset;
import dev.jedro.mlflow.artifact.ArtifactStores;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.model.ModelFlavour;
import dev.jedro.mlflow.model.ModelFolder;
import dev.jedro.mlflow.model.ModelNotes;
import dev.jedro.mlflow.tracking.ActiveRun;
import dev.jedro.mlflow.tracking.Staging;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Between a node's model and its folder among the artifacts of a run. */
abstract class ModelDataset implements Dataset<Object> {
    private final DatasetContext context;
    private final Type type;
    private final FlavouredType.Kept kept;
    private final RunAccess run;
    private final InRun inRun;

    ModelDataset(DatasetContext context, Type type, FlavouredType.Kept kept, RunAccess run) {
        this.context = context;
        this.type = type;
        this.kept = kept;
        this.run = run;
        this.inRun = InRun.of(context);
    }

    /** Loads the model from where it is kept. */
    abstract Object fetched() throws Exception;

    /** Does what is to be done once the model has been logged; it may still be under way. */
    abstract void logged() throws Exception;

    /** The folder among the run's artifacts. */
    abstract String path();

    @Override
    public final Object load() throws Exception {
        Optional<Object> saved = inRun.as(type);
        return saved.isPresent() ? saved.get() : fetched();
    }

    @Override
    public final void save(Object model) throws Exception {
        if (!run.untracked()) {
            log(model);
            logged();
        }
        inRun.saved(context, model);
    }

    @Override
    public final void release() {
        inRun.release();
    }

    private void log(Object model) throws Exception {
        ModelFlavour flavour = ModelFolder.flavour(kept.flavour(), type)
                .orElseThrow(() -> new IllegalStateException("canSave said that a flavour fits"));
        Path folder = newFolder();
        try {
            String id = run.givenId()
                    .or(() -> run.run().flatMap(ActiveRun::opened).map(TrackedRun::id))
                    .orElse("");
            ModelNotes notes = new ModelNotes(kept.signature(), kept.inputExample());
            ModelFolder.write(folder, flavour, type, model, path(), id, notes, context);
            run.handOver(path(), folder);
        } catch (Exception e) {
            Staging.remove(folder);
            throw e;
        }
    }

    private Path newFolder() throws Exception {
        return Files.createDirectory(Staging.folder(context.projectRoot()).resolve("model"));
    }

    /** Fetches the folder, and reads the model. */
    final Object read(ArtifactStores artifacts, String path, String shown) throws Exception {
        Path folder = newFolder();
        try {
            artifacts.get(path, folder);
            return ModelFolder.read(folder, kept.flavour(), type, shown, context);
        } finally {
            Staging.remove(folder);
        }
    }
}
