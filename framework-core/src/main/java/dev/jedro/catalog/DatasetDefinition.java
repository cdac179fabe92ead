package dev.jedro.catalog;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigScalar;
import dev.jedro.config.ConfigText;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
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

    static DatasetDefinition of(String name, Place place, Optional<String> pattern, ConfigMap entry) {
        String type = entry.get("type").map(Object::toString).orElse("");
        return new DatasetDefinition(name, type, place, pattern, entry);
    }

    /** The path of its file as written; empty if it has none. */
    public Optional<String> filepath() {
        return text("filepath");
    }

    /** The path as written of what it stands for on disk: that of its file, or the option {@code path} of a type that has a folder; empty if it has neither. */
    public Optional<String> location() {
        return filepath().or(() -> text("path"));
    }

    /** The names of the credentials that it is given, at any depth, sorted; never their values. */
    public List<String> credentialNames() {
        return List.copyOf(Credentials.names(entry));
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

    /** The options of its type for people and programs to look at, in plain Java values, secrets masked. */
    public Map<String, Object> shownOptions() {
        return shown(entry.without(CORE_KEYS));
    }

    /** What it notes for tools, in plain Java values, secrets masked; empty if it notes nothing. */
    public Map<String, Object> shownMetadata() {
        return entry.get("metadata").orElse(null) instanceof ConfigMap map ? shown(map) : Map.of();
    }

    @SuppressWarnings("unchecked") // a map becomes a map
    private static Map<String, Object> shown(ConfigMap map) {
        return (Map<String, Object>) Objects.requireNonNull(ConfigText.masked(map));
    }

    /** How messages begin. */
    String subject() {
        return "Dataset '" + name + "' (" + type + ")";
    }

    /** The problem with the dataset's name before it, unless it has it already. */
    Problem named(Problem problem) {
        return problem.what().startsWith("Dataset '")
                ? problem
                : new Problem(
                        problem.code(),
                        problem.severity(),
                        subject() + ": " + problem.what(),
                        problem.where(),
                        problem.near(),
                        problem.fixes());
    }
}
