package dev.jedro.spark.rows;

import dev.jedro.catalog.CatalogCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.problem.SnakeCase;
import dev.jedro.problem.TypeText;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The columns of a record: {@code fleetCount} is {@code fleet_count}. Immutable. */
final class RecordColumns<R extends Record> {
    private final Class<R> type;
    private final StructType schema;
    private final List<ColumnType> columns;
    private final List<Method> accessors;

    private RecordColumns(Class<R> type, StructType schema, List<ColumnType> columns, List<Method> accessors) {
        this.type = type;
        this.schema = schema;
        this.columns = List.copyOf(columns);
        this.accessors = List.copyOf(accessors);
    }

    /** @throws JedroException with each component that no column can hold */
    static <R extends Record> RecordColumns<R> of(Class<R> type) {
        try {
            return within(type, Set.of());
        } catch (ColumnType.Unfit e) {
            throw new IllegalStateException(e); // told as problems where nothing is around the record
        }
    }

    /** @throws ColumnType.Unfit the first component that does not fit, if the record is a part of others */
    static <R extends Record> RecordColumns<R> within(Class<R> type, Set<Class<?>> around) throws ColumnType.Unfit {
        Set<Class<?>> within = new HashSet<>(around);
        within.add(type);
        List<StructField> fields = new ArrayList<>();
        List<ColumnType> columns = new ArrayList<>();
        List<Method> accessors = new ArrayList<>();
        Problems problems = new Problems();
        for (RecordComponent component : type.getRecordComponents()) {
            try {
                ColumnType column = ColumnType.of(component.getGenericType(), within);
                columns.add(column);
                fields.add(DataTypes.createStructField(
                        SnakeCase.of(component.getName()), column.type(), column.nullable()));
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                accessors.add(accessor);
            } catch (ColumnType.Unfit e) {
                if (!around.isEmpty()) {
                    throw e;
                }
                problems.add(unfit(type, component, e));
            }
        }
        if (type.getRecordComponents().length == 0) {
            problems.add(Problem.error(RowsCode.WRONG_RECORD, type.getSimpleName() + " has no component.")
                    .fix("give the record a component for each column"));
        }
        requireDistinct(type, problems);
        problems.throwIfErrors();
        return new RecordColumns<>(type, DataTypes.createStructType(fields), columns, accessors);
    }

    private static void requireDistinct(Class<?> type, Problems problems) {
        Map<String, String> seen = new HashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String column = SnakeCase.of(component.getName());
            String other = seen.putIfAbsent(column, component.getName());
            if (other != null) {
                problems.add(Problem.error(
                                RowsCode.WRONG_RECORD,
                                "The components '" + other + "' and '" + component.getName() + "' of "
                                        + type.getSimpleName() + " are one column, '" + column + "'.")
                        .fix("rename one of them"));
            }
        }
    }

    private static Problem unfit(Class<?> type, RecordComponent component, ColumnType.Unfit unfit) {
        String whole = TypeText.of(component.getGenericType());
        String part = String.valueOf(unfit.getMessage());
        return Problem.error(
                        RowsCode.WRONG_RECORD,
                        "No column of Spark can hold the component '" + component.getName() + "' of "
                                + type.getSimpleName() + ", a " + whole
                                + (part.equals(whole) ? "." : ", because of " + part + "."))
                .fix("use " + ColumnType.known());
    }

    StructType schema() {
        return schema;
    }

    /**
     * The row of a record.
     *
     * @throws ArithmeticException if a number has too many digits
     * @throws DateTimeException if a day is none of those that Spark takes
     */
    Row row(Record record) {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).plain(value(accessors.get(i), record));
        }
        return RowFactory.create(values);
    }

    /**
     * The rows of records, in their order.
     *
     * @throws JedroException for the first record that is null, or has a value that its column cannot hold
     */
    List<Row> rows(List<R> records) {
        List<Row> rows = new ArrayList<>(records.size());
        for (R record : records) {
            requirePresent(record, rows.size() + 1);
            try {
                rows.add(row(record));
            } catch (ArithmeticException | DateTimeException e) {
                throw unwritable(record, rows.size() + 1, e);
            }
        }
        return rows;
    }

    static void requirePresent(@Nullable Object record, int number) {
        if (record == null) {
            throw new JedroException(Problem.error(CatalogCode.NULL_VALUE, "Element " + number + " is null")
                    .fix("leave it out, or put a record in its place"));
        }
    }

    /** Looks for the column at fault, which is not worth the while for each value. */
    private JedroException unwritable(Record record, int number, RuntimeException failure) {
        String column = schema.fieldNames()[0];
        for (int i = 0; i < columns.size(); i++) {
            try {
                columns.get(i).plain(value(accessors.get(i), record));
            } catch (ArithmeticException | DateTimeException e) {
                column = schema.fieldNames()[i];
                break;
            }
        }
        boolean day = failure instanceof DateTimeException;
        return new JedroException(
                Problem.error(
                                RowsCode.UNWRITABLE_ROW,
                                "Record " + number + " of " + type.getSimpleName() + ", column '" + column + "': "
                                        + (day
                                                ? failure.getMessage() + "."
                                                : "the number has more digits than "
                                                        + schema.apply(column)
                                                                .dataType()
                                                                .sql() + " can hold."))
                        .fix(
                                day
                                        ? "leave such records out, or keep the day as a String"
                                        : "round the number, or keep it as a double or a String"),
                failure);
    }

    private static @Nullable Object value(Method accessor, Record record) {
        try {
            return accessor.invoke(record);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the record's accessor fails: " + accessor, e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    static <R> Constructor<R> constructor(Class<R> type) {
        try {
            Constructor<R> canonical = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its canonical constructor: " + type, e);
        }
    }
}
