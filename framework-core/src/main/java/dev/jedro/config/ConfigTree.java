package dev.jedro.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One section of one environment: the scope in which its interpolations look for keys. */
final class ConfigTree {
    private final String section;
    private final ConfigMap root;
    private final Resolvers resolvers;

    ConfigTree(String section, ConfigMap written, Resolvers resolvers) {
        this.section = section;
        this.resolvers = resolvers;
        this.root = map(written, new Scope(this, null, ""));
    }

    /** The tree with its interpolations resolved, each when it is looked at. */
    ConfigMap root() {
        return root;
    }

    Resolvers resolvers() {
        return resolvers;
    }

    /** The section's name. */
    String section() {
        return section;
    }

    /** One for all trees of a project, as trees look into each other. */
    Object lock() {
        return resolvers;
    }

    ConfigEntry.Resolved resolve(ConfigValue written, Scope scope, String key, Trail trail) {
        if (written instanceof ConfigMap map) {
            return new ConfigEntry.Resolved(map(map, scope.inside(key)), List.of());
        }
        if (written instanceof ConfigList list) {
            return new ConfigEntry.Resolved(list(list, scope.inside(key)), List.of());
        }
        return new Evaluation((ConfigScalar) written, scope, trail).resolved();
    }

    private static ConfigMap map(ConfigMap written, Scope scope) {
        if (!written.hasInterpolations()) {
            return written;
        }
        Map<String, ConfigEntry> entries = new LinkedHashMap<>();
        written.rawEntries().forEach((key, entry) -> entries.put(key, entry.in(scope, key)));
        return new ConfigMap(written.place(), entries);
    }

    private static ConfigList list(ConfigList written, Scope scope) {
        List<ConfigEntry> items = new ArrayList<>();
        for (ConfigEntry item : written.rawItems()) {
            items.add(item.in(scope, String.valueOf(items.size())));
        }
        return new ConfigList(written.place(), items);
    }
}
