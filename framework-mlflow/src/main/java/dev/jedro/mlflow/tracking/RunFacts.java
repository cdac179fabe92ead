package dev.jedro.mlflow.tracking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jedro.config.ConfigText;
import dev.jedro.config.ProjectConfig;
import dev.jedro.hook.RunInfo;
import dev.jedro.hook.RunScope;
import dev.jedro.mlflow.client.RunBatch;
import dev.jedro.pipeline.Input;
import dev.jedro.pipeline.Node;
import dev.jedro.problem.JedroException;
import java.util.ArrayList;
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
        ObjectNode pipeline = JsonNodeFactory.instance.objectNode();
        var list = pipeline.putArray("nodes");
        for (Node node : nodes) {
            ObjectNode one = list.addObject()
                    .put("name", node.name())
                    .put("function", node.function().displayName());
            var inputs = one.putArray("inputs");
            node.inputs().stream().map(Input::key).forEach(inputs::add);
            var outputs = one.putArray("outputs");
            node.outputs().forEach(output -> outputs.add(output.name()));
            var tags = one.putArray("tags");
            node.tags().forEach(tags::add);
        }
        return pipeline.toPrettyString() + "\n";
    }
}
