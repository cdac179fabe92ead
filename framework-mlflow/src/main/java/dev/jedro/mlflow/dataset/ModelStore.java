package dev.jedro.mlflow.dataset;

import dev.jedro.mlflow.artifact.ArtifactStores;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.model.ModelFlavour;
import dev.jedro.mlflow.model.ModelFolder;
import dev.jedro.mlflow.tracking.ActiveRun;
import dev.jedro.mlflow.tracking.Staging;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Between a node's model and its folder among artifacts. */
final class ModelStore {
    private final DatasetContext context;
    private final Type type;
    private final Optional<String> flavour;

    ModelStore(DatasetContext context, Type type, Optional<String> flavour) {
        this.context = context;
        this.type = type;
        this.flavour = flavour;
    }

    /** Logs the model to the run under a path; sent in the background as everything else. */
    void log(RunAccess run, String path, Object model) throws Exception {
        Path folder = Staging.folder(context.projectRoot()).resolve("model");
        Files.createDirectory(folder);
        ModelFlavour keeper = ModelFolder.flavour(flavour, type)
                .orElseThrow(() -> new IllegalStateException("canSave said that a flavour fits"));
        String id = run.run().flatMap(ActiveRun::opened).map(TrackedRun::id).orElse("");
        ModelFolder.write(folder, keeper, type, model, path, id, context);
        run.send(path, folder, true);
    }

    /** Fetches the folder, and reads the model. */
    Object fetch(ArtifactStores artifacts, String path, String shown) throws Exception {
        Path folder =
                Files.createDirectory(Staging.folder(context.projectRoot()).resolve("model"));
        try {
            artifacts.get(path, folder);
            return ModelFolder.read(folder, flavour, type, shown, context);
        } finally {
            Staging.remove(folder);
        }
    }
}
