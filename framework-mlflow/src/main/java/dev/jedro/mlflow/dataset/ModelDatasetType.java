package dev.jedro.mlflow.dataset;

import dev.jedro.catalog.Dataset;
import dev.jedro.mlflow.model.ModelNotes;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.util.Optional;

/** {@code type: mlflow.Model}: a model among the artifacts of the run, as a folder that MLflow knows. */
public final class ModelDatasetType extends FlavouredType<ModelDatasetType.Options> {

    /**
     * Options of {@code mlflow.Model}.
     *
     * @param artifactPath the folder among the run's artifacts; the dataset's name unless given
     * @param runId of the MLflow run; the one that the node is in unless given
     * @param flavour {@code jedro}, {@code java}, {@code onnx} or one of a library; the one that fits the Java type unless given
     * @param signature what the model takes and gives; what it says itself unless given
     * @param inputExample something that it takes: a row, rows or tensors
     */
    public record Options(
            Optional<String> artifactPath,
            Optional<String> runId,
            Optional<String> flavour,
            Optional<ModelNotes.Signature> signature,
            Optional<Object> inputExample)
            implements Kept {
        public Options {
            check(flavour, inputExample);
        }
    }

    @Override
    public String name() {
        return "mlflow.Model";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        RunAccess run = new RunAccess(context, options.runId());
        String path = options.artifactPath().orElse(context.name());
        return new ModelDataset(context, type, options, run) {
            @Override
            String path() {
                return path;
            }

            @Override
            Object fetched() throws Exception {
                return read(run.artifacts(), path, "'" + path + "' of the run");
            }

            @Override
            void logged() {}

            @Override
            public boolean exists() {
                return !run.untracked() && run.artifacts().exists(path + "/MLmodel");
            }
        };
    }
}
