package dev.jedro.duckdb;

import dev.jedro.catalog.ChunkWriter;
import dev.jedro.problem.JedroException;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A type of files that DuckDB reads and writes. */
interface RelationFileType<O> extends FileDatasetType<O>, RelationType<O> {
    int MOST_TRIES = 20;

    /**
     * A relation on the file; its rows are read when it is.
     *
     * @param row what is made of the rows, whose components say more than a look at the values; null for a relation
     */
    Relation read(O options, Path file, @Nullable Class<? extends Record> row, DuckDb engine, DatasetContext context)
            throws Exception;

    /** Writes the file and returns the number of rows. */
    long write(O options, Path file, Relation relation) throws Exception;

    @Override
    default Object read(O options, Path file, Type type, DatasetContext context) throws Exception {
        DuckDb engine = Engines.of(context);
        Class<? extends Record> row = RelationType.recordOf(type);
        if (row == null) {
            return read(options, file, null, engine, context);
        }
        // DuckDB opens a file several times for one read: if it was replaced meanwhile, what was read may be a mixture.
        for (int more = MOST_TRIES; ; more--) {
            Object before = identity(file);
            try {
                Object rows = read(options, file, row, engine, context).written(row);
                if (more == 0 || before.equals(identity(file))) {
                    return rows;
                }
            } catch (JedroException e) {
                if (more == 0 || before.equals(identity(file))) {
                    throw e;
                }
            }
        }
    }

    private static Object identity(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return file;
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(String.valueOf(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size());
    }

    @Override
    default boolean canAppend(O options, Type chunk) {
        return (chunk instanceof Class<?> row && row.isRecord()) || canSave(options, chunk);
    }

    @Override
    default Optional<ChunkWriter> append(O options, Path file, Type chunk, DatasetContext context) {
        if (chunk instanceof Class<?> row && row.isRecord()) {
            return Optional.of(new RelationChunks<>(this, options, file, row.asSubclass(Record.class), context));
        }
        return canSave(options, chunk)
                ? Optional.of(new RelationChunks<>(this, options, file, RelationType.recordOf(chunk), context))
                : Optional.empty();
    }

    @Override
    default void write(O options, Path file, Type type, Object value, DatasetContext context) throws Exception {
        context.reportRows(write(options, file, RelationType.of(type, value, Engines.of(context))));
    }
}
