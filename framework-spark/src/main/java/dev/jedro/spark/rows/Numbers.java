package dev.jedro.spark.rows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Numbers of one type as those of another, exactly; only to {@code double} and {@code float} they are rounded. */
final class Numbers {
    private Numbers() {}

    /** Null if the type asked for is no number. */
    static @Nullable Object toJava(Number value, Class<?> raw) throws SparkValue.Unfit {
        if (raw == double.class || raw == Double.class) {
            return value.doubleValue();
        } else if (raw == float.class || raw == Float.class) {
            return value.floatValue();
        } else if (raw == OptionalDouble.class) {
            return OptionalDouble.of(value.doubleValue());
        }
        try {
            return exact(value, raw);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new SparkValue.Unfit(value + " does not fit into " + raw.getSimpleName());
        }
    }

    private static @Nullable Object exact(Number value, Class<?> raw) {
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

    private static BigInteger whole(Number value) {
        boolean isWhole =
                value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
        return isWhole ? BigInteger.valueOf(value.longValue()) : decimal(value).toBigIntegerExact();
    }

    private static BigDecimal decimal(Number value) {
        return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
    }
}
