package dev.jedro.duckdb;

import dev.jedro.problem.TypeText;
import dev.jedro.spi.ExactValues;
import dev.jedro.spi.ExactValues.Unfit;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts of files as values of Java, in the forms in which DuckDB and Java write them. Nothing is rounded and nothing is guessed: a time without an offset is no moment. */
final class TextValues {
    private static final Set<Class<?>> REALS =
            Set.of(double.class, Double.class, OptionalDouble.class, float.class, Float.class);
    private static final Set<Class<?>> EXACT_NUMBERS = Set.of(
            long.class,
            Long.class,
            OptionalLong.class,
            int.class,
            Integer.class,
            OptionalInt.class,
            short.class,
            Short.class,
            byte.class,
            Byte.class,
            BigInteger.class,
            BigDecimal.class);
    private static final Set<Class<?>> TIMES =
            Set.of(LocalDate.class, LocalDateTime.class, LocalTime.class, Instant.class, OffsetDateTime.class);
    /** More than any number has that is meant: its digits would fill the memory. */
    private static final int MOST_DIGITS = 1000;

    private static final Pattern REAL = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

    private static final Pattern TIME = Pattern.compile("([+-]?\\d{4,9})-(\\d\\d?)-(\\d\\d?)( \\(BC\\))?"
            + "(?:[ T](\\d\\d?:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)(Z|[+-]\\d\\d(?::?\\d\\d(?::?\\d\\d)?)?)?)?");

    private TextValues() {}

    /**
     * DuckDB's type to read a file's column as, so that {@link #toJava} sees what is written.
     *
     * @param real for {@code double} and {@code float}
     * @return null for a type that texts do not stand for
     */
    static @Nullable String column(Type type, String real) {
        Class<?> raw = TypeText.raw(type);
        if (raw == Optional.class) {
            return column(Values.argument(type), real);
        } else if (REALS.contains(raw)) {
            return real;
        } else if (isList(type)) {
            String element = column(Values.argument(type), real);
            return element == null ? null : element + "[]";
        }
        return isTime(type) || EXACT_NUMBERS.contains(raw) || isTruth(raw) || isText(raw) ? "VARCHAR" : null;
    }

    /** Whether it is a date or a time, or an {@code Optional} of one. */
    static boolean isTime(Type type) {
        Class<?> raw = TypeText.raw(type);
        return raw == Optional.class ? isTime(Values.argument(type)) : TIMES.contains(raw);
    }

    /** Whether it is a list, or an {@code Optional} of one. */
    static boolean isList(Type type) {
        Class<?> raw = TypeText.raw(type);
        return raw == Optional.class ? isList(Values.argument(type)) : raw == List.class;
    }

    private static boolean isTruth(Class<?> raw) {
        return raw == boolean.class || raw == Boolean.class;
    }

    private static boolean isText(Class<?> raw) {
        return raw == String.class || raw == UUID.class || raw.isEnum();
    }

    /** As {@link Values#toJava}, but that texts stand for other values, too. */
    static @Nullable Object toJava(@Nullable Object value, Type type) throws Unfit, SQLException {
        if (value instanceof String text) {
            return Values.toJava(of(text, type), type);
        } else if (TypeText.raw(type) == Optional.class && value != null) {
            return Optional.ofNullable(toJava(value, Values.argument(type)));
        } else if (TypeText.raw(type) == List.class && value instanceof Array array) {
            List<Object> list = new ArrayList<>();
            for (Object element : (Object[]) array.getArray()) {
                list.add(Values.inList(toJava(element, Values.argument(type))));
            }
            return List.copyOf(list);
        }
        return Values.toJava(value, type);
    }

    /**
     * What a text stands for.
     *
     * @return the text itself for a type that texts do not stand for
     */
    private static Object of(String written, Type type) throws Unfit {
        Class<?> raw = TypeText.raw(type);
        if (raw == Optional.class) {
            return of(written, Values.argument(type));
        }
        String text = written.strip();
        @Nullable Object value = written;
        try {
            if (isTruth(raw)) {
                value = truth(text);
            } else if (REALS.contains(raw)) {
                value = real(text);
            } else if (EXACT_NUMBERS.contains(raw)) {
                value = exact(text);
            } else if (raw == UUID.class) {
                value = uuid(text);
            } else if (raw == LocalTime.class) {
                value = timeOfDay(text);
            } else if (TIMES.contains(raw)) {
                value = time(text, raw);
            }
        } catch (IllegalArgumentException | DateTimeException e) { // no number, UUID or time
            value = null;
        }
        if (value == null) {
            throw new Unfit("'" + ExactValues.shortened(written) + "' is no " + raw.getSimpleName());
        }
        return value;
    }

    /** @throws IllegalArgumentException if it is none */
    static @Nullable UUID uuid(String text) {
        UUID id = UUID.fromString(text); // takes 1-1-1-1-1, too
        return id.toString().equalsIgnoreCase(text) ? id : null;
    }

    private static @Nullable Object truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    private static @Nullable Object real(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> REAL.matcher(text).matches() ? Double.parseDouble(text) : null; // which alone takes 1d, too
        };
    }

    private static @Nullable Object exact(String text) {
        if (text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.isEmpty()) {
            return Long.valueOf(text);
        }
        BigDecimal number = new BigDecimal(text);
        return Math.abs((long) number.scale()) > MOST_DIGITS ? null : number;
    }

    private static LocalTime timeOfDay(String text) {
        return LocalTime.parse(text.indexOf(':') == 1 ? "0" + text : text);
    }

    private static @Nullable Object time(String text, Class<?> raw) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        int year = Integer.parseInt(parts.group(1));
        LocalDate date = LocalDate.of(
                parts.group(4) == null ? year : 1 - year,
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)));
        LocalTime time = parts.group(5) == null ? LocalTime.MIDNIGHT : timeOfDay(parts.group(5));
        String offset = parts.group(6);
        if (raw == LocalDate.class) {
            return offset == null && time.equals(LocalTime.MIDNIGHT) ? date : null;
        } else if (raw == LocalDateTime.class) {
            return offset == null ? date.atTime(time) : null;
        }
        return offset == null ? null : date.atTime(time).atOffset(ZoneOffset.of(offset));
    }
}
