package dev.jedro.mlflow.dataset;

import dev.jedro.catalog.Dataset;
import dev.jedro.mlflow.model.ModelFolder;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.DatasetType;
import java.lang.reflect.Type;
import java.util.Optional;

/** {@code type: mlflow.Model}: a model among the artifacts of the run, as a folder that MLflow knows. */
public final class ModelDatasetType implements DatasetType<ModelDatasetType.Options> {

    /**
     * Options of {@code mlflow.Model}.
     *
     * @param artifactPath the folder among the run's artifacts; the dataset's name unless given
     * @param runId of the MLflow run; the one that the node is in unless given
     * @param flavour {@code jedro}, {@code onnx} or one of a library; the one that fits the Java type unless given
     */
    public record Options(Optional<String> artifactPath, Optional<String> runId, Optional<String> flavour) {}

    @Override
    public String name() {
        return "mlflow.Model";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return ModelFolder.javaTypes();
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return ModelFolder.flavour(options.flavour(), type).isPresent();
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return canLoad(options, type);
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        RunAccess run = new RunAccess(context, options.runId());
        ModelStore models = new ModelStore(context, type, options.flavour());
        String path = options.artifactPath().orElse(context.name());
        return new Dataset<Object>() {
            @Override
            public Object load() throws Exception {
                return models.fetch(run.artifacts(), path, "'" + path + "' of the run");
            }

            @Override
            public void save(Object value) throws Exception {
                if (!run.untracked()) {
                    models.log(run, path, value);
                }
            }

            @Override
            public boolean exists() {
                return !run.untracked() && run.artifacts().exists(path + "/MLmodel");
            }
        };
    }
}
