package dev.jedro.config;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the files of a section, environment by environment. */
final class SectionReader {
    private static final String PARAMETERS = "parameters";
    private static final String CREDENTIALS = "credentials";

    private final ConfigOptions options;
    private final List<String> files;
    private final Resolvers resolvers;

    /** @param files all configuration files of the source */
    SectionReader(ConfigOptions options, List<String> files, Resolvers resolvers) {
        this.options = options;
        this.files = files;
        this.resolvers = resolvers;
    }

    /** The folders that count, from the base upwards. */
    static List<String> environments(ConfigOptions options) {
        return options.env().equals(options.names().base())
                ? List.of(options.env())
                : List.of(options.names().base(), options.env());
    }

    /** @throws dev.jedro.problem.JedroException with what is wrong in all its files */
    ConfigSection read(String name) {
        Problems problems = new Problems();
        List<ConfigMap> written = new ArrayList<>();
        ConfigMap given = options.given().get(name);
        if (given == null) {
            environments(options).forEach(env -> written.add(layer(env, name, problems)));
        } else {
            written.add(given);
        }
        problems.throwIfErrors();
        written.replaceAll(map -> withSecrets(name, map));
        List<ConfigSection.Layer> layers = new ArrayList<>();
        boolean nothing = written.stream().allMatch(ConfigMap::isEmpty);
        for (ConfigMap map : written) {
            boolean gets = name.equals(PARAMETERS) && (nothing ? layers.isEmpty() : !map.isEmpty());
            ConfigMap full = gets ? Merge.soft(map, options.runtimeParams()) : map;
            resolvers.secrets().note(full);
            ConfigMap root = new ConfigTree(name, full, resolvers).root();
            layers.add(new ConfigSection.Layer(map, gets ? root.without(givenBelow(map, layers)) : root));
        }
        return ConfigSection.of(
                name, layers, options.merge().getOrDefault(name, MergeStrategy.DESTRUCTIVE), settings(name));
    }

    /**
     * Runtime parameters of which this layer has nothing, but one below it. As in Kedro they are merged into each layer, before one replaces the other; here they would replace the whole of a parameter by the
     * little that was given of it.
     */
    private List<String> givenBelow(ConfigMap layer, List<ConfigSection.Layer> below) {
        return options.runtimeParams().keys().stream()
                .filter(key -> !layer.has(key))
                .filter(key -> below.stream().anyMatch(lower -> lower.written().has(key)))
                .toList();
    }

    /** What was set for this command alone; empty if nothing. */
    private ConfigMap settings(String name) {
        ConfigMap set = options.settings()
                .get(name)
                .filter(ConfigMap.class::isInstance)
                .map(ConfigMap.class::cast)
                .orElseGet(() -> ConfigMap.empty(options.settings().place()));
        ConfigMap full = withSecrets(name, set);
        resolvers.secrets().note(full);
        return new ConfigTree(name, full, resolvers).root();
    }

    /** Whatever is in the section of credentials is secret; elsewhere what its key or its text says to be. */
    private static ConfigMap withSecrets(String section, ConfigMap map) {
        return switch (section) {
            case CREDENTIALS -> (ConfigMap) Tree.secret(map);
            case PARAMETERS -> map; // they are the nodes' own, and may have any key
            default -> (ConfigMap) Tree.secretByName(map);
        };
    }

    /** The files of an environment that belong to a section. */
    List<String> files(String env, String section) {
        String prefix = env.isEmpty() ? "" : env + "/";
        return files.stream()
                .filter(file ->
                        file.startsWith(prefix) && ConfigFiles.belongs(file.substring(prefix.length()), section))
                .toList();
    }

    String shown(String file) {
        return options.source().shown() + "/" + file;
    }

    private ConfigMap layer(String env, String section, Problems problems) {
        List<ConfigMap> read = new ArrayList<>();
        for (String file : files(env, section)) {
            try {
                ConfigReader.read(shown(file), options.source().read(file), section.equals(CREDENTIALS), problems)
                        .ifPresent(read::add);
            } catch (IOException e) {
                problems.add(Problem.error(ConfigCode.UNREADABLE, "The file cannot be read: " + e.getMessage())
                        .at(Place.of(shown(file)))
                        .fix("check that it exists and that you may read it"));
            }
        }
        if (read.isEmpty()) {
            return ConfigMap.empty(Place.of(options.source().shown() + (env.isEmpty() ? "" : "/" + env)));
        }
        ConfigMap all = read.get(0);
        for (ConfigMap next : read.subList(1, read.size())) {
            all = section.equals(PARAMETERS)
                    ? Merge.soft(all, next, (path, first, second) -> twice(path, first, second, problems))
                    : joined(all, next, problems);
        }
        return all;
    }

    private static ConfigMap joined(ConfigMap all, ConfigMap next, Problems problems) {
        Map<String, ConfigEntry> entries = new LinkedHashMap<>(all.rawEntries());
        next.rawEntries().forEach((key, second) -> {
            ConfigEntry first = entries.put(key, second);
            if (first != null) {
                twice(key, first, second, problems);
            }
        });
        return new ConfigMap(all.place(), entries);
    }

    private static void twice(String path, ConfigEntry first, ConfigEntry second, Problems problems) {
        if (!ConfigSection.isHidden(path)) {
            problems.add(Problem.error(
                            ConfigCode.DUPLICATE_ACROSS_FILES,
                            "The key '" + path + "' is defined in two files of one environment")
                    .at(second.keyPlace())
                    .at(first.keyPlace())
                    .fix("keep one of the two, or move one to another environment"));
        }
    }
}
