package dev.jedro.duckdb;

import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is the same for all types of this module: they give and take a {@link Relation}, or its rows as records. */
interface RelationType<O> extends DatasetType<O> {

    @Override
    default String javaTypes() {
        return "Relation, List<R> (R a record)";
    }

    @Override
    default Type defaultType(O options) {
        return Relation.class;
    }

    @Override
    default boolean canLoad(O options, Type type) {
        return type == Relation.class || recordOf(type) != null;
    }

    @Override
    default boolean canSave(O options, Type type) {
        return type == Relation.class || recordOf(type) != null;
    }

    @Override
    default Optional<Problem> unsavable(O options, Type type) {
        return recordIn(type).flatMap(RecordWriter::mistake);
    }

    /** The relation as the type that a node wants. */
    static Object as(Type type, Relation relation) {
        Class<? extends Record> row = recordOf(type);
        return row == null ? relation : relation.rows(row);
    }

    /** What a node gave, as a relation. */
    static Relation of(Type type, Object value, DuckDb engine) {
        if (value instanceof Relation relation) {
            return relation;
        }
        Class<? extends Record> row = recordOf(type);
        if (row == null || !(value instanceof List<?> rows)) {
            throw new IllegalStateException("neither a relation nor a list of records: " + value.getClass());
        }
        return relation(row, rows, engine);
    }

    private static <R extends Record> Relation relation(Class<R> row, List<?> rows, DuckDb engine) {
        return engine.relation(row, rows.stream().map(row::cast).toList());
    }

    /** The record of a list of records, or the record that it is itself. */
    static Optional<Class<? extends Record>> recordIn(Type type) {
        return type instanceof Class<?> row && row.isRecord()
                ? Optional.of(row.asSubclass(Record.class))
                : Optional.ofNullable(recordOf(type));
    }

    /** The record of a list of records; null for any other type. */
    static @Nullable Class<? extends Record> recordOf(Type type) {
        if (type instanceof ParameterizedType generic
                && generic.getRawType() == List.class
                && generic.getActualTypeArguments()[0] instanceof Class<?> element
                && element.isRecord()) {
            return element.asSubclass(Record.class);
        }
        return null;
    }
}
