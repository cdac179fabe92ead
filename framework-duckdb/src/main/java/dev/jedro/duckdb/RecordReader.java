package dev.jedro.duckdb;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.problem.SnakeCase;
import dev.jedro.spi.ExactValues;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes records of rows. Used by one thread, for one result. */
final class RecordReader<R extends Record> {
    private final Constructor<R> constructor;
    private final RecordComponent[] components;
    private final Type[] types;
    private final List<String> columns;
    private final List<String> expressions;
    private final boolean file;
    private final CallSite site;
    private long row;

    private RecordReader(
            Class<R> type, RecordComponent[] components, List<Column> columns, boolean file, CallSite site) {
        this.constructor = canonical(type, components);
        this.components = components;
        this.types =
                Arrays.stream(components).map(RecordComponent::getGenericType).toArray(Type[]::new);
        this.columns = columns.stream().map(Column::name).toList();
        this.expressions = IntStream.range(0, types.length)
                .mapToObj(i -> NestedTimes.select(columns.get(i), types[i]))
                .toList();
        this.file = file;
        this.site = site;
    }

    static <R extends Record> RecordReader<R> of(Class<R> type, List<Column> columns) {
        return of(type, columns, false);
    }

    /** For a file, whose texts may stand for other values. */
    static <R extends Record> RecordReader<R> ofFile(Class<R> type, List<Column> columns) {
        return of(type, columns, true);
    }

    private static <R extends Record> RecordReader<R> of(Class<R> type, List<Column> columns, boolean file) {
        CallSite site = CallSite.ofCaller();
        RecordComponent[] components = type.getRecordComponents();
        Problems problems = new Problems();
        List<Column> found = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            String component = components[i].getName();
            Optional<Column> column = column(component, columns);
            column.ifPresent(found::add);
            if (column.isEmpty()) {
                String wanted = SnakeCase.of(component);
                problems.add(site.addTo(Columns.missing(
                        "There is no column '" + wanted + "' for the component '" + component + "' of "
                                + type.getSimpleName() + ".",
                        wanted,
                        columns)));
            }
        }
        problems.throwIfErrors();
        return new RecordReader<>(type, components, found, file, site);
    }

    /** The column that a component takes. */
    static Optional<Column> column(String component, List<Column> columns) {
        Optional<Column> exact = columns.stream()
                .filter(column -> column.name().equals(component))
                .findFirst();
        return exact.isPresent()
                ? exact
                : columns.stream()
                        .filter(column -> ComponentNames.bare(column.name()).equals(ComponentNames.bare(component)))
                        .findFirst();
    }

    static <R> Constructor<R> canonical(Class<R> type, RecordComponent[] components) {
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its canonical constructor: " + type, e);
        }
    }

    /** The query for the columns that the record needs. */
    String sql() {
        return columns.isEmpty()
                ? "select 1 from " + Query.RESULT
                : "select " + String.join(", ", expressions) + " from " + Query.RESULT;
    }

    /** The row at which the result stands. */
    R read(ResultSet rows) throws SQLException {
        row++;
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = value(rows, i);
            } catch (ExactValues.Unfit e) {
                throw unbound("row " + row + ", column '" + columns.get(i) + "': " + e.getMessage(), e);
            }
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw unbound("row " + row + ": " + cause.getMessage(), cause);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Object value(ResultSet rows, int index) throws SQLException, ExactValues.Unfit {
        Object value = Values.at(rows, index + 1);
        return file ? TextValues.toJava(value, types[index]) : Values.toJava(value, types[index]);
    }

    private JedroException unbound(String what, Throwable cause) {
        return new JedroException(
                site.addTo(Problem.error(
                                DuckDbCode.UNBOUND_ROW,
                                "A row does not bind to "
                                        + constructor.getDeclaringClass().getSimpleName() + ": " + what))
                        .fix(
                                file
                                        ? "correct the value in the file, or change the record's component"
                                        : "change the record's component, or the column in the SQL (cast, coalesce, where ... is not null)"),
                cause);
    }
}
