package dev.jedro.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link RunEvent} as one line of JSON, and back. A codec writes one event after the other: for one thread at a time. */
final class EventCodec {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LINE_BYTES = 160;

    /** A point, nine digits and a Z. */
    private static final int FRACTION_BYTES = 11;

    // Those of every node are encoded once.
    private static final SerializedString AT = new SerializedString("at");
    private static final SerializedString EVENT = new SerializedString("event");
    private static final SerializedString NODE = new SerializedString("node");
    private static final SerializedString NODE_STARTED = new SerializedString("node_started");
    private static final SerializedString NODE_RAN = new SerializedString("node_ran");
    private static final SerializedString MILLIS = new SerializedString("millis");
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(LINE_BYTES);
    private final JsonGenerator json;
    private long second = Long.MIN_VALUE;

    /** {@code 2026-11-28T18:04:51.123456789Z}; only the fraction changes from line to line. */
    private byte[] time = {};

    private int fraction;

    EventCodec() {
        try {
            // One for all lines: to make one takes longer than to write a line.
            json = JSON.createGenerator(bytes);
            json.setRootValueSeparator(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Apart, because a run only writes, and a mapper takes long to start. */
    private static final class Reading {
        static final ObjectMapper MAPPER = new ObjectMapper();
    }

    /** The event as UTF-8 with the line end, so that it can be written at once. */
    byte[] line(RunEvent event) {
        bytes.reset();
        try {
            json.writeStartObject();
            json.writeFieldName(AT);
            writeTime(event.at());
            write(event, json);
            json.writeEndObject();
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /** As {@link Instant#toString()}, which formats date and time anew each time; most events are in the same second as the one before. */
    private void writeTime(Instant at) throws IOException {
        if (at.getEpochSecond() != second) {
            second = at.getEpochSecond();
            String whole = Instant.ofEpochSecond(second).toString();
            fraction = whole.length() - 1;
            time = Arrays.copyOf(whole.getBytes(StandardCharsets.US_ASCII), fraction + FRACTION_BYTES);
        }
        int nano = at.getNano();
        int digits = nano == 0 ? 0 : nano % 1_000_000 == 0 ? 3 : nano % 1_000 == 0 ? 6 : 9;
        int rest = nano;
        for (int i = 9; i > 0; i--) {
            time[fraction + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        int end = fraction + (digits == 0 ? 0 : digits + 1);
        time[fraction] = '.';
        time[end] = 'Z';
        json.writeRawUTF8String(time, 0, end + 1);
    }

    private static void write(RunEvent event, JsonGenerator json) throws IOException {
        if (event instanceof RunEvent.Started e) {
            json.writeStringField("event", "run_started");
            json.writeStringField("run", e.run().value());
            json.writeStringField("jedro", e.jedro());
            json.writeStringField("env", e.env());
            json.writeNumberField("process", e.process());
            json.writeStringField("process_started", e.processStarted().toString());
            texts(json, "pipelines", e.pipelines());
            texts(json, "nodes", e.nodes());
            texts(json, "parameters", e.parameters());
        } else if (event instanceof RunEvent.NodeStarted e) {
            node(json, NODE_STARTED, e.node());
        } else if (event instanceof RunEvent.Saved e) {
            node(json, new SerializedString("saved"), e.node());
            json.writeStringField("dataset", e.dataset());
            if (e.version().isPresent()) {
                json.writeStringField("version", e.version().get());
            }
        } else if (event instanceof RunEvent.NodeRan e) {
            node(json, NODE_RAN, e.node());
            json.writeFieldName(MILLIS);
            json.writeNumber(e.millis());
        } else if (event instanceof RunEvent.NodeSkipped e) {
            node(json, new SerializedString("node_skipped"), e.node());
            json.writeStringField("reason", e.reason());
        } else if (event instanceof RunEvent.NodeFailed e) {
            node(json, new SerializedString("node_failed"), e.node());
            json.writeStringField("code", e.code());
            json.writeStringField("what", e.what());
        } else if (event instanceof RunEvent.Noted e) {
            json.writeStringField("event", e.kind());
            for (Map.Entry<String, String> fact : e.facts().entrySet()) {
                json.writeStringField(fact.getKey(), fact.getValue());
            }
        } else if (event instanceof RunEvent.Ended e) {
            json.writeStringField("event", "run_ended");
            json.writeStringField("status", e.status().name());
            json.writeNumberField("millis", e.millis());
            if (e.what().isPresent()) {
                json.writeStringField("what", e.what().get());
            }
        }
    }

    private static void node(JsonGenerator json, SerializedString event, String node) throws IOException {
        json.writeFieldName(EVENT);
        json.writeString(event);
        json.writeFieldName(NODE);
        json.writeString(node);
    }

    private static void texts(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** The event of a line; empty if the line is torn or not an event. */
    static Optional<RunEvent> read(String line) {
        try {
            JsonNode json = Reading.MAPPER.readTree(line);
            return json != null && json.isObject() ? Optional.of(event(json)) : Optional.empty();
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static RunEvent event(JsonNode json) {
        Instant at = Instant.parse(text(json, "at"));
        String kind = text(json, "event");
        return switch (kind) {
            case "run_started" ->
                new RunEvent.Started(
                        at,
                        new RunId(text(json, "run")),
                        text(json, "jedro"),
                        text(json, "env"),
                        json.path("process").asLong(),
                        Instant.parse(text(json, "process_started")),
                        texts(json, "pipelines"),
                        texts(json, "nodes"),
                        texts(json, "parameters"));
            case "node_started" -> new RunEvent.NodeStarted(at, text(json, "node"));
            case "saved" ->
                new RunEvent.Saved(
                        at,
                        text(json, "node"),
                        text(json, "dataset"),
                        json.has("version") ? Optional.of(text(json, "version")) : Optional.empty());
            case "node_ran" ->
                new RunEvent.NodeRan(at, text(json, "node"), json.path("millis").asLong());
            case "node_skipped" -> new RunEvent.NodeSkipped(at, text(json, "node"), text(json, "reason"));
            case "node_failed" ->
                new RunEvent.NodeFailed(at, text(json, "node"), text(json, "code"), text(json, "what"));
            case "run_ended" ->
                new RunEvent.Ended(
                        at,
                        RunStatus.valueOf(text(json, "status")),
                        json.path("millis").asLong(),
                        json.has("what") ? Optional.of(text(json, "what")) : Optional.empty());
            default -> new RunEvent.Noted(at, kind, facts(json));
        };
    }

    private static Map<String, String> facts(JsonNode json) {
        Map<String, String> facts = new LinkedHashMap<>();
        json.properties().forEach(field -> {
            if (!field.getKey().equals("at") && !field.getKey().equals("event")) {
                facts.put(field.getKey(), field.getValue().asText());
            }
        });
        return facts;
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException("no " + field);
        }
        return value.textValue();
    }

    private static List<String> texts(JsonNode json, String field) {
        List<String> texts = new ArrayList<>();
        json.path(field).forEach(value -> texts.add(value.asText()));
        return texts;
    }
}
