package dev.jedro.dataset;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one cell becomes the component of a record, and back.
 *
 * @param wanted in words for messages
 * @param parser throws what it likes on a bad text
 * @param absent what stands for a cell without a value; null may be a value
 * @param required whether a cell without a value is a mistake
 * @param text whether the cell's text is taken as it is, spaces and all
 */
record CellType(
        String wanted,
        Function<String, Object> parser,
        @Nullable Object absent,
        boolean required,
        boolean text) {

    private static final Map<String, Boolean> TRUTH = Map.of(
            "true", true, "t", true, "yes", true, "y", true, "1", true, "false", false, "f", false, "no", false, "n",
            false, "0", false);

    private record Known(String wanted, Function<String, Object> parser) {}

    private static final Map<Class<?>, Known> KNOWN = Map.ofEntries(
            Map.entry(Byte.class, new Known("a whole number", Byte::valueOf)),
            Map.entry(Short.class, new Known("a whole number", Short::valueOf)),
            Map.entry(Integer.class, new Known("a whole number", Integer::valueOf)),
            Map.entry(Long.class, new Known("a whole number", Long::valueOf)),
            Map.entry(BigInteger.class, new Known("a whole number", BigInteger::new)),
            Map.entry(Float.class, new Known("a number", text -> Float.valueOf(number(text)))),
            Map.entry(Double.class, new Known("a number", text -> Double.valueOf(number(text)))),
            Map.entry(BigDecimal.class, new Known("a number", BigDecimal::new)),
            Map.entry(Boolean.class, new Known("true or false", CellType::truth)),
            Map.entry(Character.class, new Known("a single character", CellType::character)),
            Map.entry(LocalDate.class, new Known("a date such as 2026-11-20", LocalDate::parse)),
            Map.entry(LocalTime.class, new Known("a time such as 16:40:00", LocalTime::parse)),
            Map.entry(
                    LocalDateTime.class,
                    new Known(
                            "a date and time such as 2026-11-20T16:40:00",
                            text -> LocalDateTime.parse(text.replace(' ', 'T')))),
            Map.entry(Instant.class, new Known("a moment such as 2026-11-20T16:40:00Z", Instant::parse)),
            Map.entry(
                    OffsetDateTime.class,
                    new Known("a moment such as 2026-11-20T16:40:00+01:00", OffsetDateTime::parse)),
            Map.entry(
                    ZonedDateTime.class, new Known("a moment such as 2026-11-20T16:40:00+01:00", ZonedDateTime::parse)),
            Map.entry(UUID.class, new Known("a UUID", UUID::fromString)),
            Map.entry(URI.class, new Known("a URI", URI::create)));

    /** Empty if no cell can become such a component. */
    static Optional<CellType> of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return of(generic.getActualTypeArguments()[0])
                    .filter(inner -> !inner.required)
                    .map(inner -> inner.lifted(Optional::of, Optional.empty()));
        }
        if (type == OptionalInt.class) {
            return of(Integer.class)
                    .map(inner -> inner.lifted(value -> OptionalInt.of((Integer) value), OptionalInt.empty()));
        }
        if (type == OptionalLong.class) {
            return of(Long.class)
                    .map(inner -> inner.lifted(value -> OptionalLong.of((Long) value), OptionalLong.empty()));
        }
        if (type == OptionalDouble.class) {
            return of(Double.class)
                    .map(inner -> inner.lifted(value -> OptionalDouble.of((Double) value), OptionalDouble.empty()));
        }
        return type instanceof Class<?> plain ? of(plain) : Optional.empty();
    }

    private static Optional<CellType> of(Class<?> type) {
        if (type == String.class || type == CharSequence.class || type == Object.class) {
            return Optional.of(new CellType("a text", text -> text, null, false, true));
        }
        if (type.isEnum()) {
            return Optional.of(constants(type));
        }
        Known known =
                KNOWN.get(java.lang.invoke.MethodType.methodType(type).wrap().returnType());
        return Optional.ofNullable(known)
                .map(cell -> new CellType(cell.wanted(), cell.parser(), null, type.isPrimitive(), false));
    }

    private static CellType constants(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        return new CellType(
                "one of "
                        + Arrays.stream(constants)
                                .map(constant -> ((Enum<?>) constant).name())
                                .toList(),
                text -> Arrays.stream(constants)
                        .filter(constant -> folded(((Enum<?>) constant).name()).equals(folded(text)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(text)),
                null,
                false,
                false);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    private CellType lifted(Function<Object, Object> wrap, Object empty) {
        return new CellType(wanted, text -> wrap.apply(parser.apply(text)), empty, false, text);
    }

    /** Java would take {@code 12d} for a number. */
    private static String number(String text) {
        char last = text.charAt(text.length() - 1);
        if ("dDfF".indexOf(last) >= 0) {
            throw new NumberFormatException(text);
        }
        return text;
    }

    private static Object truth(String text) {
        Boolean value = TRUTH.get(text.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    private static Object character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException(text);
        }
        return text.charAt(0);
    }

    /** The cell of a component's value; null for a cell without one. */
    static @Nullable String format(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(CellType::format).orElse(null);
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? Integer.toString(number.getAsInt()) : null;
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? Long.toString(number.getAsLong()) : null;
        }
        if (value instanceof OptionalDouble number) {
            return number.isPresent() ? Double.toString(number.getAsDouble()) : null;
        }
        return value == null ? null : value instanceof Enum<?> constant ? constant.name() : value.toString();
    }
}
