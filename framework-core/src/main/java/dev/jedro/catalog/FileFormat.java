package dev.jedro.catalog;

import dev.jedro.config.ConfigValue;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;

/** A type of files with its options, for datasets that are made of other datasets: {@code dataset: {type: Csv, delimiter: ";"}}. */
public final class FileFormat {
    /** What the catalog does for a dataset of its own, and cannot do for the files of another. */
    private static final List<String> OF_THE_OUTER = List.of("filepath", "versioned", "cached");

    private final FileDatasetType<Object> type;
    private final Object options;

    private FileFormat(FileDatasetType<Object> type, Object options) {
        this.type = type;
        this.options = options;
    }

    /**
     * Reads a type's name, or a map with {@code type} and the type's options.
     *
     * @throws JedroException with all problems, if there is no such type, if it is not one of files, or if the options are wrong
     */
    public static FileFormat of(ConfigValue written) {
        InnerEntry entry = InnerEntry.of(written);
        BoundDataset inner = entry.bound(OF_THE_OUTER);
        if (!(inner.type() instanceof FileDatasetType<Object> type)) {
            throw new JedroException(Problem.error(
                            CatalogCode.UNKNOWN_TYPE,
                            "'" + inner.type().name() + "' is not a type of files, so it cannot be an inner dataset")
                    .at(entry.type().place())
                    .fix("use a type of files, such as Csv or Json"));
        }
        return new FileFormat(type, inner.options());
    }

    /** See {@link FileDatasetType#defaultType}. */
    public Type defaultType() {
        return type.defaultType(options);
    }

    public boolean canLoad(Type java) {
        return type.canLoad(options, java);
    }

    public boolean canSave(Type java) {
        return type.canSave(options, java);
    }

    /** Whether it is a folder instead of a file; see {@link FileDatasetType#directory}. */
    public boolean directory() {
        return type.directory(options);
    }

    /** Reads a file; see {@link FileDatasetType#read}. */
    public Object read(Path file, Type java, DatasetContext context) throws Exception {
        return type.read(options, file, java, context);
    }

    /** Writes a file, which does not exist yet; see {@link FileDatasetType#write}. */
    public void write(Path file, Type java, Object value, DatasetContext context) throws Exception {
        type.write(options, file, java, value, context);
    }
}
