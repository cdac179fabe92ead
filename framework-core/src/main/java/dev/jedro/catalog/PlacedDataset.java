package dev.jedro.catalog;

import dev.jedro.config.ConfigValue;
import dev.jedro.problem.JedroException;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.DatasetType;
import dev.jedro.spi.FileDatasetType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * A dataset within another one that says where it is, and keeps its files itself, such as {@code Partitioned} or {@code spark.File}. One whose file or folder the catalog keeps is a
 * {@link FileFormat}.
 */
public final class PlacedDataset {
    /** How types call their place. */
    private static final List<String> PLACES = List.of("filepath", "path");

    private final DatasetType<Object> type;
    private final Object options;

    private PlacedDataset(DatasetType<Object> type, Object options) {
        this.type = type;
        this.options = options;
    }

    /**
     * Reads a type's name, or a map with {@code type} and the type's options.
     *
     * @param place where it is: a path as in a catalog
     * @return empty if it is no dataset of this kind; {@link FileFormat#of} tells what it is
     * @throws JedroException with all that is wrong in its options
     */
    public static Optional<PlacedDataset> of(ConfigValue written, String place) {
        InnerEntry inner = InnerEntry.of(written);
        return inner.known()
                .filter(type -> !(type instanceof FileDatasetType))
                .flatMap(type -> PLACES.stream()
                        .filter(EntryKeys.of(type).shown()::contains)
                        .findFirst()
                        .map(key -> {
                            inner.refuse(List.of(key, "versioned", "cached"));
                            BoundDataset bound = inner.with(key, place).bound();
                            return new PlacedDataset(bound.type(), bound.options());
                        }));
    }

    /** See {@link DatasetType#defaultType}. */
    public Type defaultType() {
        return type.defaultType(options);
    }

    public boolean canLoad(Type java) {
        return type.canLoad(options, java);
    }

    public boolean canSave(Type java) {
        return type.canSave(options, java);
    }

    /** See {@link DatasetType#readOnly}. */
    public Optional<String> readOnly() {
        return type.readOnly(options);
    }

    /** See {@link DatasetType#canConfirm}. */
    public boolean canConfirm() {
        return type.canConfirm(options);
    }

    /** See {@link DatasetType#confirm}. */
    public void confirm(DatasetContext context) throws Exception {
        type.confirm(options, context);
    }

    /** See {@link DatasetType#open}. */
    public Dataset<?> open(Type java, DatasetContext context) {
        return type.open(options, java, context);
    }
}
