package dev.jedro.run;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.pipeline.Node;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what a run has made. Never gives what an earlier run left behind where this one should have written. */
final class OutputLookup {
    private static final String ASK = "call orThrow() on the result first: it throws what went wrong";

    private final RunPlan plan;
    private final OpenCatalog catalog;
    private final Map<String, NodeOutcome> outcomes;

    /** @param outcomes of all nodes, at the end of the run */
    OutputLookup(RunPlan plan, OpenCatalog catalog, Map<String, NodeOutcome> outcomes) {
        this.plan = plan;
        this.catalog = catalog;
        this.outcomes = outcomes;
    }

    /**
     * Loads it as the type that its node declares.
     *
     * @throws JedroException {@link RunCode#NOT_KEPT} with the reason, or what the dataset says
     */
    Object load(String name) {
        Optional<Node> writer = plan.pipeline().writerOf(name);
        if (writer.isEmpty()) {
            throw new JedroException(withOutputs(name, refused(name, "no node of the run writes it")));
        }
        Node node = writer.get();
        NodeOutcome outcome = outcomes.get(node.name());
        if (outcome instanceof NodeOutcome.Failed) {
            throw new JedroException(refused(name, "node '" + node.name() + "', which writes it, failed")
                    .fix(ASK));
        }
        if (outcome instanceof NodeOutcome.Skipped skipped && !(skipped.reason() instanceof NodeOutcome.OutputsExist)) {
            throw new JedroException(refused(
                            name,
                            "node '" + node.name() + "', which writes it, did not run: "
                                    + skipped.reason().text())
                    .fix(ASK));
        }
        for (int i = 0; i < node.outputs().size(); i++) {
            if (node.outputs().get(i).name().equals(name) && catalog.exists(name)) {
                return Streams.load(
                        catalog, name, node.outputTypes().get(i), plan.catalog().persists(name));
            }
        }
        throw new JedroException(
                withOutputs(name, refused(name, "it was in memory only, and was released after its last use"))
                        .fix("add '" + name + "' to the catalog, so that it is kept"));
    }

    private Problem withOutputs(String name, Problem problem) {
        Set<String> outputs = plan.pipeline().outputs();
        return outputs.isEmpty()
                ? problem
                : problem.near(NearNames.of(name, outputs)).fix("ask for one of: " + String.join(", ", outputs));
    }

    private static Problem refused(String name, String why) {
        return Problem.error(RunCode.NOT_KEPT, "The run has no output '" + name + "': " + why + ".");
    }
}
