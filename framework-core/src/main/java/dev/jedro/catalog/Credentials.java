package dev.jedro.catalog;

import dev.jedro.config.ConfigList;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigScalar;
import dev.jedro.config.ConfigValue;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Puts credentials where an entry names them, at any depth: {@code credentials: warehouse}. */
final class Credentials {
    static final String KEY = "credentials";

    private final ConfigMap all;

    Credentials(ConfigMap all) {
        this.all = all;
    }

    /**
     * The entry with names replaced by what they stand for.
     *
     * @param into receives a problem for each name that is unknown
     */
    ConfigMap fill(String dataset, ConfigMap entry, Problems into) {
        ConfigMap filled = entry;
        for (String key : entry.keys()) {
            ConfigValue value = entry.get(key).orElseThrow();
            ConfigValue item = key.equals(KEY) && value instanceof ConfigScalar name
                    ? named(dataset, name, into)
                    : within(dataset, value, into);
            filled = item == value ? filled : filled.with(key, item);
        }
        return filled;
    }

    private ConfigValue within(String dataset, ConfigValue value, Problems into) {
        if (value instanceof ConfigMap map) {
            return fill(dataset, map, into);
        }
        if (value instanceof ConfigList list) {
            List<ConfigValue> items = list.items();
            List<ConfigValue> filled =
                    items.stream().map(item -> within(dataset, item, into)).toList();
            boolean same = IntStream.range(0, items.size()).allMatch(i -> items.get(i) == filled.get(i));
            return same ? list : ConfigValue.of(filled, list.place());
        }
        return value;
    }

    private ConfigValue named(String dataset, ConfigScalar name, Problems into) {
        if (name.value() == null) {
            return ConfigMap.empty(name.place());
        }
        ConfigValue found = all.get(name.text()).orElse(null);
        if (found instanceof ConfigScalar single) {
            return ConfigMap.of(Map.of("value", single), single.place());
        }
        if (found != null) {
            return found;
        }
        if (!NamePattern.isPattern(name.text())) {
            List<String> near = NearNames.of(name.text(), all.keys());
            into.add(Problem.error(
                            CatalogCode.NO_CREDENTIALS,
                            "Dataset '" + dataset + "' names the credentials '" + name.shown()
                                    + "', which do not exist")
                    .at(name.place())
                    .near(near.stream()
                            .map(key -> key + " (" + all.keyPlace(key) + ")")
                            .toList())
                    .fix(
                            near.isEmpty()
                                    ? "add '" + name.shown() + "' to conf/local/credentials.yml"
                                    : "write 'credentials: " + near.get(0) + "', or add '" + name.shown()
                                            + "' to conf/local/credentials.yml"));
        }
        return ConfigMap.empty(name.place());
    }

    /** The names that a value refers to, sorted. */
    static SortedSet<String> names(ConfigValue value) {
        SortedSet<String> names = new TreeSet<>();
        collect(value, names);
        return names;
    }

    private static void collect(ConfigValue value, Set<String> into) {
        if (value instanceof ConfigMap map) {
            for (String key : map.keys()) {
                ConfigValue item = map.get(key).orElseThrow();
                if (key.equals(KEY) && item instanceof ConfigScalar name) {
                    into.add(name.text());
                } else {
                    collect(item, into);
                }
            }
        } else if (value instanceof ConfigList list) {
            list.items().forEach(item -> collect(item, into));
        }
    }

    /** What an entry whose credentials are filled was given. */
    static ConfigMap of(ConfigMap filled, Place place) {
        return filled.get(KEY).orElse(null) instanceof ConfigMap map ? map : ConfigMap.empty(place);
    }
}
