package dev.jedro.config;

import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds numbers, refusing what would lose a digit or overflow. A quoted number counts, as an environment variable is always a text. */
final class NumberBinding {
    private record Range(long least, long most) {}

    private static final Map<Class<?>, Range> WHOLE = Map.of(
            int.class, new Range(Integer.MIN_VALUE, Integer.MAX_VALUE),
            Integer.class, new Range(Integer.MIN_VALUE, Integer.MAX_VALUE),
            long.class, new Range(Long.MIN_VALUE, Long.MAX_VALUE),
            Long.class, new Range(Long.MIN_VALUE, Long.MAX_VALUE),
            short.class, new Range(Short.MIN_VALUE, Short.MAX_VALUE),
            Short.class, new Range(Short.MIN_VALUE, Short.MAX_VALUE),
            byte.class, new Range(Byte.MIN_VALUE, Byte.MAX_VALUE),
            Byte.class, new Range(Byte.MIN_VALUE, Byte.MAX_VALUE));

    private NumberBinding() {}

    static boolean isNumber(Class<?> type) {
        return WHOLE.containsKey(type)
                || type == double.class
                || type == Double.class
                || type == float.class
                || type == Float.class
                || type == BigDecimal.class
                || type == BigInteger.class
                || type == Number.class;
    }

    static Object bind(ConfigScalar scalar, Class<?> type, String path, Problems problems) {
        Object typed = scalar.value() instanceof String text ? YamlScalars.typed(text) : scalar.value();
        if (!(typed instanceof Number number)) {
            return failed(Binding.wrongType(scalar, path, Wanted.of(type)), problems);
        }
        if (type == Number.class) {
            return number;
        }
        if (type == double.class || type == Double.class) {
            return number.doubleValue();
        }
        if (type == float.class || type == Float.class) {
            return number.floatValue();
        }
        BigDecimal exact = exact(scalar, number);
        if (type == BigDecimal.class && exact != null) {
            return exact;
        }
        BigInteger whole = exact == null ? null : whole(exact);
        if (whole == null) {
            return failed(Binding.wrongType(scalar, path, Wanted.of(type)), problems);
        }
        Range range = WHOLE.get(type);
        return range == null ? whole : inRange(scalar, whole, type, range, path, problems);
    }

    private static Object inRange(
            ConfigScalar scalar, BigInteger whole, Class<?> type, Range range, String path, Problems problems) {
        if (whole.compareTo(BigInteger.valueOf(range.least)) < 0
                || whole.compareTo(BigInteger.valueOf(range.most)) > 0) {
            return failed(
                    Problem.error(
                                    ConfigCode.OUT_OF_RANGE,
                                    Binding.subject(path) + " is " + scalar.shown() + ", which does not fit into "
                                            + type.getSimpleName())
                            .at(scalar.place())
                            .fix("use a number from " + range.least + " to " + range.most),
                    problems);
        }
        long value = whole.longValue();
        if (type == int.class || type == Integer.class) {
            return (int) value;
        }
        if (type == short.class || type == Short.class) {
            return (short) value;
        }
        return type == byte.class || type == Byte.class ? (Object) (byte) value : (Object) value;
    }

    /** The digits as written where they are decimal, so that 0.1 stays 0.1; null for infinities. */
    private static @Nullable BigDecimal exact(ConfigScalar scalar, Number number) {
        if (number instanceof Double value) {
            if (value.isNaN() || value.isInfinite()) {
                return null;
            }
            try {
                return new BigDecimal(scalar.text().replace("_", ""));
            } catch (NumberFormatException e) {
                return BigDecimal.valueOf(value);
            }
        }
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }

    private static @Nullable BigInteger whole(BigDecimal exact) {
        try {
            return exact.precision() - exact.scale() > 100 ? null : exact.toBigIntegerExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static Object failed(Problem problem, Problems problems) {
        problems.add(problem);
        return Binding.FAILED;
    }
}
