package dev.jedro.duckdb;

import dev.jedro.problem.TypeText;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of DuckDB as values of Java, without loss: a number that does not fit is told, not rounded. */
final class Values {
    private Values() {}

    /** A value that is not of the type asked for. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message);
        }
    }

    /** The value of a column of the row at which a result stands. */
    static @Nullable Object at(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        // A Timestamp is a moment in the zone of this machine, where some times of day are missing once a year.
        return value instanceof Timestamp ? rows.getObject(column, LocalDateTime.class) : value;
    }

    /** The value as the type asked for; null only for NULL where the type is no primitive. */
    static @Nullable Object toJava(@Nullable Object value, Type type) throws Unfit, SQLException {
        Class<?> raw = TypeText.raw(type);
        if (value == null) {
            return ofNull(raw);
        }
        if (value instanceof Timestamp time) {
            return toJava(time.toLocalDateTime(), type); // in a list or struct that is not asked for as times
        }
        if (raw == Optional.class) {
            return Optional.ofNullable(toJava(value, argument(type)));
        }
        if (raw == Object.class) {
            return plain(value);
        }
        if (raw == List.class && value instanceof Array array) {
            return list((Object[]) array.getArray(), argument(type));
        }
        if (raw.isRecord() && value instanceof Struct struct) {
            return record(struct, raw);
        }
        Object converted = value instanceof Number number ? number(number, raw) : other(value, raw);
        if (converted == null) {
            throw new Unfit(
                    "a value of " + value.getClass().getSimpleName() + " is no " + raw.getSimpleName() + ": " + value);
        }
        return converted;
    }

    private static @Nullable Object ofNull(Class<?> raw) throws Unfit {
        if (raw == Optional.class) {
            return Optional.empty();
        } else if (raw == OptionalInt.class) {
            return OptionalInt.empty();
        } else if (raw == OptionalLong.class) {
            return OptionalLong.empty();
        } else if (raw == OptionalDouble.class) {
            return OptionalDouble.empty();
        } else if (raw.isPrimitive()) {
            throw new Unfit("NULL is no " + raw + " (use Optional, or a class such as Integer)");
        }
        return null;
    }

    private static @Nullable Object number(Number value, Class<?> raw) throws Unfit {
        if (raw == double.class || raw == Double.class) {
            return value.doubleValue();
        } else if (raw == float.class || raw == Float.class) {
            return value.floatValue();
        } else if (raw == OptionalDouble.class) {
            return OptionalDouble.of(value.doubleValue());
        }
        try {
            return exact(value, raw);
        } catch (ArithmeticException e) {
            throw new Unfit(value + " does not fit into " + raw.getSimpleName());
        }
    }

    private static @Nullable Object exact(Number value, Class<?> raw) throws Unfit {
        if (raw == long.class || raw == Long.class) {
            return whole(value).longValueExact();
        } else if (raw == int.class || raw == Integer.class) {
            return whole(value).intValueExact();
        } else if (raw == short.class || raw == Short.class) {
            return whole(value).shortValueExact();
        } else if (raw == byte.class || raw == Byte.class) {
            return whole(value).byteValueExact();
        } else if (raw == BigInteger.class) {
            return whole(value);
        } else if (raw == BigDecimal.class) {
            return decimal(value);
        } else if (raw == OptionalInt.class) {
            return OptionalInt.of(whole(value).intValueExact());
        } else if (raw == OptionalLong.class) {
            return OptionalLong.of(whole(value).longValueExact());
        }
        return null;
    }

    private static BigInteger whole(Number value) throws Unfit {
        if (value instanceof BigInteger big) {
            return big;
        }
        boolean real = value instanceof Double || value instanceof Float || value instanceof BigDecimal;
        return real ? decimal(value).toBigIntegerExact() : BigInteger.valueOf(value.longValue());
    }

    private static BigDecimal decimal(Number value) throws Unfit {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if ((value instanceof Double || value instanceof Float) && !Double.isFinite(value.doubleValue())) {
            throw new Unfit(value + " is no decimal number");
        }
        return new BigDecimal(value.toString());
    }

    private static @Nullable Object other(Object value, Class<?> raw) throws Unfit, SQLException {
        if (raw == String.class) {
            return value instanceof String || value instanceof UUID ? value.toString() : null;
        } else if (raw == boolean.class || raw == Boolean.class) {
            return value instanceof Boolean ? value : null;
        } else if (raw == LocalDate.class && value instanceof LocalDateTime local) {
            return local.toLocalDate().atStartOfDay().equals(local) ? local.toLocalDate() : null;
        } else if (raw == Instant.class && value instanceof OffsetDateTime time) {
            return time.toInstant();
        } else if (raw == byte[].class && value instanceof Blob blob) {
            return blob.getBytes(1, Math.toIntExact(blob.length()));
        } else if (raw.isEnum() && value instanceof String text) {
            return constant(text, raw);
        }
        return raw.isInstance(value) ? value : null;
    }

    private static Object constant(String text, Class<?> raw) throws Unfit {
        String wanted = ComponentNames.bare(text.replace('-', '_'));
        for (Object constant : raw.getEnumConstants()) {
            if (ComponentNames.bare(((Enum<?>) constant).name()).equals(wanted)) {
                return constant;
            }
        }
        throw new Unfit("'" + text + "' is none of " + Arrays.toString(raw.getEnumConstants()));
    }

    private static List<Object> list(Object[] values, Type element) throws Unfit, SQLException {
        List<Object> list = new ArrayList<>(values.length);
        for (Object value : values) {
            Object converted = nested(value, element);
            if (converted == null) {
                throw new Unfit("the list has a NULL");
            }
            list.add(converted);
        }
        return List.copyOf(list);
    }

    private static @Nullable Object nested(@Nullable Object value, Type type) throws Unfit, SQLException {
        return toJava(value == null ? null : NestedTimes.read(value, type), type);
    }

    /** Fields of a struct are taken by their place, which is their only name in JDBC. */
    private static Object record(Struct struct, Class<?> raw) throws Unfit, SQLException {
        RecordComponent[] components = raw.getRecordComponents();
        Object[] fields = struct.getAttributes();
        if (fields.length != components.length) {
            throw new Unfit("the struct has " + fields.length + " fields, " + raw.getSimpleName() + " has "
                    + components.length);
        }
        @Nullable Object[] values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            values[i] = nested(fields[i], components[i].getGenericType());
        }
        Constructor<?> constructor = RecordReader.canonical(raw, components);
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new Unfit(String.valueOf(cause.getMessage()));
        }
    }

    private static Object plain(Object value) throws SQLException {
        if (value instanceof Array array) {
            return Arrays.asList((Object[]) array.getArray());
        }
        return value;
    }

    static Type argument(Type type) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : Object.class;
    }
}
