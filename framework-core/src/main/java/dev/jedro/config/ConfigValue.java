package dev.jedro.config;

import dev.jedro.problem.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of the configuration that knows where it was written: a map, a list or a scalar. Immutable and thread-safe. Values are compared
 * by {@link #toJava()}; two values are equal only if they are the same object.
 */
public sealed interface ConfigValue permits ConfigMap, ConfigList, ConfigScalar {

    /** Where the value begins. */
    Place place();

    /**
     * The value in plain Java: {@code Map<String, Object>} in file order, {@code List<Object>}, {@code String}, {@code Long} ({@code BigInteger}
     * where that is too small), {@code Double}, {@code Boolean} or null. Not masked. Resolves all interpolations beneath.
     */
    @Nullable
    Object toJava();

    /**
     * A value made in code. Texts are taken as they are: nothing in them is interpolated.
     *
     * @param value null, a map with text keys, an iterable, a text, number, boolean, a {@link Secret} or a ConfigValue; anything else becomes
     *     its {@code toString}
     * @param place stands for all of it
     */
    static ConfigValue of(@Nullable Object value, Place place) {
        if (value instanceof ConfigValue already) {
            return already;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, ConfigEntry> entries = new LinkedHashMap<>();
            map.forEach((key, item) -> entries.put(String.valueOf(key), new ConfigEntry(place, of(item, place))));
            return new ConfigMap(place, entries);
        }
        if (value instanceof Iterable<?> items) {
            List<ConfigEntry> entries = new ArrayList<>();
            items.forEach(item -> entries.add(new ConfigEntry(place, of(item, place))));
            return new ConfigList(place, entries);
        }
        return ConfigScalar.of(value, place);
    }
}
