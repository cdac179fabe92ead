package dev.jedro.databricks;

import dev.jedro.problem.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One section of a {@code .databrickscfg}.
 *
 * @param name as written between the brackets, without blanks around it
 * @param place of its first header
 * @param entries by their key, in the file's order; may hold unknown keys
 */
record Profile(String name, Place place, Map<String, Entry> entries) {

    /** What stands after a key, which may be secret. */
    record Entry(String value, Place place) {
        @Override
        public String toString() {
            return "value at " + place;
        }
    }

    Profile {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** Empty if there is no such key, or nothing after it. */
    Optional<Entry> entry(Field field) {
        return Optional.ofNullable(entries.get(field.key())).filter(entry -> !entry.value.isEmpty());
    }
}
