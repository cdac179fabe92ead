package dev.jedro.dataset;

import com.fasterxml.jackson.databind.JavaType;
import dev.jedro.catalog.Dataset;
import dev.jedro.catalog.FileFormat;
import dev.jedro.config.ConfigValue;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.DatasetType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code type: Partitioned}: a folder of files of one type, each of them a part with a name. */
public final class PartitionedType implements DatasetType<PartitionedType.Options> {

    /**
     * Options of {@code Partitioned}.
     *
     * @param path the folder
     * @param dataset what each file is: a type, or a map with {@code type} and its options
     * @param filenameSuffix what file names end with beyond the part's name, for instance {@code .csv}; files without it are passed over
     * @param overwrite whether a save removes the parts that it does not bring
     * @param incremental whether only parts are loaded whose names come after that of the last one that was confirmed, in alphabetical order; there may be none
     * @param checkpoint the file that keeps that name; {@code CHECKPOINT} in the folder unless given
     */
    public record Options(
            String path,
            ConfigValue dataset,
            Optional<String> filenameSuffix,
            Optional<Boolean> overwrite,
            Optional<Boolean> incremental,
            Optional<String> checkpoint) {
        public Options {
            FileFormat.of(dataset);
            if (checkpoint.isPresent() && !incremental.orElse(false)) {
                throw new IllegalArgumentException("checkpoint needs 'incremental: true' beside it");
            }
        }

        boolean remembers() {
            return incremental.orElse(false);
        }

        Path checkpointFile(DatasetContext context) {
            return checkpoint
                    .map(context::resolve)
                    .orElseGet(() -> context.resolve(path).resolve("CHECKPOINT"));
        }

        FileFormat format() {
            return FileFormat.of(dataset);
        }
    }

    @Override
    public String name() {
        return "Partitioned";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return "Partitions<T>, Map<String, T>, Map<String, Supplier<T>>, where T is what the dataset of its files has";
    }

    @Override
    public Type defaultType(Options options) {
        return JavaTypes.generic(Partitions.class, options.format().defaultType());
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return part(type).filter(part -> options.format().canLoad(part)).isPresent();
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return part(type).filter(part -> options.format().canSave(part)).isPresent();
    }

    @Override
    public Optional<String> needs(Options options) {
        return Optional.of(options.path());
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        return new PartitionedDataset(options, shape(type), part(type).orElse(Object.class), context);
    }

    @Override
    public boolean canConfirm(Options options) {
        return options.remembers();
    }

    @Override
    public void confirm(Options options, DatasetContext context) throws IOException {
        Checkpoint.of(options, context).confirm();
    }

    /** How a node takes parts. */
    enum Shape {
        PARTITIONS,
        SUPPLIERS,
        VALUES
    }

    private static Shape shape(Type type) {
        JavaType java = Documents.JSON.constructType(type);
        if (java.getRawClass() != Map.class) {
            return Shape.PARTITIONS;
        }
        return java.getContentType().getRawClass() == Supplier.class ? Shape.SUPPLIERS : Shape.VALUES;
    }

    private static Optional<Type> part(Type type) {
        JavaType java = Documents.JSON.constructType(type);
        if (java.getRawClass() == Partitions.class) {
            return Optional.of(JavaTypes.of(java.containedTypeOrUnknown(0)));
        }
        if (java.getRawClass() != Map.class || java.getKeyType().getRawClass() != String.class) {
            return Optional.empty();
        }
        JavaType content = java.getContentType();
        return Optional.of(
                JavaTypes.of(content.getRawClass() == Supplier.class ? content.containedTypeOrUnknown(0) : content));
    }
}
