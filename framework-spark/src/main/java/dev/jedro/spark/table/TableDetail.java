package dev.jedro.spark.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code DESCRIBE DETAIL} says of a table. It is asked for as one text: a remote session that has to read lists, maps and times makes the readers of each first, which takes half a
 * second.
 *
 * @param format such as {@code delta}
 * @param description empty if it has none
 * @param location of its files; empty if the engine does not tell
 */
record TableDetail(
        String format,
        List<String> partitions,
        List<String> clusters,
        Map<String, String> properties,
        Optional<String> description,
        Optional<String> location) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param table its name for SQL */
    static TableDetail of(Engine engine, String table) {
        String text = engine.session()
                .sql("DESCRIBE DETAIL " + table)
                .select(to_json(struct(col("*")), Map.of("ignoreNullFields", "true")))
                .head()
                .getString(0);
        try {
            return of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("DESCRIBE DETAIL said: " + text, e);
        }
    }

    private static TableDetail of(JsonNode detail) {
        Map<String, String> properties = new TreeMap<>();
        detail.path("properties")
                .properties()
                .forEach(property ->
                        properties.put(property.getKey(), property.getValue().asText()));
        return new TableDetail(
                detail.path("format").asText(),
                list(detail.path("partitionColumns")),
                list(detail.path("clusteringColumns")),
                properties,
                text(detail.path("description")),
                text(detail.path("location")));
    }

    boolean isDelta() {
        return format.equalsIgnoreCase("delta");
    }

    private static List<String> list(JsonNode node) {
        List<String> list = new ArrayList<>();
        node.forEach(element -> list.add(element.asText()));
        return List.copyOf(list);
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }
}
