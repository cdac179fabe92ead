package dev.jedro.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Lays one map over another. Nothing is resolved by it. */
final class Merge {
    private Merge() {}

    /** Told of two values for one key, of which the upper will count. */
    interface Conflict {
        void between(String path, ConfigEntry lower, ConfigEntry upper);
    }

    /** Every top-level key of the upper map replaces that of the lower. */
    static ConfigMap destructive(ConfigMap lower, ConfigMap upper) {
        Map<String, ConfigEntry> entries = new LinkedHashMap<>(lower.rawEntries());
        entries.putAll(upper.rawEntries());
        return new ConfigMap(lower.place(), entries);
    }

    /** Maps are merged however deep; everything else of the upper replaces that of the lower. */
    static ConfigMap soft(ConfigMap lower, ConfigMap upper) {
        return deep(lower, upper, "", (path, below, above) -> {});
    }

    static ConfigMap soft(ConfigMap lower, ConfigMap upper, Conflict conflict) {
        return deep(lower, upper, "", conflict);
    }

    private static ConfigMap deep(ConfigMap lower, ConfigMap upper, String path, Conflict conflict) {
        Map<String, ConfigEntry> entries = new LinkedHashMap<>(lower.rawEntries());
        upper.rawEntries().forEach((key, above) -> {
            ConfigEntry below = entries.get(key);
            String here = path.isEmpty() ? key : path + "." + key;
            if (below == null) {
                entries.put(key, above);
            } else if (below.raw() instanceof ConfigMap && above.raw() instanceof ConfigMap) {
                // The value of a map is the map itself, bound to the tree in which its interpolations look.
                ConfigMap merged = deep((ConfigMap) below.value(), (ConfigMap) above.value(), here, conflict);
                entries.put(key, new ConfigEntry(below.keyPlace(), merged));
            } else {
                conflict.between(here, below, above);
                entries.put(key, above);
            }
        });
        return new ConfigMap(lower.place(), entries);
    }
}
