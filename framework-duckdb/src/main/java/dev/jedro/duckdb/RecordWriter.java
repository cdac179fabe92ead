package dev.jedro.duckdb;

import dev.jedro.catalog.CatalogCode;
import dev.jedro.duckdb.internal.RowAppender;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.problem.SnakeCase;
import dev.jedro.problem.TypeText;
import dev.jedro.spi.ExactValues.Unfit;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes rows of records. */
final class RecordWriter {
    private static final Map<Class<?>, String> TYPES = Map.ofEntries(
            Map.entry(long.class, "BIGINT"),
            Map.entry(Long.class, "BIGINT"),
            Map.entry(OptionalLong.class, "BIGINT"),
            Map.entry(int.class, "INTEGER"),
            Map.entry(Integer.class, "INTEGER"),
            Map.entry(OptionalInt.class, "INTEGER"),
            Map.entry(short.class, "SMALLINT"),
            Map.entry(Short.class, "SMALLINT"),
            Map.entry(byte.class, "TINYINT"),
            Map.entry(Byte.class, "TINYINT"),
            Map.entry(double.class, "DOUBLE"),
            Map.entry(Double.class, "DOUBLE"),
            Map.entry(OptionalDouble.class, "DOUBLE"),
            Map.entry(float.class, "FLOAT"),
            Map.entry(Float.class, "FLOAT"),
            Map.entry(boolean.class, "BOOLEAN"),
            Map.entry(Boolean.class, "BOOLEAN"),
            Map.entry(String.class, "VARCHAR"),
            Map.entry(UUID.class, "UUID"),
            Map.entry(BigDecimal.class, ExactColumns.DECIMAL),
            Map.entry(BigInteger.class, "HUGEINT"),
            Map.entry(LocalDate.class, "DATE"),
            Map.entry(LocalTime.class, "TIME"),
            Map.entry(LocalDateTime.class, "TIMESTAMP"),
            Map.entry(Instant.class, "TIMESTAMP WITH TIME ZONE"),
            Map.entry(OffsetDateTime.class, "TIMESTAMP WITH TIME ZONE"));

    private final Class<? extends Record> type;
    private final List<Column> columns;
    private final List<Method> accessors;
    private long written;

    private RecordWriter(Class<? extends Record> type, List<Column> columns, List<Method> accessors) {
        this.type = type;
        this.columns = List.copyOf(columns);
        this.accessors = List.copyOf(accessors);
    }

    /** @throws JedroException if no column can hold a component (JED-710) */
    static RecordWriter of(Class<? extends Record> type) {
        mistake(type).ifPresent(problem -> {
            throw new JedroException(CallSite.ofCaller().addTo(problem));
        });
        List<Column> columns = new ArrayList<>();
        List<Method> accessors = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            accessors.add(accessor);
            columns.add(new Column(
                    SnakeCase.of(component.getName()), Objects.requireNonNull(sqlType(component.getGenericType()))));
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException(type + " has no component");
        }
        return new RecordWriter(type, columns, accessors);
    }

    /** What no column can hold of a record; empty if columns hold all. */
    static Optional<Problem> mistake(Class<? extends Record> type) {
        String unheld = Arrays.stream(type.getRecordComponents())
                .filter(component -> sqlType(component.getGenericType()) == null)
                .map(component -> "'" + component.getName() + "' (" + TypeText.of(component.getGenericType()) + ")")
                .collect(Collectors.joining(", "));
        return unheld.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.error(
                                DuckDbCode.WRONG_RECORD,
                                "No column can hold these components of " + type.getSimpleName() + ": " + unheld + ".")
                        .fix("use a number, boolean, String, enum, date, time, UUID, or a List or an Optional of one"));
    }

    private static @Nullable String sqlType(Type type) {
        Class<?> raw = TypeText.raw(type);
        if (raw == Optional.class) {
            return sqlType(Values.argument(type));
        }
        if (Collection.class.isAssignableFrom(raw)) {
            String element = sqlType(Values.argument(type));
            return element == null ? null : element + "[]";
        }
        return raw.isEnum() ? "VARCHAR" : TYPES.get(raw);
    }

    List<Column> columns() {
        return columns;
    }

    void write(@Nullable Record row, RowAppender appender) throws SQLException {
        written++;
        if (row == null) {
            throw new JedroException(CallSite.ofCaller()
                    .addTo(Problem.error(CatalogCode.NULL_VALUE, "Element " + written + " is null"))
                    .fix("leave it out, or put a record in its place"));
        }
        appender.beginRow();
        for (Method accessor : accessors) {
            try {
                appender.value(plain(accessor.invoke(row)));
            } catch (Unfit e) {
                throw unkept(accessor.getName(), e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the record's accessor fails: " + accessor, e);
            }
        }
        appender.endRow();
    }

    private JedroException unkept(String component, Unfit e) {
        return new JedroException(
                CallSite.ofCaller()
                        .addTo(Problem.error(
                                DuckDbCode.UNKEPT_VALUE,
                                "A number does not fit into its column: row " + written + ", component '" + component
                                        + "' of " + type.getSimpleName() + ": " + e.getMessage()))
                        .fix(
                                "round a BigDecimal to 10 digits after the point, with setScale(10, RoundingMode.HALF_EVEN)")
                        .fix("make the component a String, which keeps all digits"),
                e);
    }

    private static @Nullable Object plain(@Nullable Object value) throws Unfit {
        if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        } else if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        } else if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        } else if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? optional.getAsDouble() : null;
        } else if (value instanceof Enum<?> constant) {
            return constant.name();
        } else if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        } else if (value instanceof BigDecimal number) {
            return ExactColumns.decimal(number);
        } else if (value instanceof BigInteger number) {
            return ExactColumns.whole(number);
        } else if (value instanceof Collection<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            for (Object element : list) {
                plain.add(plain(element));
            }
            return plain;
        }
        return value;
    }
}
