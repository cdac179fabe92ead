package dev.jedro.duckdb;

import dev.jedro.problem.TypeText;
import dev.jedro.spi.ExactValues;
import dev.jedro.spi.ExactValues.Unfit;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
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
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of DuckDB as values of Java, without loss: a number that does not fit is told, not rounded. */
final class Values {
    private Values() {}

    /** The value of a column of the row at which a result stands. */
    static @Nullable Object at(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        // A Timestamp is a moment in the zone of this machine, where some times of day are missing once a year.
        return value instanceof Timestamp ? rows.getObject(column, LocalDateTime.class) : value;
    }

    /** As DuckDB writes it: the bytes of a blob that are no plain letters as {@code \\xAA}. */
    static String text(Object value) throws SQLException {
        if (!(value instanceof Blob blob)) {
            return value.toString();
        }
        StringBuilder text = new StringBuilder();
        for (byte one : blob.getBytes(1, Math.toIntExact(blob.length()))) {
            boolean plain = one >= ' ' && one < 127 && "\\'\"".indexOf(one) < 0;
            text.append(plain ? String.valueOf((char) one) : String.format(Locale.ROOT, "\\x%02X", one));
        }
        return text.toString();
    }

    /** The value as the type asked for; null only for NULL where the type is no primitive. */
    static @Nullable Object toJava(@Nullable Object value, Type type) throws Unfit, SQLException {
        Class<?> raw = TypeText.raw(type);
        if (value == null) {
            return ExactValues.none(raw);
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
        Object converted = value instanceof Number number ? ExactValues.number(number, raw) : other(value, raw);
        if (converted == null) {
            throw new Unfit("a value of " + value.getClass().getSimpleName() + " is no " + raw.getSimpleName() + ": "
                    + ExactValues.shortened(value));
        }
        return converted;
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
        } else if (raw == UUID.class && value instanceof String text) {
            return id(text); // of a database that has no type for it
        } else if (raw == byte[].class && value instanceof Blob blob) {
            return blob.getBytes(1, Math.toIntExact(blob.length()));
        } else if (raw.isEnum() && value instanceof String text) {
            return ExactValues.constant(text, raw);
        }
        return raw.isInstance(value) ? value : null;
    }

    private static @Nullable UUID id(String text) {
        try {
            return TextValues.uuid(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static List<Object> list(Object[] values, Type element) throws Unfit, SQLException {
        List<Object> list = new ArrayList<>(values.length);
        for (Object value : values) {
            list.add(inList(nested(value, element)));
        }
        return List.copyOf(list);
    }

    static Object inList(@Nullable Object element) throws Unfit {
        if (element == null) {
            throw new Unfit("the list has a NULL");
        }
        return element;
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
