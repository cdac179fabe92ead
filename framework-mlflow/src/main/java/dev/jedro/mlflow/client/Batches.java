package dev.jedro.mlflow.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Cuts what is logged to requests that a server takes: so many of each kind, so many in all, so many bytes. */
final class Batches {
    /** What stands around the texts of an item: names of its keys, signs, a number or two. */
    private static final int AROUND = 120;

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
                .forEach((key, value) ->
                        batches.add("params", Limits.PARAMS, Answers.pair(key, value), length(key) + length(value)));
        new TreeMap<>(batch.tags())
                .forEach((key, value) ->
                        batches.add("tags", Limits.TAGS, Answers.pair(key, value), length(key) + length(value)));
        batch.metrics()
                .forEach(point -> batches.add("metrics", Limits.METRICS, Answers.point(point), length(point.key())));
        batches.close();
        return batches.bodies;
    }

    private ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode().put("run_id", runId);
    }

    /** @return bytes of a text in JSON, or a few more; counted without writing it, which ten thousand metrics would feel */
    private static int length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < ' ' ? 6 : c == '"' || c == '\\' ? 2 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }
        return bytes;
    }

    private void add(String kind, int most, ObjectNode item, int texts) {
        int size = AROUND + texts;
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
