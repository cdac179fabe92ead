package dev.jedro.mlflow.dataset;

import dev.jedro.catalog.Dataset;
import dev.jedro.dataset.PlotType;
import dev.jedro.mlflow.tracking.Staging;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.DatasetType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Optional;

/** {@code type: mlflow.Figure}: a chart of XChart as an artifact of the run, and nowhere else. */
public final class FigureType implements DatasetType<FigureType.Options> {
    private static final PlotType PLOT = new PlotType();

    /**
     * Options of {@code mlflow.Figure}.
     *
     * @param artifactFile its path among the run's artifacts, ending in {@code .png} or {@code .svg}; the dataset's name with {@code .png} unless given
     * @param runId of the MLflow run; the one that the node is in unless given
     */
    public record Options(Optional<String> artifactFile, Optional<String> runId) {
        public Options {
            artifactFile.filter(file -> !file.matches("(?i).*[^/]\\.(png|svg)")).ifPresent(file -> {
                throw new IllegalArgumentException("artifact_file must end in .png or .svg, but is '" + file + "'");
            });
        }
    }

    @Override
    public String name() {
        return "mlflow.Figure";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return PLOT.javaTypes();
    }

    @Override
    public Type defaultType(Options options) {
        return PLOT.defaultType(new PlotType.Options());
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return false;
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return PLOT.canSave(new PlotType.Options(), type);
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        RunAccess run = new RunAccess(context, options.runId());
        String path = options.artifactFile().orElse(context.name() + ".png");
        return new Dataset<Object>() {
            @Override
            public Object load() {
                throw new IllegalStateException("a figure cannot be loaded");
            }

            @Override
            public void save(Object value) throws Exception {
                if (run.untracked()) {
                    return;
                }
                Path file = Staging.folder(context.projectRoot()).resolve(path.substring(path.lastIndexOf('/') + 1));
                PLOT.write(new PlotType.Options(), file, type, value, context);
                run.handOver(path, file);
            }

            @Override
            public boolean exists() {
                return !run.untracked() && run.artifacts().exists(path);
            }
        };
    }
}
