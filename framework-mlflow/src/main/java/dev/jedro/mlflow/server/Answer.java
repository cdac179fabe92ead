package dev.jedro.mlflow.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jedro.mlflow.store.Artifacts;
import dev.jedro.mlflow.store.DatasetInput;
import dev.jedro.mlflow.store.Experiment;
import dev.jedro.mlflow.store.LoggedModel;
import dev.jedro.mlflow.store.Metric;
import dev.jedro.mlflow.store.ModelVersion;
import dev.jedro.mlflow.store.Page;
import dev.jedro.mlflow.store.RegisteredModel;
import dev.jedro.mlflow.store.Run;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** How entities look in MLflow's JSON. */
final class Answer {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final UnaryOperator<String> uris;

    /** @param uris how the places of artifacts are shown to clients */
    Answer(UnaryOperator<String> uris) {
        this.uris = uris;
    }

    static ObjectNode empty() {
        return JSON.objectNode();
    }

    static ObjectNode of(String key, ObjectNode value) {
        return JSON.objectNode().set(key, value);
    }

    static <T> ObjectNode page(String key, Page<T> page, Function<T, ObjectNode> json) {
        ObjectNode answer = JSON.objectNode();
        answer.set(key, list(page.items(), json));
        if (!page.next().isEmpty()) {
            answer.put("next_page_token", page.next());
        }
        return answer;
    }

    static <T> ArrayNode list(List<T> items, Function<T, ObjectNode> json) {
        ArrayNode list = JSON.arrayNode();
        items.forEach(item -> list.add(json.apply(item)));
        return list;
    }

    ObjectNode experiment(Experiment experiment) {
        ObjectNode json = JSON.objectNode();
        json.put("experiment_id", experiment.id());
        json.put("name", experiment.name());
        json.put("artifact_location", uris.apply(experiment.artifactLocation()));
        json.put("lifecycle_stage", experiment.stage().text());
        json.put("last_update_time", experiment.updated());
        json.put("creation_time", experiment.created());
        json.set("tags", pairs(experiment.tags()));
        return json;
    }

    ObjectNode run(Run run) {
        ObjectNode json = of("info", info(run.info()));
        ObjectNode data = json.putObject("data");
        data.set("metrics", list(run.metrics(), Answer::metric));
        data.set("params", pairs(run.params()));
        data.set("tags", pairs(run.tags()));
        json.putObject("inputs").set("dataset_inputs", list(run.inputs(), Answer::input));
        if (!run.outputs().isEmpty()) {
            json.putObject("outputs").set("model_outputs", list(run.outputs(), Answer::output));
        }
        return json;
    }

    ObjectNode info(Run.Info info) {
        ObjectNode json = JSON.objectNode();
        json.put("run_id", info.id());
        json.put("run_uuid", info.id());
        json.put("run_name", info.name());
        json.put("experiment_id", info.experimentId());
        json.put("user_id", info.user());
        json.put("status", info.status().name());
        json.put("start_time", info.started());
        info.ended().ifPresent(ended -> json.put("end_time", ended));
        json.put("artifact_uri", uris.apply(info.artifactUri()));
        json.put("lifecycle_stage", info.stage().text());
        return json;
    }

    static ObjectNode metric(Metric metric) {
        ObjectNode json = JSON.objectNode();
        json.put("key", metric.key());
        // As protobuf does: JSON has no number for them.
        if (Double.isFinite(metric.value())) {
            json.put("value", metric.value());
        } else {
            json.put("value", String.valueOf(metric.value()));
        }
        json.put("timestamp", metric.timestamp());
        json.put("step", metric.step());
        return json;
    }

    private static ObjectNode input(DatasetInput input) {
        ObjectNode json = JSON.objectNode();
        json.set("tags", pairs(input.tags()));
        ObjectNode dataset = json.putObject("dataset");
        dataset.put("name", input.name());
        dataset.put("digest", input.digest());
        dataset.put("source_type", input.sourceType());
        dataset.put("source", input.source());
        put(dataset, "schema", input.schema());
        put(dataset, "profile", input.profile());
        return json;
    }

    private static ObjectNode output(Run.ModelOutput output) {
        return JSON.objectNode().put("model_id", output.modelId()).put("step", output.step());
    }

    ObjectNode model(RegisteredModel model) {
        ObjectNode json = JSON.objectNode();
        json.put("name", model.name());
        json.put("creation_timestamp", model.created());
        json.put("last_updated_timestamp", model.updated());
        put(json, "description", model.description());
        json.set("latest_versions", list(model.latest(), this::version));
        json.set("tags", pairs(model.tags()));
        ArrayNode aliases = json.putArray("aliases");
        model.aliases()
                .forEach((alias, version) ->
                        aliases.addObject().put("alias", alias).put("version", version));
        return json;
    }

    ObjectNode version(ModelVersion version) {
        ObjectNode json = JSON.objectNode();
        json.put("name", version.name());
        json.put("version", String.valueOf(version.version()));
        json.put("creation_timestamp", version.created());
        json.put("last_updated_timestamp", version.updated());
        json.put("user_id", version.user());
        json.put("current_stage", version.stage());
        json.put("description", version.description());
        json.put("source", uris.apply(version.source()));
        json.put("run_id", version.runId());
        json.put("status", version.status());
        put(json, "status_message", version.statusMessage());
        json.put("run_link", version.runLink());
        put(json, "model_id", version.modelId());
        json.set("tags", pairs(version.tags()));
        ArrayNode aliases = json.putArray("aliases");
        version.aliases().forEach(aliases::add);
        return json;
    }

    ObjectNode loggedModel(LoggedModel model) {
        ObjectNode json = JSON.objectNode();
        ObjectNode info = json.putObject("info");
        info.put("model_id", model.id());
        info.put("experiment_id", model.experimentId());
        info.put("name", model.name());
        info.put("creation_timestamp_ms", model.created());
        info.put("last_updated_timestamp_ms", model.updated());
        info.put("artifact_uri", uris.apply(model.artifactUri()));
        info.put("status", model.status().name());
        put(info, "model_type", model.type());
        put(info, "source_run_id", model.runId());
        put(info, "status_message", model.statusMessage());
        info.set("tags", pairs(model.tags()));
        ObjectNode data = json.putObject("data");
        data.set("params", pairs(model.params()));
        data.set("metrics", list(model.metrics(), Answer::metric));
        return json;
    }

    static ObjectNode file(Artifacts.Entry entry, String path) {
        ObjectNode json = JSON.objectNode();
        json.put("path", path);
        json.put("is_dir", entry.folder());
        if (!entry.folder()) {
            json.put("file_size", entry.size());
        }
        return json;
    }

    private static ArrayNode pairs(Map<String, String> pairs) {
        ArrayNode list = JSON.arrayNode();
        pairs.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
        return list;
    }

    /** Protobuf leaves out what is not there. */
    private static void put(ObjectNode json, String key, String value) {
        if (!value.isEmpty()) {
            json.put(key, value);
        }
    }
}
