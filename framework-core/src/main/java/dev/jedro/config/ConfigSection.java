package dev.jedro.config;

import dev.jedro.problem.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One section of the configuration, such as the catalog.
 *
 * @param name such as {@code catalog}
 * @param layers from the base upwards; one at least
 * @param merged what counts, without the keys that begin with {@code _}
 */
record ConfigSection(String name, List<Layer> layers, ConfigMap merged) {

    /**
     * What one environment says.
     *
     * @param written as its files have it, before runtime parameters
     * @param root resolved lazily, with runtime parameters
     */
    record Layer(ConfigMap written, ConfigMap root) {}

    /** @param settings lie over all, key by key */
    static ConfigSection of(String name, List<Layer> layers, MergeStrategy strategy, ConfigMap settings) {
        ConfigMap merged = layers.get(0).root();
        for (Layer layer : layers.subList(1, layers.size())) {
            merged = strategy == MergeStrategy.SOFT
                    ? Merge.soft(merged, layer.root())
                    : Merge.destructive(merged, layer.root());
        }
        if (settings.isEmpty()) {
            return new ConfigSection(name, List.copyOf(layers), withoutHidden(merged));
        }
        List<Layer> all = new ArrayList<>(layers);
        all.add(new Layer(settings, settings));
        return new ConfigSection(name, List.copyOf(all), withoutHidden(Merge.soft(merged, settings)));
    }

    private static ConfigMap withoutHidden(ConfigMap map) {
        List<String> hidden =
                map.keys().stream().filter(ConfigSection::isHidden).toList();
        return hidden.isEmpty() ? map : map.without(hidden);
    }

    /** Keys that are for anchors and interpolation only. */
    static boolean isHidden(String key) {
        return key.startsWith("_");
    }

    /** Where a lower environment has the same top-level key as the uppermost one that has it; empty if none does. */
    Optional<Place> lower(String key) {
        List<ConfigMap> having =
                layers.stream().map(Layer::root).filter(map -> map.has(key)).toList();
        return having.size() < 2
                ? Optional.empty()
                : Optional.of(having.get(having.size() - 2).keyPlace(key));
    }

    /** What the environments say of a path beside the value that counts, uppermost first. */
    List<Explanation.Hidden> hidden(String path, ConfigEntry counts) {
        List<Explanation.Hidden> hidden = new ArrayList<>();
        List<Place> seen = new ArrayList<>(List.of(counts.raw().place()));
        for (int i = layers.size() - 1; i >= 0; i--) {
            for (ConfigMap map : List.of(layers.get(i).root(), layers.get(i).written())) {
                ConfigEntry entry = ConfigPath.find(map, path, Trail.start());
                if (entry != null && !seen.contains(entry.raw().place())) {
                    seen.add(entry.raw().place());
                    hidden.add(new Explanation.Hidden(entry.raw(), entry.raw().place()));
                }
            }
        }
        return hidden;
    }
}
