package dev.jedro.config;

import dev.jedro.problem.SnakeCase;
import dev.jedro.problem.TypeText;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Describes what may be bound to a Java type as JSON Schema (draft 7, https://json-schema.org/draft-07), so that editors complete keys and mark mistakes. The same rules as
 * {@link Binder}'s: keys are in snake case, no key is unknown, and an interpolation may stand for any value.
 */
public final class JsonSchema {
    private static final Map<String, Object> INTERPOLATION = Map.of("type", "string", "pattern", "\\$\\{");
    private final List<Class<?>> inside = new ArrayList<>();

    private JsonSchema() {}

    /** The schema of values that are bound to a type; free for types that anything may be bound to. Plain maps, lists and values. */
    public static Map<String, Object> of(Type type) {
        return new JsonSchema().schema(type);
    }

    /** The schema of a map with exactly these keys, each of which may be an interpolation as a whole. */
    public static Map<String, Object> object(Map<String, ?> properties, Collection<String> required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", List.copyOf(required));
        }
        schema.put("patternProperties", Map.of("^<<$", Map.of()));
        schema.put("additionalProperties", false);
        return schema;
    }

    /** What fits a schema, or an interpolation that gives it later. */
    public static Map<String, Object> orInterpolation(Map<String, Object> schema) {
        Object type = schema.get("type");
        boolean text = "string".equals(type) || (type instanceof List<?> several && several.contains("string"));
        boolean free = schema.isEmpty() || (text && !schema.containsKey("enum"));
        return free ? schema : Map.of("anyOf", List.of(schema, INTERPOLATION));
    }

    private Map<String, Object> schema(Type type) {
        Class<?> raw = TypeText.raw(type);
        if (raw == Optional.class) {
            Map<String, Object> some = schema(TypeArguments.of(type, 0));
            return some.isEmpty() ? some : Map.of("anyOf", List.of(some, Map.of("type", "null")));
        }
        if (raw.isRecord() && raw != Secret.class) {
            return orInterpolation(record(type, raw));
        }
        if (raw.isInterface() && raw.isSealed() && !ConfigValue.class.isAssignableFrom(raw)) {
            return orInterpolation(sealed(raw));
        }
        if (raw == Map.class) {
            Map<String, Object> map = new LinkedHashMap<>(Map.of("type", "object"));
            map.put("additionalProperties", type instanceof Class ? Map.of() : schema(TypeArguments.of(type, 1)));
            return orInterpolation(map);
        }
        if (raw.isArray() || (Iterable.class.isAssignableFrom(raw) && !ConfigValue.class.isAssignableFrom(raw))) {
            Type item = raw.isArray() ? raw.getComponentType() : element(type);
            return raw.getName().startsWith("java.nio")
                    ? Map.of("type", "string")
                    : orInterpolation(Map.of("type", "array", "items", schema(item)));
        }
        return orInterpolation(scalar(raw));
    }

    private static Type element(Type type) {
        return type instanceof Class ? Object.class : TypeArguments.of(type, 0);
    }

    private Map<String, Object> record(Type type, Class<?> raw) {
        if (inside.contains(raw)) {
            return Map.of("type", "object"); // a record within itself: deeper levels are free
        }
        inside.add(raw);
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordShape.Slot slot : RecordShape.of(raw).slots()) {
            properties.put(slot.key(), property(slot, TypeArguments.resolve(slot.type(), type, raw)));
            if (!slot.optional()) {
                required.add(slot.key());
            }
        }
        inside.remove(raw);
        return object(properties, required);
    }

    private Map<String, Object> property(RecordShape.Slot slot, Type type) {
        Map<String, Object> schema = schema(type);
        Object fallback = slot.fallback();
        boolean plain = fallback instanceof Number || fallback instanceof Boolean || fallback instanceof String;
        if (!plain) {
            return schema;
        }
        Map<String, Object> withDefault = new LinkedHashMap<>(schema);
        withDefault.put("default", fallback);
        return withDefault;
    }

    private Map<String, Object> sealed(Class<?> type) {
        List<Object> choices = new ArrayList<>();
        for (Class<?> choice : type.getPermittedSubclasses()) {
            Map<String, Object> one = new LinkedHashMap<>(record(choice, choice));
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("type", Map.of("const", SnakeCase.of(choice.getSimpleName())));
            ((Map<?, ?>) one.getOrDefault("properties", Map.of()))
                    .forEach((key, value) -> properties.put(String.valueOf(key), value));
            one.put("properties", properties);
            choices.add(one);
        }
        return Map.of("oneOf", choices);
    }

    private static Map<String, Object> scalar(Class<?> raw) {
        if (raw.isEnum()) {
            return Map.of(
                    "enum",
                    Arrays.stream(raw.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                            .toList());
        }
        return switch (Wanted.of(raw)) {
            case "a whole number" -> Map.of("type", "integer");
            case "a number" -> Map.of("type", "number");
            case "true or false" -> Map.of("type", "boolean");
            case "a map of keys" -> Map.of("type", "object");
            case "a list" -> Map.of("type", "array");
            default -> raw == Object.class || ConfigValue.class.isAssignableFrom(raw) ? Map.of() : text(raw);
        };
    }

    /** YAML may type what becomes a text: {@code 2026-11-20}, {@code 1.0} and {@code true} are texts to whoever wants one. */
    private static Map<String, Object> text(Class<?> raw) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", List.of("string", "number", "boolean"));
        if (raw == Duration.class) {
            text.put("description", Wanted.of(raw));
        }
        return text;
    }
}
