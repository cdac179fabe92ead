package dev.jedro.mlflow.dataset;

import dev.jedro.catalog.Dataset;
import dev.jedro.catalog.FileFormat;
import dev.jedro.config.ConfigValue;
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
            FileFormat.of(dataset);
        }

        FileFormat format() {
            return FileFormat.of(dataset);
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
        return options.format().directory();
    }

    @Override
    public Type defaultType(Options options) {
        return options.format().defaultType();
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return options.format().canLoad(type);
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return options.format().canSave(type);
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
        Dataset<Object> local = (Dataset<Object>) context.fileDataset(this, options, type);
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
                return read(options, fetched, type, context);
            }

            @Override
            public void save(Object value) throws Exception {
                local.save(value);
                run.send(name, saved(file));
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
