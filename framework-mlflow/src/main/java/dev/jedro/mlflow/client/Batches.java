package dev.jedro.mlflow.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Cuts what is logged to requests that a server takes: so many of each kind, so many in all, so many bytes. */
final class Batches {
    private final String runId;
    private final List<JsonNode> bodies = new ArrayList<>();
    private ObjectNode body;
    private int entities;
    private int bytes;

    private Batches(String runId) {
        this.runId = runId;
        this.body = empty();
    }

    /** None for an empty batch. Parameters come first: who sees the first metric knows what made it. */
    static List<JsonNode> of(String runId, RunBatch batch) {
        Batches batches = new Batches(runId);
        new TreeMap<>(batch.params())
                .forEach((key, value) -> batches.add("params", Limits.PARAMS, Answers.pair(key, value)));
        new TreeMap<>(batch.tags()).forEach((key, value) -> batches.add("tags", Limits.TAGS, Answers.pair(key, value)));
        batch.metrics().forEach(point -> batches.add("metrics", Limits.METRICS, Answers.point(point)));
        batches.close();
        return batches.bodies;
    }

    private ObjectNode empty() {
        return ApiCaller.JSON.createObjectNode().put("run_id", runId);
    }

    private void add(String kind, int most, ObjectNode item) {
        int size = item.toString().getBytes(StandardCharsets.UTF_8).length + 1;
        if (body.path(kind).size() == most || entities == Limits.ENTITIES || bytes + size > Limits.BODY) {
            close();
        }
        ArrayNode items = body.withArray(kind);
        items.add(item);
        entities++;
        bytes += size;
    }

    private void close() {
        if (entities > 0) {
            bodies.add(body);
        }
        body = empty();
        entities = 0;
        bytes = 0;
    }
}
