package dev.jedro.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jedro.mlflow.store.Metric;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a call gives: the body's JSON, and for GET the query. Numbers may be written as text, as protobuf does. */
final class Params {
    private final ObjectNode json;

    Params(ObjectNode json) {
        this.json = json;
    }

    /**
     * What a query says.
     *
     * @param raw as it stands in an address; a key that comes several times gives a list
     */
    static ObjectNode query(@Nullable String raw) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (raw == null || raw.isEmpty()) {
            return json;
        }
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            JsonNode before = json.get(key);
            if (before == null) {
                json.put(key, value);
            } else if (before instanceof ArrayNode list) {
                list.add(value);
            } else {
                json.putArray(key).add(before).add(value);
            }
        }
        return json;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "BAD_REQUEST", "The query of the call is not encoded as it should be");
        }
    }

    /** @return empty text if it is not given */
    String text(String key) {
        JsonNode node = json.path(key);
        if (node.isContainerNode()) {
            throw wrong(key, node, "text");
        }
        return node.isNull() ? "" : node.asText("");
    }

    String needed(String key) {
        if (!has(key)) {
            throw Refusal.badValue("Missing value for required parameter '" + key + "'.");
        }
        return text(key);
    }

    /** A thing that MLflow 2 calls by one name, and older clients by another. */
    String needed(String key, String older) {
        return has(key) || !has(older) ? needed(key) : text(older);
    }

    boolean has(String key) {
        return json.hasNonNull(key);
    }

    OptionalLong number(String key) {
        JsonNode node = json.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return OptionalLong.empty();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return OptionalLong.of(node.longValue());
        }
        if (node.isTextual()) {
            try {
                return OptionalLong.of(Long.parseLong(node.textValue()));
            } catch (NumberFormatException e) {
                throw wrong(key, node, "a whole number");
            }
        }
        if (node.isFloatingPointNumber() && node.doubleValue() == Math.rint(node.doubleValue())) {
            return OptionalLong.of((long) node.doubleValue());
        }
        throw wrong(key, node, "a whole number");
    }

    int size(String key, int usual) {
        return (int) Math.max(
                Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number(key).orElse(usual)));
    }

    boolean flag(String key) {
        return json.path(key).asBoolean(false);
    }

    /** The whole of the parameters as a metric. */
    Metric metric(long now) {
        JsonNode value = json.path("value");
        return new Metric(
                needed("key"),
                number(value),
                number("timestamp").orElse(now),
                number("step").orElse(0));
    }

    private static double number(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        if (value.isTextual()) {
            String text = value.textValue().toLowerCase(Locale.ROOT);
            switch (text) {
                case "nan" -> {
                    return Double.NaN;
                }
                case "inf", "infinity" -> {
                    return Double.POSITIVE_INFINITY;
                }
                case "-inf", "-infinity" -> {
                    return Double.NEGATIVE_INFINITY;
                }
                default -> {
                    try {
                        return Double.parseDouble(text);
                    } catch (NumberFormatException e) {
                        // Told below.
                    }
                }
            }
        }
        throw wrong("value", value, "a number");
    }

    /** The objects of a list; none if it is not given. */
    List<Params> objects(String key) {
        List<Params> objects = new ArrayList<>();
        for (JsonNode node : list(key)) {
            if (!(node instanceof ObjectNode object)) {
                throw wrong(key, node, "a list of objects");
            }
            objects.add(new Params(object));
        }
        return objects;
    }

    Params object(String key) {
        if (json.path(key) instanceof ObjectNode object) {
            return new Params(object);
        }
        throw wrong(key, json.path(key), "an object");
    }

    /** The texts of a list; one alone counts as a list. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode node : list(key)) {
            if (node.isContainerNode()) {
                throw wrong(key, node, "a list of texts");
            }
            texts.add(node.asText());
        }
        return texts;
    }

    private Iterable<JsonNode> list(String key) {
        JsonNode node = json.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        return node instanceof ArrayNode array ? array : List.of(node);
    }

    /** A list of keys and values. One that comes twice with the same value counts once. */
    Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (Params pair : objects(key)) {
            String name = pair.needed("key");
            String before = pairs.put(name, pair.text("value"));
            if (before != null && key.equals("params")) {
                throw Refusal.badValue("Duplicate parameter keys have been submitted: " + name
                        + ". Please ensure the request contains only one param value per param key.");
            }
        }
        return pairs;
    }

    private static Refusal wrong(String key, JsonNode node, String wanted) {
        String given = node.toString();
        return Refusal.badValue("Invalid value "
                + (given.length() > 80 ? given.substring(0, 77) + "..." : given.isEmpty() ? "(none)" : given)
                + " for parameter '" + key + "': " + wanted + " is expected");
    }
}
