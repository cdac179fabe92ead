package dev.jedro.docs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in words what a JSON Schema allows. */
final class Schemas {
    private Schemas() {}

    /** What may be written. */
    static String values(Map<?, ?> schema) {
        Set<String> words = new LinkedHashSet<>();
        collect(schema, words);
        return words.isEmpty() ? "anything" : String.join(" or ", words);
    }

    private static void collect(Map<?, ?> schema, Set<String> words) {
        if (schema.containsKey("pattern") && "\\$\\{".equals(schema.get("pattern"))) {
            return; // an interpolation, which any value may be
        }
        for (String choice : List.of("anyOf", "oneOf")) {
            if (schema.get(choice) instanceof List<?> choices) {
                choices.forEach(each -> collect((Map<?, ?>) each, words));
                return;
            }
        }
        if (schema.get("enum") instanceof List<?> values) {
            words.add(values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", ")));
            return;
        }
        List<String> types = new ArrayList<>();
        if (schema.get("type") instanceof List<?> several) {
            // A text may be written as YAML would type it, such as 1.10 or no.
            several.forEach(type -> types.add(String.valueOf(type)));
            if (types.contains("string")) {
                types.retainAll(List.of("string"));
            }
        } else if (schema.containsKey("type")) {
            types.add(String.valueOf(schema.get("type")));
        }
        types.stream()
                .map(type -> word(type, schema))
                .filter(word -> !word.isEmpty())
                .forEach(words::add);
    }

    private static String word(String type, Map<?, ?> schema) {
        return switch (type) {
            case "string" -> "text";
            case "integer" -> "whole number";
            case "number" -> "number";
            case "boolean" -> "true, false";
            case "array" -> "list" + (schema.get("items") instanceof Map<?, ?> items ? " of " + values(items) : "");
            case "object" ->
                schema.get("properties") instanceof Map<?, ?> keys && !keys.isEmpty()
                        ? "map with "
                                + keys.keySet().stream()
                                        .map(key -> "`" + key + "`")
                                        .collect(Collectors.joining(", "))
                        : "map";
            default -> "";
        };
    }

    /** What holds if nothing is written; empty if that is nothing. */
    static String usual(Map<?, ?> schema) {
        Object value = schema.get("default");
        return value == null || "".equals(value) ? "" : "`" + value + "`";
    }
}
