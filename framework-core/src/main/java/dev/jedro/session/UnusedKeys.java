package dev.jedro.session;

import dev.jedro.config.ConfigMap;
import dev.jedro.problem.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds keys that nobody uses: a whole map where nothing in it is used, else the keys in it. */
final class UnusedKeys {
    private final TreeSet<String> used;

    /** @param used paths; whatever is at or beneath them is used */
    UnusedKeys(Set<String> used) {
        this.used = new TreeSet<>(used);
    }

    /** The paths of the unused keys with their places, in file order. */
    Map<String, Place> in(ConfigMap map) {
        Map<String, Place> unused = new LinkedHashMap<>();
        collect(map, "", unused);
        return unused;
    }

    private void collect(ConfigMap map, String prefix, Map<String, Place> into) {
        for (String key : map.keys()) {
            String path = prefix + key;
            if (used.contains(path)) {
                continue;
            }
            String beneath = used.ceiling(path + ".");
            boolean partly = beneath != null && beneath.startsWith(path + ".");
            if (partly && map.get(key).orElse(null) instanceof ConfigMap inner) {
                collect(inner, path + ".", into);
            } else if (!partly) {
                into.put(path, map.keyPlace(key));
            }
        }
    }
}
