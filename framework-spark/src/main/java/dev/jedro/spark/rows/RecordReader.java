package dev.jedro.spark.rows;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.problem.SnakeCase;
import dev.jedro.spi.ExactValues;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/** Makes records of rows. Used by one thread, for one result. */
final class RecordReader<R extends Record> {
    private static final int MOST_NAMES = 20;
    private final Constructor<R> constructor;
    private final RecordComponent[] components;
    private final List<String> columns;
    private final SparkValue values;
    private long row;

    /** Why a component has no value. */
    static final class NoColumn extends Exception {
        private static final long serialVersionUID = 1L;
        private final String what;
        private final String component;
        private final boolean twice;

        NoColumn(Class<?> type, String component, boolean twice) {
            this.what = (twice ? "There is more than one column '" : "There is no column '") + SnakeCase.of(component)
                    + "' for the component '" + component + "' of " + type.getSimpleName();
            this.component = component;
            this.twice = twice;
        }
    }

    private RecordReader(Class<R> type, List<String> columns, SparkValue values) {
        this.constructor = RecordColumns.constructor(type);
        this.components = type.getRecordComponents();
        this.columns = columns;
        this.values = values;
    }

    /** @throws JedroException with each component that has no column */
    static <R extends Record> RecordReader<R> of(Class<R> type, List<String> names, SparkValue values) {
        Problems problems = new Problems();
        String[] found = new String[type.getRecordComponents().length];
        for (int i = 0; i < found.length; i++) {
            try {
                found[i] = names.get(position(type, type.getRecordComponents()[i].getName(), names));
            } catch (NoColumn e) {
                problems.add(problem(e, names));
            }
        }
        problems.throwIfErrors();
        return new RecordReader<>(type, List.of(found), values);
    }

    private static int position(Class<?> type, String component, List<String> names) throws NoColumn {
        String snake = SnakeCase.of(component);
        for (String wanted : List.of(snake, component)) {
            int at = names.indexOf(wanted);
            if (at >= 0) {
                if (names.lastIndexOf(wanted) != at) {
                    throw new NoColumn(type, component, true);
                }
                return at;
            }
        }
        List<String> alike = names.stream()
                .filter(name -> Names.bare(name).equals(Names.bare(component)))
                .toList();
        if (alike.size() != 1) {
            throw new NoColumn(type, component, !alike.isEmpty());
        }
        return names.indexOf(alike.get(0));
    }

    private static Problem problem(NoColumn missing, List<String> names) {
        Problem problem = Problem.error(RowsCode.MISSING_COLUMN, missing.what + ".");
        if (missing.twice) {
            return problem.fix("keep one of them, with select or drop, before the rows are taken");
        }
        return problem.near(NearNames.of(SnakeCase.of(missing.component), names))
                .fix("use one of the columns that there are: "
                        + names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                        + (names.size() > MOST_NAMES ? " … and " + (names.size() - MOST_NAMES) + " more" : ""));
    }

    /** The columns that the record needs, in its order. */
    Column[] columns() {
        return columns.stream()
                .map(name -> functions.col("`" + name.replace("`", "``") + "`"))
                .toArray(Column[]::new);
    }

    /** The record of the next row, which has the columns of {@link #columns}. */
    R read(Row next) {
        row++;
        @Nullable Object[] arguments = new Object[components.length];
        for (int i = 0; i < arguments.length; i++) {
            try {
                arguments[i] = values.toJava(next.get(i), components[i].getGenericType());
            } catch (ExactValues.Unfit e) {
                throw unbound("row " + row + ", column '" + columns.get(i) + "': " + e.getMessage(), e);
            }
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw unbound("row " + row + ": " + cause.getMessage(), cause);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private JedroException unbound(String what, Throwable cause) {
        return new JedroException(
                Problem.error(
                                RowsCode.UNBOUND_ROW,
                                "A row does not bind to "
                                        + constructor.getDeclaringClass().getSimpleName() + ": " + what)
                        .fix("change the record's component, or the column (cast, coalesce, where … is not null)"),
                cause);
    }

    /** The record of a struct. */
    static <R extends Record> R nested(Class<R> type, Row struct, SparkValue values) throws ExactValues.Unfit {
        RecordComponent[] components = type.getRecordComponents();
        List<String> names = Arrays.asList(struct.schema().fieldNames());
        @Nullable Object[] arguments = new Object[components.length];
        for (int i = 0; i < arguments.length; i++) {
            try {
                Object value = struct.get(position(type, components[i].getName(), names));
                arguments[i] = values.toJava(value, components[i].getGenericType());
            } catch (NoColumn e) {
                throw new ExactValues.Unfit(e.what);
            }
        }
        try {
            return RecordColumns.constructor(type).newInstance(arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ExactValues.Unfit(String.valueOf(cause.getMessage()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
