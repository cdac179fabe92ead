package dev.jedro.session;

import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Knows which node of the project makes a dataset that a run found missing, and the command that runs it. */
final class Makers {
    private final ProjectState state;
    private final List<String> pipelines;

    /** @param pipelines those that run: they are looked at first */
    Makers(ProjectState state, List<String> pipelines) {
        this.state = state;
        this.pipelines = pipelines;
    }

    /** What to do about a dataset that is not there; empty if no node makes it. */
    Optional<String> fix(String dataset) {
        List<String> names = new ArrayList<>(List.of(RunRequest.DEFAULT_PIPELINE));
        names.addAll(pipelines);
        names.addAll(state.pipelines().names());
        var known = state.pipelines().all(new Problems());
        for (String name : names) {
            Pipeline pipeline = known.get(name);
            Optional<Node> writer = pipeline == null ? Optional.empty() : pipeline.writerOf(dataset);
            if (writer.isPresent()) {
                return writer.map(node -> "run node '" + node.name() + "' first, which makes it: "
                        + command(name, node, Ref.withoutFormat(dataset)));
            }
        }
        return Optional.empty();
    }

    private String command(String pipeline, Node writer, String dataset) {
        String env = state.opened().env();
        String output = writer.outputs().stream()
                .map(Ref::name)
                .filter(name -> Ref.withoutFormat(name).equals(dataset))
                .findFirst()
                .orElse(dataset);
        return "jedro run"
                + (pipeline.equals(RunRequest.DEFAULT_PIPELINE) ? "" : " --pipelines " + pipeline)
                + " --to-outputs " + output
                + (env.equals(state.config().options().names().byDefault()) ? "" : " --env " + env);
    }
}
