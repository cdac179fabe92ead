package dev.jedro.cli.project;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.Format;
import dev.jedro.cli.Json;
import dev.jedro.cli.SessionOptions;
import dev.jedro.inspect.NodeSnapshot;
import dev.jedro.inspect.PipelineSnapshot;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells about one pipeline. */
@Command(name = "describe", description = "Tell a pipeline's nodes, in the order of their run.", sortOptions = false)
final class RegistryDescribeCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Parameters(
            arity = "0..1",
            paramLabel = "PIPELINE",
            description = "__default__ if not given.",
            defaultValue = "__default__")
    String name = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Format format = Format.TEXT;

    @Mixin
    SessionOptions options = new SessionOptions();

    RegistryDescribeCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        return workplace.inSession("registry describe", options, session -> {
            PipelineSnapshot pipeline = find(session, name);
            if (format == Format.JSON) {
                workplace.out().println(Json.text(whole(pipeline)));
            } else {
                text(pipeline);
            }
            return ExitCode.OK;
        });
    }

    private static PipelineSnapshot find(Session session, String name) {
        List<PipelineSnapshot> pipelines = session.snapshot().pipelines();
        List<String> names = pipelines.stream().map(PipelineSnapshot::name).toList();
        return pipelines.stream()
                .filter(pipeline -> pipeline.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new JedroException(
                        Problem.error(CliCode.UNKNOWN_NAME, "There is no pipeline named '" + name + "'.")
                                .at(Place.of("jedro registry describe"))
                                .near(NearNames.of(name, names))
                                .fix("use one of: " + String.join(", ", names))));
    }

    private void text(PipelineSnapshot pipeline) {
        workplace.out().println(pipeline.name() + ": " + count(pipeline));
        workplace.out().println("Inputs:  " + names(pipeline.inputs()));
        workplace.out().println("Outputs: " + names(pipeline.outputs()));
        workplace.out().println("Nodes:");
        List<String[]> rows = new ArrayList<>();
        for (NodeSnapshot node : pipeline.nodes()) {
            rows.add(new String[] {
                "- " + node.name(),
                names(node.inputs()) + " -> " + names(node.outputs()),
                node.source().toString()
            });
        }
        TextTable.lines(rows, -1).forEach(workplace.out()::println);
    }

    static String count(PipelineSnapshot pipeline) {
        int nodes = pipeline.nodes().size();
        return nodes + (nodes == 1 ? " node" : " nodes");
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static Map<String, Object> whole(PipelineSnapshot pipeline) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", pipeline.name());
        json.put("inputs", pipeline.inputs());
        json.put("outputs", pipeline.outputs());
        json.put(
                "nodes",
                pipeline.nodes().stream().map(RegistryDescribeCommand::node).toList());
        return json;
    }

    private static Map<String, Object> node(NodeSnapshot node) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", node.name());
        json.put("namespace", node.namespace());
        json.put("function", node.function());
        json.put("tags", node.tags());
        json.put("inputs", node.inputs());
        json.put("outputs", node.outputs());
        json.put("source", node.source().toString());
        return json;
    }
}
