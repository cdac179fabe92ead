package dev.jedro.catalog;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigScalar;
import dev.jedro.config.ConfigText;
import dev.jedro.problem.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog says about one dataset.
 *
 * @param name the dataset's name
 * @param type as written, for instance {@code Csv}
 * @param place where the entry, or the pattern it comes from, is written
 * @param pattern the pattern that the name was matched by; empty if the name itself is in the catalog
 * @param entry all its keys, with the pattern's placeholders filled
 */
public record DatasetDefinition(String name, String type, Place place, Optional<String> pattern, ConfigMap entry) {

    /** The keys that mean the same for every type; all others belong to the type's options. */
    static final List<String> CORE_KEYS =
            List.of("type", "filepath", "versioned", "cached", "credentials", "layer", "metadata", "version");

    /** The path of its file as written; empty if it has none. */
    public Optional<String> filepath() {
        return text("filepath");
    }

    /** Whether every run saves a version of its own. */
    public boolean versioned() {
        return flag("versioned");
    }

    /** Whether its data is kept in memory until its last use in a run. */
    public boolean cached() {
        return flag("cached");
    }

    /** The layer it belongs to, for pictures; written as {@code layer}, or as Kedro has it in {@code metadata.kedro-viz.layer}. */
    public Optional<String> layer() {
        return text("layer").or(() -> entry.at("metadata.kedro-viz.layer").map(Object::toString));
    }

    /** Whatever tools may want to know about it; empty if nothing is said. */
    public Map<String, @Nullable Object> metadata() {
        return entry.get("metadata").orElse(null) instanceof ConfigMap map ? map.toJava() : Map.of();
    }

    private boolean flag(String key) {
        return entry.get(key).orElse(null) instanceof ConfigScalar scalar && Boolean.TRUE.equals(scalar.value());
    }

    private Optional<String> text(String key) {
        return entry.get(key).orElse(null) instanceof ConfigScalar scalar && scalar.value() != null
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    /** The definition for people and programs to look at, in plain Java values, secrets masked. */
    public Map<String, Object> describe() {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("name", name);
        description.put("type", type);
        entry.get("filepath").ifPresent(path -> description.put("filepath", path.toString()));
        layer().ifPresent(layer -> description.put("layer", layer));
        description.put("versioned", versioned());
        description.put("place", place.toString());
        pattern.ifPresent(matched -> description.put("pattern", matched));
        description.put("options", masked(entry.without(CORE_KEYS)));
        if (!metadata().isEmpty()) {
            description.put("metadata", metadata());
        }
        return description;
    }

    private static Object masked(ConfigMap options) {
        return Objects.requireNonNull(ConfigText.masked(options));
    }
}
