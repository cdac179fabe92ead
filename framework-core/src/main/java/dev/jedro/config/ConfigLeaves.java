package dev.jedro.config;

import dev.jedro.problem.Place;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of a tree that hold something else than a map, without resolving anything. */
final class ConfigLeaves {
    private ConfigLeaves() {}

    /** Path to place, in file order; an empty map is a leaf. */
    static Map<String, Place> of(ConfigMap map) {
        Map<String, Place> leaves = new LinkedHashMap<>();
        collect(map, "", leaves);
        return leaves;
    }

    private static void collect(ConfigMap map, String path, Map<String, Place> leaves) {
        map.rawEntries().forEach((key, entry) -> {
            String here = path.isEmpty() ? key : path + "." + key;
            if (entry.raw() instanceof ConfigMap inner && !inner.isEmpty()) {
                collect(inner, here, leaves);
            } else {
                leaves.put(here, entry.keyPlace());
            }
        });
    }
}
