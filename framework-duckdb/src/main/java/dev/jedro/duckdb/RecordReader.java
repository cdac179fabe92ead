package dev.jedro.duckdb;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.problem.SnakeCase;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes records of rows. Used by one thread, for one result. */
final class RecordReader<R extends Record> {
    private final Constructor<R> constructor;
    private final RecordComponent[] components;
    private final Type[] types;
    private final List<String> columns;
    private final CallSite site;
    private long row;

    private RecordReader(Class<R> type, RecordComponent[] components, List<String> columns, CallSite site) {
        this.constructor = canonical(type, components);
        this.components = components;
        this.types =
                Arrays.stream(components).map(RecordComponent::getGenericType).toArray(Type[]::new);
        this.columns = columns;
        this.site = site;
    }

    static <R extends Record> RecordReader<R> of(Class<R> type, List<Column> columns) {
        CallSite site = CallSite.ofCaller();
        RecordComponent[] components = type.getRecordComponents();
        Problems problems = new Problems();
        String[] found = new String[components.length];
        for (int i = 0; i < components.length; i++) {
            String component = components[i].getName();
            Optional<String> column = column(component, columns);
            found[i] = column.orElse("");
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
        return new RecordReader<>(type, components, List.of(found), site);
    }

    private static Optional<String> column(String component, List<Column> columns) {
        Optional<String> exact =
                columns.stream().map(Column::name).filter(component::equals).findFirst();
        return exact.isPresent()
                ? exact
                : columns.stream()
                        .map(Column::name)
                        .filter(name -> ComponentNames.bare(name).equals(ComponentNames.bare(component)))
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
                : "select " + Sql.names(columns) + " from " + Query.RESULT;
    }

    /** The row at which the result stands. */
    R read(ResultSet rows) throws SQLException {
        row++;
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = Values.toJava(Values.at(rows, i + 1), types[i]);
            } catch (Values.Unfit e) {
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

    private JedroException unbound(String what, Throwable cause) {
        return new JedroException(
                site.addTo(Problem.error(
                                DuckDbCode.UNBOUND_ROW,
                                "A row does not bind to "
                                        + constructor.getDeclaringClass().getSimpleName() + ": " + what))
                        .fix(
                                "change the record's component, or the column in the SQL (cast, coalesce, where ... is not null)"),
                cause);
    }
}
