package dev.jedro.config;

import dev.jedro.problem.TypeText;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** What a value should be, in words for messages. */
final class Wanted {
    private Wanted() {}

    static String of(Type type) {
        Class<?> raw = TypeText.raw(type);
        if (raw == int.class
                || raw == Integer.class
                || raw == long.class
                || raw == Long.class
                || raw == short.class
                || raw == Short.class
                || raw == byte.class
                || raw == Byte.class
                || raw == java.math.BigInteger.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(raw) || raw == double.class || raw == float.class) {
            return "a number";
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return "true or false";
        }
        if (raw == char.class || raw == Character.class) {
            return "a single character";
        }
        if (raw == String.class || raw == Secret.class) {
            return "a text";
        }
        if (raw == Duration.class) {
            return "a duration such as 500ms, 90s, 1h30m or PT1H30M";
        }
        if (raw == Path.class) {
            return "a path";
        }
        if (raw.isRecord() || Map.class.isAssignableFrom(raw) || raw == ConfigMap.class || raw.isSealed()) {
            return "a map of keys";
        }
        if (Collection.class.isAssignableFrom(raw) || raw.isArray() || raw == ConfigList.class) {
            return "a list";
        }
        return "a " + raw.getSimpleName();
    }

    /** What a value is, in words; a secret is not shown. */
    static String found(ConfigValue value) {
        if (value instanceof ConfigMap) {
            return "a map";
        }
        if (value instanceof ConfigList) {
            return "a list";
        }
        ConfigScalar scalar = (ConfigScalar) value;
        return scalar.value() == null ? "empty (null)" : scalar.kind() + " '" + scalar.shown() + "'";
    }
}
