package dev.jedro.spi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What datasets with rows have in common when they make values of Java: nothing is lost. What does not fit is told, not cut off; only to {@code double} and {@code float} numbers are
 * rounded.
 */
public final class ExactValues {
    private static final int MOST_OF_TEXT = 60;

    private ExactValues() {}

    /** A value that is not of the type asked for; the message is for people. */
    public static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        public Unfit(String message) {
            super(message);
        }
    }

    /**
     * A number as one of another type.
     *
     * @param type a primitive, its class, {@code BigInteger}, {@code BigDecimal}, or an {@code Optional} of a primitive
     * @return null if the type asked for is no number
     * @throws Unfit if the number does not fit
     */
    public static @Nullable Object number(Number value, Class<?> type) throws Unfit {
        if (type == double.class || type == Double.class) {
            return value.doubleValue();
        } else if (type == float.class || type == Float.class) {
            return value.floatValue();
        } else if (type == OptionalDouble.class) {
            return OptionalDouble.of(value.doubleValue());
        }
        try {
            return exact(value, type);
        } catch (ArithmeticException | NumberFormatException e) { // not whole, too large, or not a number
            throw new Unfit(value + " does not fit into " + type.getSimpleName());
        }
    }

    private static @Nullable Object exact(Number value, Class<?> type) {
        if (type == long.class || type == Long.class) {
            return whole(value).longValueExact();
        } else if (type == int.class || type == Integer.class) {
            return whole(value).intValueExact();
        } else if (type == short.class || type == Short.class) {
            return whole(value).shortValueExact();
        } else if (type == byte.class || type == Byte.class) {
            return whole(value).byteValueExact();
        } else if (type == BigInteger.class) {
            return whole(value);
        } else if (type == BigDecimal.class) {
            return decimal(value);
        } else if (type == OptionalInt.class) {
            return OptionalInt.of(whole(value).intValueExact());
        } else if (type == OptionalLong.class) {
            return OptionalLong.of(whole(value).longValueExact());
        }
        return null;
    }

    private static BigInteger whole(Number value) {
        if (value instanceof BigInteger big) {
            return big;
        }
        boolean isWhole =
                value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
        return isWhole ? BigInteger.valueOf(value.longValue()) : decimal(value).toBigIntegerExact();
    }

    private static BigDecimal decimal(Number value) {
        return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
    }

    /**
     * What stands for no value: an empty {@code Optional} where one is asked for, else null.
     *
     * @throws Unfit if a primitive is asked for
     */
    public static @Nullable Object none(Class<?> type) throws Unfit {
        if (type == Optional.class) {
            return Optional.empty();
        } else if (type == OptionalInt.class) {
            return OptionalInt.empty();
        } else if (type == OptionalLong.class) {
            return OptionalLong.empty();
        } else if (type == OptionalDouble.class) {
            return OptionalDouble.empty();
        } else if (type.isPrimitive()) {
            throw new Unfit("NULL is no " + type + " (use Optional, or a class such as Integer)");
        }
        return null;
    }

    /**
     * The constant of an enum that a text names, in any of its spellings: {@code AT_SEA}, {@code at-sea}, {@code At sea}.
     *
     * @throws Unfit if there is none
     */
    public static Object constant(String text, Class<?> type) throws Unfit {
        String wanted = bare(text);
        Object[] constants = type.getEnumConstants();
        for (Object constant : constants) {
            if (bare(((Enum<?>) constant).name()).equals(wanted)) {
                return constant;
            }
        }
        throw new Unfit("'" + shortened(text) + "' is none of " + Arrays.toString(constants));
    }

    private static String bare(String name) {
        return name.replaceAll("[ _.-]", "").toLowerCase(Locale.ROOT);
    }

    /** The beginning of a value's text, for messages. */
    public static String shortened(Object value) {
        String text = value.toString();
        return text.length() <= MOST_OF_TEXT ? text : text.substring(0, MOST_OF_TEXT - 3) + "…";
    }
}
