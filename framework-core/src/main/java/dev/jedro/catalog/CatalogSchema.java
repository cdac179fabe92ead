package dev.jedro.catalog;

import dev.jedro.config.JsonSchema;
import dev.jedro.spi.DatasetType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Describes {@code catalog.yml} as JSON Schema, made from the option records of the dataset types. */
public final class CatalogSchema {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Map<String, Object>> CORE = Map.of(
            "type", TEXT,
            "filepath", TEXT,
            "versioned", Map.of("type", "boolean"),
            "cached", Map.of("type", "boolean"),
            "credentials", Map.of(),
            "layer", TEXT,
            "metadata", Map.of("type", "object"));

    private CatalogSchema() {}

    /** The schema; an entry of a type that is named by its class may have any keys. */
    public static Map<String, Object> of(DatasetTypes types) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "Datasets of a Jedro project");
        schema.put("type", "object");
        schema.put("patternProperties", Map.of("^_", Map.of()));
        schema.put("additionalProperties", entry(types));
        return schema;
    }

    private static Map<String, Object> entry(DatasetTypes types) {
        List<Object> choices = new ArrayList<>();
        for (String name : new TreeSet<>(types.names())) {
            choices.add(Map.of(
                    "if",
                    Map.of("required", List.of("type"), "properties", Map.of("type", Map.of("const", name))),
                    "then",
                    ofType(types.type(name))));
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("type", "object");
        // An entry may take its type from an anchor, which editors may not follow.
        entry.put("anyOf", List.of(Map.of("required", List.of("type")), Map.of("required", List.of("<<"))));
        entry.put(
                "properties",
                Map.of("type", Map.of("anyOf", List.of(Map.of("enum", new TreeSet<>(types.names())), TEXT))));
        entry.put("allOf", choices);
        return entry;
    }

    private static Map<String, Object> ofType(DatasetType<?> type) {
        Map<String, Object> options = JsonSchema.of(type.options());
        Map<?, ?> bound = (Map<?, ?>) ((List<?>) options.getOrDefault("anyOf", List.of(options))).get(0);
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String key : new TreeSet<>(EntryKeys.of(type).core())) {
            if (CORE.containsKey(key)) {
                properties.put(key, JsonSchema.orInterpolation(CORE.get(key)));
            }
        }
        Set<String> required = new LinkedHashSet<>();
        if (bound.get("required") instanceof List<?> keys) {
            keys.forEach(key -> required.add(String.valueOf(key)));
        }
        if (bound.get("properties") instanceof Map<?, ?> more) {
            more.forEach((key, value) -> properties.put(String.valueOf(key), value));
        }
        Map<String, Object> schema = new LinkedHashMap<>(JsonSchema.object(properties, required));
        schema.put("description", "Gives and takes " + type.javaTypes() + ".");
        return schema;
    }
}
