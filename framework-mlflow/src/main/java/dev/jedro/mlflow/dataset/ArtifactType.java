package dev.jedro.mlflow.dataset;

import dev.jedro.catalog.Dataset;
import dev.jedro.catalog.FileFormat;
import dev.jedro.catalog.PlacedDataset;
import dev.jedro.config.ConfigValue;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * {@code type: mlflow.Artifact}: a file dataset whose file is also an artifact of the run. It is saved where its {@code filepath} says, then sent; it is loaded from there, or with
 * {@code run_id} from the artifacts of that run.
 */
public final class ArtifactType implements FileDatasetType<ArtifactType.Options> {

    /**
     * Options of {@code mlflow.Artifact}.
     *
     * @param filepath the file on this machine; its name is that of the artifact
     * @param dataset what the file is: a type, or a map with {@code type} and its options
     * @param artifactPath the folder among the run's artifacts; the top unless given
     * @param runId of the MLflow run; the one that the node is in unless given
     */
    public record Options(String filepath, ConfigValue dataset, Optional<String> artifactPath, Optional<String> runId) {
        public Options {
            if (PlacedDataset.of(dataset, filepath).isEmpty()) {
                FileFormat.of(dataset);
            }
        }

        FileFormat format() {
            return FileFormat.of(dataset);
        }

        /** Present for a dataset that keeps its files itself. */
        Optional<PlacedDataset> placed() {
            return placedAt(filepath);
        }

        Optional<PlacedDataset> placedAt(String path) {
            return PlacedDataset.of(dataset, path);
        }
    }

    @Override
    public String name() {
        return "mlflow.Artifact";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return "what the dataset of its file has";
    }

    @Override
    public boolean directory(Options options) {
        return options.placed().isPresent() || options.format().directory();
    }

    @Override
    public Type defaultType(Options options) {
        return options.placed()
                .map(placed -> placed.defaultType())
                .orElseGet(() -> options.format().defaultType());
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return options.placed()
                .map(placed -> placed.canLoad(type))
                .orElseGet(() -> options.format().canLoad(type));
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return options.placed()
                .map(placed -> placed.canSave(type))
                .orElseGet(() -> options.format().canSave(type));
    }

    @Override
    public boolean canVersion(Options options) {
        return options.placed().isEmpty();
    }

    @Override
    public boolean loadsElsewhere(Options options) {
        return options.runId().isPresent();
    }

    @Override
    public Optional<String> readOnly(Options options) {
        return options.placed().flatMap(PlacedDataset::readOnly);
    }

    @Override
    public boolean canConfirm(Options options) {
        return options.placed().filter(PlacedDataset::canConfirm).isPresent();
    }

    @Override
    public void confirm(Options options, DatasetContext context) throws Exception {
        options.placed().orElseThrow().confirm(context);
    }

    @Override
    public Object read(Options options, Path file, Type type, DatasetContext context) throws Exception {
        return options.format().read(file, type, context);
    }

    @Override
    public void write(Options options, Path file, Type type, Object value, DatasetContext context) throws Exception {
        options.format().write(file, type, value, context);
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        @SuppressWarnings("unchecked") // what the type gives and takes
        Dataset<Object> local = (Dataset<Object>) options.placed()
                .<Dataset<?>>map(placed -> placed.open(type, context))
                .orElseGet(() -> context.fileDataset(this, options, type));
        RunAccess run = new RunAccess(context, options.runId());
        Path file = context.resolve(options.filepath());
        String name = options.artifactPath().map(folder -> folder + "/").orElse("") + file.getFileName();
        return new Dataset<Object>() {
            @Override
            public Object load() throws Exception {
                if (options.runId().isEmpty()) {
                    return local.load();
                }
                Path fetched = FetchedFiles.next(context, String.valueOf(file.getFileName()));
                run.artifacts().get(name, fetched);
                Optional<PlacedDataset> placed = options.placedAt(fetched.toString());
                return placed.isPresent()
                        ? placed.get().open(type, context).load()
                        : read(options, fetched, type, context);
            }

            @Override
            public void save(Object value) throws Exception {
                local.save(value);
                run.send(name, options.placed().isPresent() ? here(file, context) : saved(file));
            }

            @Override
            public boolean exists() throws Exception {
                return options.runId().isEmpty()
                        ? local.exists()
                        : run.artifacts().exists(name);
            }

            @Override
            public void release() {
                local.release();
            }

            @Override
            public OptionalLong rows() {
                return local.rows();
            }
        };
    }

    /** A session of Spark elsewhere writes where this machine does not see it. */
    private static Path here(Path file, DatasetContext context) {
        if (!Files.exists(file)) {
            throw new JedroException(Problem.error(
                            MlflowCode.ARTIFACT_MISSING,
                            "Dataset '" + context.name() + "': what was saved is not at " + context.shown(file)
                                    + " on this machine, so it cannot become an artifact.")
                    .at(context.place())
                    .fix("save it with a session on this machine, or without mlflow.Artifact"));
        }
        return file;
    }

    /** Of a versioned dataset, the version that was just made: the newest. */
    private static Path saved(Path file) throws IOException {
        if (!Files.isDirectory(file)) {
            return file;
        }
        try (Stream<Path> versions = Files.list(file)) {
            return versions.map(version -> version.resolve(String.valueOf(file.getFileName())))
                    .filter(Files::exists)
                    .max(java.util.Comparator.naturalOrder())
                    .orElse(file);
        }
    }
}
