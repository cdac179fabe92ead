package dev.jedro.inspect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.jedro.problem.Place;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Writes a {@link ProjectSnapshot}; the form is a promise, so each key is written out here. */
final class SnapshotJson {
    private final JsonGenerator json;

    private SnapshotJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(ProjectSnapshot snapshot) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            new SnapshotJson(json).project(snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void project(ProjectSnapshot snapshot) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("metadata");
        json.writeStringField("project_name", snapshot.project());
        json.writeStringField("project_class", snapshot.projectClass());
        json.writeStringField("jedro_version", snapshot.jedro());
        json.writeStringField("env", snapshot.env());
        json.writeEndObject();
        json.writeArrayFieldStart("pipelines");
        for (PipelineSnapshot pipeline : snapshot.pipelines()) {
            pipeline(pipeline);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("datasets");
        for (DatasetSnapshot dataset : snapshot.datasets().values()) {
            dataset(dataset);
        }
        json.writeEndObject();
        texts("patterns", snapshot.patterns());
        texts("parameters", snapshot.parameters());
        json.writeEndObject();
    }

    private void pipeline(PipelineSnapshot pipeline) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", pipeline.name());
        json.writeArrayFieldStart("nodes");
        for (NodeSnapshot node : pipeline.nodes()) {
            json.writeStartObject();
            json.writeStringField("name", node.name());
            json.writeStringField("short_name", node.shortName());
            json.writeStringField("namespace", node.namespace());
            json.writeStringField("function", node.function());
            texts("tags", node.tags());
            texts("inputs", node.inputs());
            texts("input_types", node.inputTypes());
            texts("outputs", node.outputs());
            texts("output_types", node.outputTypes());
            place("source", Optional.of(node.source()));
            json.writeEndObject();
        }
        json.writeEndArray();
        texts("inputs", pipeline.inputs());
        texts("outputs", pipeline.outputs());
        json.writeEndObject();
    }

    private void dataset(DatasetSnapshot dataset) throws IOException {
        json.writeObjectFieldStart(dataset.name());
        json.writeStringField("type", dataset.type());
        json.writeBooleanField("persistent", dataset.persistent());
        text("filepath", dataset.filepath());
        json.writeBooleanField("versioned", dataset.versioned());
        text("layer", dataset.layer());
        text("pattern", dataset.pattern());
        place("place", dataset.place());
        texts("credentials", dataset.credentials());
        json.writeBooleanField("used", dataset.used());
        json.writeEndObject();
    }

    private void place(String field, Optional<Place> place) throws IOException {
        if (place.isPresent()) {
            json.writeObjectFieldStart(field);
            json.writeStringField("file", place.get().source());
            json.writeNumberField("line", place.get().line());
            json.writeEndObject();
        }
    }

    private void text(String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get());
        }
    }

    private void texts(String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
