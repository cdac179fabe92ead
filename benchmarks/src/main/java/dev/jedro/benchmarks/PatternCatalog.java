package dev.jedro.benchmarks;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.DatasetTypes;
import dev.jedro.config.ConfigMap;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A catalog of patterns and one that matches everything, and names for them: those that Kedro was measured with. */
final class PatternCatalog {
    private PatternCatalog() {}

    static DataCatalog of(int patterns) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int k = 0; k < patterns; k++) {
            entries.put("layer" + k + ".{namespace}.{name}", csv("data/layer" + k + "/{namespace}/{name}.csv"));
        }
        entries.put("{default}", csv("data/{default}.csv"));
        Place here = Place.of("catalog.yml");
        Problems problems = new Problems();
        DataCatalog catalog =
                DataCatalog.of(ConfigMap.of(entries, here), ConfigMap.empty(here), DatasetTypes.installed(), problems);
        problems.throwIfErrors();
        return catalog;
    }

    private static Map<String, Object> csv(String filepath) {
        return Map.of("type", "Csv", "filepath", filepath);
    }

    static List<String> names(int patterns, int count) {
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add("layer" + i % patterns + ".ns" + i % 100 + ".table_" + i);
        }
        return names;
    }

    /** @return how many were found by a pattern of a layer */
    static int resolve(DataCatalog catalog, List<String> names) {
        int found = 0;
        for (String name : names) {
            String filepath = catalog.find(name).orElseThrow().filepath().orElseThrow();
            found += filepath.startsWith("data/layer") ? 1 : 0;
        }
        if (found != names.size()) {
            throw new IllegalStateException(found + " of " + names.size() + " names were found by their pattern");
        }
        return found;
    }
}
