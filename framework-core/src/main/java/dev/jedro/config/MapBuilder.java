package dev.jedro.config;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map while it is read: refuses a key that stands twice, and puts what {@code <<} brings beneath the map's own keys. */
final class MapBuilder {
    private final Problems problems;
    private final Map<String, ConfigEntry> own = new LinkedHashMap<>();
    private final Map<String, ConfigEntry> merged = new LinkedHashMap<>();

    MapBuilder(Problems problems) {
        this.problems = problems;
    }

    void put(String key, Place keyPlace, ConfigValue value) {
        ConfigEntry first = own.putIfAbsent(key, new ConfigEntry(keyPlace, value));
        if (first != null) {
            problems.add(Problem.error(ConfigCode.DUPLICATE_KEY, "The key '" + key + "' stands twice in one map")
                    .at(keyPlace)
                    .at(first.keyPlace())
                    .fix("keep one of the two"));
        }
    }

    /** Of several maps the first that has a key wins. */
    void merge(Place place, ConfigValue value) {
        if (value instanceof ConfigMap map) {
            map.rawEntries().forEach(merged::putIfAbsent);
        } else if (value instanceof ConfigList list) {
            list.rawItems().forEach(item -> merge(place, item.raw()));
        } else {
            problems.add(Problem.error(ConfigCode.SYNTAX, "'<<' merges maps, but is given " + Wanted.found(value))
                    .at(place)
                    .fix("write an alias of a map, such as '<<: *defaults'"));
        }
    }

    Map<String, ConfigEntry> entries() {
        if (merged.isEmpty()) {
            return own;
        }
        merged.putAll(own);
        return merged;
    }
}
