package dev.jedro.mlflow.tracking;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jedro.mlflow.client.DatasetInput;
import dev.jedro.mlflow.client.MetricPoint;
import dev.jedro.mlflow.client.RunBatch;
import dev.jedro.mlflow.client.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entries as lines of JSON. */
final class SpoolLines {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private SpoolLines() {}

    static JsonNode read(String line) throws IOException {
        return JSON.readTree(line);
    }

    /** @param target where the run was to be tracked */
    static ObjectNode opening(Opening opening, Optional<String> mlflowRun, String target) {
        ObjectNode line = JSON.createObjectNode()
                .put("kind", "run")
                .put("target", target)
                .put("jedro_run", opening.jedroRun())
                .put("experiment", opening.experimentName())
                .put("restore", opening.experiment().restoreIfDeleted())
                .put("name", opening.name())
                .put("start", opening.start().toEpochMilli());
        opening.experiment()
                .createExperimentKwargs()
                .artifactLocation()
                .ifPresent(place -> line.put("location", place));
        put(
                line.putObject("experiment_tags"),
                opening.experiment().createExperimentKwargs().tags());
        opening.experimentId().ifPresent(id -> line.put("experiment_id", id));
        mlflowRun.or(opening::resumed).ifPresent(id -> line.put("mlflow_run", id));
        put(line.putObject("tags"), opening.tags());
        return line;
    }

    static String target(JsonNode opening) {
        return opening.path("target").asText();
    }

    static Opening opening(JsonNode line) {
        return new Opening(
                line.path("jedro_run").asText(),
                new MlflowSettings.ExperimentSettings(
                        Optional.empty(),
                        new MlflowSettings.CreateExperiment(text(line, "location"), map(line.path("experiment_tags"))),
                        line.path("restore").asBoolean(true)),
                line.path("experiment").asText(),
                text(line, "experiment_id"),
                text(line, "mlflow_run"),
                line.path("name").asText(),
                Instant.ofEpochMilli(line.path("start").asLong()),
                map(line.path("tags")));
    }

    static ObjectNode line(Entry entry, Path root) {
        ObjectNode line = JSON.createObjectNode();
        if (entry instanceof Entry.Log log) {
            line.put("kind", "log");
            put(line.putObject("params"), log.batch().params());
            put(line.putObject("tags"), log.batch().tags());
            ArrayNode metrics = line.putArray("metrics");
            for (MetricPoint point : log.batch().metrics()) {
                metrics.addArray()
                        .add(point.key())
                        .add(String.valueOf(point.value()))
                        .add(point.time().toEpochMilli())
                        .add(point.step());
            }
        } else if (entry instanceof Entry.Inputs inputs) {
            ArrayNode list = line.put("kind", "inputs").putArray("inputs");
            for (DatasetInput input : inputs.inputs()) {
                ObjectNode node = list.addObject()
                        .put("name", input.name())
                        .put("digest", input.digest())
                        .put("source_type", input.sourceType())
                        .put("source", input.source())
                        .put("context", input.context());
                input.schema().ifPresent(schema -> node.put("schema", schema));
                input.profile().ifPresent(profile -> node.put("profile", profile));
            }
        } else if (entry instanceof Entry.Text text) {
            line.put("kind", "text").put("path", text.path()).put("text", text.text());
        } else if (entry instanceof Entry.Upload upload) {
            Path file = upload.file().toAbsolutePath().normalize();
            line.put("kind", "upload")
                    .put("path", upload.path())
                    .put("ours", upload.ours())
                    .put("file", (file.startsWith(root) ? root.relativize(file) : file).toString());
        } else if (entry instanceof Entry.Register model) {
            line.put("kind", "register").put("model", model.model()).put("path", model.path());
            model.alias().ifPresent(alias -> line.put("alias", alias));
        } else if (entry instanceof Entry.End end) {
            line.put("kind", "end")
                    .put("status", end.status().name())
                    .put("time", end.time().toEpochMilli());
        } else {
            throw new IllegalStateException("not to be kept: " + entry);
        }
        return line;
    }

    static Entry entry(JsonNode line, Path root) {
        return switch (line.path("kind").asText()) {
            case "log" -> {
                List<MetricPoint> metrics = new ArrayList<>();
                for (JsonNode point : line.path("metrics")) {
                    metrics.add(new MetricPoint(
                            point.path(0).asText(),
                            Double.parseDouble(point.path(1).asText()),
                            Instant.ofEpochMilli(point.path(2).asLong()),
                            point.path(3).asLong()));
                }
                yield new Entry.Log(new RunBatch(metrics, map(line.path("params")), map(line.path("tags"))));
            }
            case "inputs" -> {
                List<DatasetInput> inputs = new ArrayList<>();
                for (JsonNode input : line.path("inputs")) {
                    inputs.add(new DatasetInput(
                            input.path("name").asText(),
                            input.path("digest").asText(),
                            input.path("source_type").asText(),
                            input.path("source").asText(),
                            text(input, "schema"),
                            text(input, "profile"),
                            input.path("context").asText()));
                }
                yield new Entry.Inputs(inputs);
            }
            case "text" ->
                new Entry.Text(line.path("path").asText(), line.path("text").asText());
            case "upload" ->
                new Entry.Upload(
                        line.path("path").asText(),
                        root.resolve(line.path("file").asText()),
                        line.path("ours").asBoolean(false));
            case "register" ->
                new Entry.Register(
                        line.path("model").asText(), line.path("path").asText(), text(line, "alias"), version -> {});
            case "end" ->
                new Entry.End(
                        RunStatus.valueOf(line.path("status").asText()),
                        Instant.ofEpochMilli(line.path("time").asLong()));
            default -> throw new IllegalArgumentException("unknown kind");
        };
    }

    private static void put(ObjectNode node, Map<String, String> map) {
        map.forEach(node::put);
    }

    private static Map<String, String> map(JsonNode node) {
        Map<String, String> map = new LinkedHashMap<>();
        node.properties()
                .forEach(field -> map.put(field.getKey(), field.getValue().asText()));
        return map;
    }

    private static Optional<String> text(JsonNode node, String key) {
        return node.has(key) ? Optional.of(node.path(key).asText()) : Optional.empty();
    }
}
