package dev.jedro.catalog;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigValue;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Sorts the entries of a configuration into those of one dataset, patterns, and those that are neither. */
final class CatalogReader {
    private final Credentials credentials;
    private final Function<String, Optional<Place>> replaced;
    private final Problems problems;
    private final Map<String, DatasetDefinition> entries = new LinkedHashMap<>();
    private final List<NamePattern> patterns = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();

    /**
     * @param replaced where another environment has the entry that this one takes the place of
     * @param problems receives what is wrong with an entry, which is then left out
     */
    CatalogReader(Credentials credentials, Function<String, Optional<Place>> replaced, Problems problems) {
        this.credentials = credentials;
        this.replaced = replaced;
        this.problems = problems;
    }

    /** @param catalog the entries; those whose name begins with an underscore are passed over */
    CatalogReader read(ConfigMap catalog) {
        refused.addAll(catalog.keys());
        for (String name : catalog.keys()) {
            if (!name.startsWith("_")) {
                try {
                    add(name, catalog);
                } catch (JedroException e) {
                    problems.addAll(e.problems());
                }
            }
        }
        patterns.sort(NamePattern.ORDER);
        refuseTwoCatchAlls();
        return this;
    }

    private void add(String name, ConfigMap catalog) {
        Place place = catalog.keyPlace(name);
        ConfigValue value = catalog.get(name).orElseThrow();
        if (!(value instanceof ConfigMap entry) || !entry.has("type")) {
            problems.add(notAnEntry(name, place, value));
            return;
        }
        credentials.fill(name, entry, problems);
        if (NamePattern.isPattern(name)) {
            patterns.add(new NamePattern(name, place, entry));
        } else {
            entries.put(name, DatasetDefinition.of(name, place, Optional.empty(), entry));
        }
        refused.remove(name);
    }

    private Problem notAnEntry(String name, Place place, ConfigValue value) {
        if (!(value instanceof ConfigMap)) {
            return Problem.error(CatalogCode.NOT_AN_ENTRY, "The catalog entry '" + name + "' is not a map of keys")
                    .at(place)
                    .fix("give it a type and a filepath, or name it '_" + name + "' if other entries only refer to it");
        }
        Optional<Place> lower = replaced.apply(name);
        Problem problem = Problem.error(
                        CatalogCode.NOT_AN_ENTRY,
                        "The catalog entry '" + name + "' has no 'type'"
                                + (lower.isPresent() ? ", and replaces the whole entry of the base" : ""))
                .at(place);
        if (lower.isPresent()) {
            return problem.at(lower.get())
                    .fix("repeat all keys of the entry in " + place.source() + ", 'type' among them");
        }
        return problem.fix("add 'type: …', or name it '_" + name + "' if other entries only refer to it");
    }

    private void refuseTwoCatchAlls() {
        List<NamePattern> catchAlls =
                patterns.stream().filter(NamePattern::catchAll).toList();
        if (catchAlls.size() > 1) {
            Problem problem = Problem.error(
                    CatalogCode.TWO_CATCH_ALLS,
                    "More than one pattern matches every name: "
                            + String.join(
                                    ", ",
                                    catchAlls.stream().map(NamePattern::text).toList()));
            for (NamePattern pattern : catchAlls) {
                problem = problem.at(pattern.place());
            }
            problems.add(problem.fix("keep one of them"));
        }
    }

    /** By name, in file order. */
    Map<String, DatasetDefinition> entries() {
        return entries;
    }

    /** In the order in which they are tried. */
    List<NamePattern> patterns() {
        return patterns;
    }

    /** The names that say nothing which can be used. */
    Set<String> refused() {
        return refused;
    }
}
