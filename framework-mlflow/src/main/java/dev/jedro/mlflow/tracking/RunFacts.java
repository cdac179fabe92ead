package dev.jedro.mlflow.tracking;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jedro.config.ConfigText;
import dev.jedro.config.ProjectConfig;
import dev.jedro.hook.RunInfo;
import dev.jedro.hook.RunScope;
import dev.jedro.mlflow.client.RunBatch;
import dev.jedro.pipeline.Input;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.JedroException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What is known of a run before its first node. */
final class RunFacts {
    private RunFacts() {}

    static Map<String, String> tags(RunInfo info, String name, String command, UnaryOperator<String> mask) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("mlflow.runName", name);
        tags.put("mlflow.user", System.getProperty("user.name", "unknown"));
        tags.put("mlflow.source.name", info.project());
        tags.put("mlflow.source.type", "LOCAL");
        tags.put(Opening.RUN_TAG, info.runId());
        tags.put("jedro.version", info.jedro());
        tags.put("jedro.env", info.env());
        tags.put("jedro.pipeline", String.join(",", info.pipelines()));
        tags.put("jedro.runner", info.runner());
        tags.put("jedro.java", System.getProperty("java.version", ""));
        if (!command.isEmpty()) {
            tags.put("jedro.command", command);
        }
        info.slice().forEach((option, names) -> tags.put("jedro.slice." + option, String.join(",", names)));
        if (!info.parameters().isEmpty()) {
            tags.put("jedro.params", String.join(",", info.parameters()));
        }
        if (!info.loadVersions().isEmpty()) {
            tags.put("jedro.load_versions", info.loadVersions().toString());
        }
        tags.replaceAll((key, value) -> mask.apply(value));
        return tags;
    }

    /** What takes a moment to find out: what git says, and the pipeline and the configuration as they are for this run. */
    static List<Entry> of(RunScope run, ProjectConfig config, UnaryOperator<String> mask) {
        List<Entry> facts = new ArrayList<>();
        Map<String, String> git = GitState.of(run.info().root());
        if (!git.isEmpty()) {
            facts.add(new Entry.Log(RunBatch.tags(git)));
        }
        facts.add(new Entry.Text(
                "jedro/pipeline.json", mask.apply(pipeline(run.pipeline().nodes()))));
        for (String section : List.of("parameters", "catalog", TrackingHook.SECTION)) {
            try {
                if (!config.section(section).isEmpty()) {
                    String yaml = ConfigText.yaml(config.section(section));
                    facts.add(new Entry.Text("jedro/" + section + ".yml", mask.apply(yaml)));
                }
            } catch (JedroException e) {
                // a mistake in an entry that this run does not read; whoever reads it tells
            }
        }
        return facts;
    }

    private static String pipeline(List<Node> nodes) {
        return JsonText.indented(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("nodes");
            for (Node node : nodes) {
                json.writeStartObject();
                json.writeStringField("name", node.name());
                json.writeStringField("function", node.function().displayName());
                texts(json, "inputs", node.inputs().stream().map(Input::key).toList());
                texts(json, "outputs", node.outputs().stream().map(Ref::name).toList());
                texts(json, "tags", node.tags());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void texts(JsonGenerator json, String name, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
