package dev.jedro.mlflow.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Between MLflow's JSON and our records. Numbers of 64 bits come as numbers or as texts, as protobuf likes it. */
final class Answers {
    private Answers() {}

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> item) {
        List<T> items = new ArrayList<>();
        array.forEach(node -> items.add(item.apply(node)));
        return items;
    }

    static Experiment experiment(JsonNode node) {
        return new Experiment(
                node.path("experiment_id").asText(),
                node.path("name").asText(),
                node.path("artifact_location").asText(),
                !node.path("lifecycle_stage").asText().equals("deleted"),
                map(node.path("tags")));
    }

    static TrackedRun run(JsonNode node) {
        JsonNode info = node.path("info");
        JsonNode data = node.path("data");
        Map<String, MetricPoint> metrics = new HashMap<>();
        list(data.path("metrics"), Answers::metric).forEach(point -> metrics.put(point.key(), point));
        long end = info.path("end_time").asLong(0);
        return new TrackedRun(
                info.path("run_id").asText(),
                info.path("experiment_id").asText(),
                info.path("run_name").asText(""),
                RunStatus.valueOf(info.path("status").asText("RUNNING")),
                Instant.ofEpochMilli(info.path("start_time").asLong(0)),
                end == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(end)),
                info.path("artifact_uri").asText(""),
                !info.path("lifecycle_stage").asText().equals("deleted"),
                map(data.path("params")),
                metrics,
                map(data.path("tags")));
    }

    static MetricPoint metric(JsonNode node) {
        return new MetricPoint(
                node.path("key").asText(),
                number(node.path("value")),
                Instant.ofEpochMilli(node.path("timestamp").asLong(0)),
                node.path("step").asLong(0));
    }

    private static double number(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return switch (value.asText()) {
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    static ArtifactEntry artifact(JsonNode node) {
        return new ArtifactEntry(
                node.path("path").asText(),
                node.path("is_dir").asBoolean(false),
                node.path("file_size").asLong(0));
    }

    static ModelVersion version(JsonNode node) {
        String run = node.path("run_id").asText("");
        return new ModelVersion(
                node.path("name").asText(),
                node.path("version").asText(),
                node.path("current_stage").asText("None"),
                node.path("source").asText(),
                run.isEmpty() ? Optional.empty() : Optional.of(run),
                list(node.path("aliases"), JsonNode::asText),
                map(node.path("tags")));
    }

    private static Map<String, String> map(JsonNode pairs) {
        Map<String, String> map = new HashMap<>();
        pairs.forEach(
                pair -> map.put(pair.path("key").asText(), pair.path("value").asText("")));
        return map;
    }

    static ArrayNode pairs(Map<String, String> map) {
        ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
        map.forEach((key, value) -> pairs.add(pair(key, value)));
        return pairs;
    }

    static ObjectNode pair(String key, String value) {
        return JsonNodeFactory.instance.objectNode().put("key", key).put("value", value);
    }

    static ObjectNode point(MetricPoint point) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("key", point.key());
        if (Double.isFinite(point.value())) {
            node.put("value", point.value());
        } else {
            node.put("value", String.valueOf(point.value())); // JSON has no such numbers; protobuf reads these texts
        }
        return node.put("timestamp", point.time().toEpochMilli()).put("step", point.step());
    }

    static ObjectNode input(DatasetInput input) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putArray("tags").add(pair("mlflow.data.context", input.context()));
        ObjectNode dataset = node.putObject("dataset")
                .put("name", input.name())
                .put("digest", input.digest())
                .put("source_type", input.sourceType())
                .put("source", input.source());
        input.schema().ifPresent(schema -> dataset.put("schema", schema));
        input.profile().ifPresent(profile -> dataset.put("profile", profile));
        return node;
    }
}
