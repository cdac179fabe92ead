package dev.jedro.duckdb;

import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.lang.reflect.Type;
import java.nio.file.Path;

/** A type of files that DuckDB reads and writes. */
interface RelationFileType<O> extends FileDatasetType<O>, RelationType<O> {

    /** A relation on the file; its rows are read when it is. */
    Relation read(O options, Path file, DuckDb engine, DatasetContext context) throws Exception;

    /** Writes the file and returns the number of rows. */
    long write(O options, Path file, Relation relation) throws Exception;

    @Override
    default Object read(O options, Path file, Type type, DatasetContext context) throws Exception {
        return RelationType.as(type, read(options, file, Engines.of(context), context));
    }

    @Override
    default void write(O options, Path file, Type type, Object value, DatasetContext context) throws Exception {
        context.reportRows(write(options, file, RelationType.of(type, value, Engines.of(context))));
    }
}
