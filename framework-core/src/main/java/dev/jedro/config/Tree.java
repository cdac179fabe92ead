package dev.jedro.config;

import dev.jedro.problem.JedroException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the package needs to know of a tree and nobody else does. */
final class Tree {
    private Tree() {}

    /** Whether an interpolation is written in it or beneath it. */
    static boolean hasInterpolations(ConfigValue value) {
        if (value instanceof ConfigMap map) {
            return map.hasInterpolations();
        }
        return value instanceof ConfigList list ? list.hasInterpolations() : ((ConfigScalar) value).hasInterpolations();
    }

    /** How many values it has when every alias is written out; guards against files that explode. */
    static long weight(ConfigValue value) {
        if (value instanceof ConfigMap map) {
            return map.weight();
        }
        return value instanceof ConfigList list ? list.weight() : 1;
    }

    /** The same tree with every scalar a secret. */
    static ConfigValue secret(ConfigValue value) {
        if (value instanceof ConfigMap map) {
            Map<String, ConfigEntry> entries = new LinkedHashMap<>();
            map.rawEntries()
                    .forEach(
                            (key, entry) -> entries.put(key, new ConfigEntry(entry.keyPlace(), secret(entry.value()))));
            return new ConfigMap(map.place(), entries);
        }
        if (value instanceof ConfigList list) {
            List<ConfigEntry> items = new ArrayList<>();
            list.rawItems().forEach(item -> items.add(new ConfigEntry(item.keyPlace(), secret(item.value()))));
            return new ConfigList(list.place(), items);
        }
        return ((ConfigScalar) value).asSecret();
    }

    /**
     * The same tree with every scalar a secret that is one by its key or its text, at any depth; itself if there is none.
     *
     * @see SecretKeys
     */
    static ConfigValue secretByName(ConfigValue value) {
        if (!hasSecrets(value)) {
            return value; // nearly always: nothing is made anew then
        }
        if (value instanceof ConfigMap map) {
            Map<String, ConfigEntry> entries = new LinkedHashMap<>();
            map.rawEntries().forEach((key, entry) -> {
                ConfigValue raw = entry.raw();
                entries.put(key, with(entry, SecretKeys.isSecret(key, raw) ? secret(raw) : secretByName(raw)));
            });
            return new ConfigMap(map.place(), entries);
        }
        ConfigList list = (ConfigList) value;
        return new ConfigList(
                list.place(),
                list.rawItems().stream()
                        .map(item -> with(item, secretByName(item.raw())))
                        .toList());
    }

    private static boolean hasSecrets(ConfigValue value) {
        if (value instanceof ConfigMap map) {
            for (Map.Entry<String, ConfigEntry> entry : map.rawEntries().entrySet()) {
                ConfigValue raw = entry.getValue().raw();
                if (SecretKeys.isSecret(entry.getKey(), raw) || hasSecrets(raw)) {
                    return true;
                }
            }
        } else if (value instanceof ConfigList list) {
            for (ConfigEntry item : list.rawItems()) {
                if (hasSecrets(item.raw())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static ConfigEntry with(ConfigEntry entry, ConfigValue value) {
        return value == entry.raw() ? entry : new ConfigEntry(entry.keyPlace(), value);
    }

    /** What is printed of an entry: its value, or where that cannot be resolved, what is written. */
    static String shown(ConfigEntry entry) {
        try {
            return entry.value().toString();
        } catch (JedroException e) {
            return entry.raw().toString();
        }
    }
}
