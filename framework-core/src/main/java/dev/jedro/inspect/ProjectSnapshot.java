package dev.jedro.inspect;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.config.ConfigMap;
import dev.jedro.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A whole project at one moment: no values of parameters, no secrets, nothing that can be changed.
 *
 * @param project the project's name
 * @param projectClass the class that registers its pipelines
 * @param jedro the version of the framework
 * @param env the configuration environment
 * @param pipelines sorted by name, {@code __default__} among them
 * @param datasets by name, sorted: those of the catalog, and those that pipelines use beside it
 * @param patterns the catalog's patterns, in the order in which they are tried
 * @param parameters the keys of all parameters, nested ones joined by dots, sorted
 */
public record ProjectSnapshot(
        String project,
        String projectClass,
        String jedro,
        String env,
        List<PipelineSnapshot> pipelines,
        SortedMap<String, DatasetSnapshot> datasets,
        List<String> patterns,
        List<String> parameters) {

    /** @param pipelines by name */
    public static ProjectSnapshot of(
            String project,
            String projectClass,
            String jedro,
            String env,
            Map<String, Pipeline> pipelines,
            DataCatalog catalog,
            ConfigMap parameters) {
        List<PipelineSnapshot> shown = new ArrayList<>();
        Set<String> used = new TreeSet<>();
        new TreeMap<>(pipelines).forEach((name, pipeline) -> {
            shown.add(PipelineSnapshot.of(name, pipeline));
            used.addAll(pipeline.datasets());
        });
        used.removeIf(name -> name.startsWith("params:") || name.equals("parameters"));
        Set<String> names = new TreeSet<>(catalog.names());
        names.addAll(used);
        SortedMap<String, DatasetSnapshot> datasets = new TreeMap<>();
        names.forEach(name -> datasets.put(name, DatasetSnapshot.of(name, catalog, used.contains(name))));
        Set<String> keys = new TreeSet<>();
        keys(parameters, "", keys);
        return new ProjectSnapshot(
                project,
                projectClass,
                jedro,
                env,
                List.copyOf(shown),
                Collections.unmodifiableSortedMap(datasets),
                catalog.patterns().stream().map(pattern -> pattern.text()).toList(),
                List.copyOf(keys));
    }

    private static void keys(ConfigMap map, String prefix, Set<String> into) {
        for (String key : map.keys()) {
            into.add(prefix + key);
            if (map.get(key).orElse(null) instanceof ConfigMap inner) {
                keys(inner, prefix + key + ".", into);
            }
        }
    }

    /** The snapshot as JSON; its keys are the components' names in snake case. */
    public String toJson() {
        return SnapshotJson.of(this);
    }
}
