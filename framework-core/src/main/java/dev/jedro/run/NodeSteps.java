package dev.jedro.run;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.pipeline.Input;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells journal, listener and log what the coordinator decides, and releases what nobody needs any more. */
final class NodeSteps implements Coordinator.Steps {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.run");
    private final List<Node> nodes;
    private final Graph graph;
    private final LiveScope scope;
    private final RunJournal journal;
    private final RunListener listener;
    private final RunOutcomes outcomes;
    private final UnaryOperator<String> redact;
    private int completed;

    /** @param nodes those that run, in topological order */
    NodeSteps(
            List<Node> nodes,
            LiveScope scope,
            RunJournal journal,
            RunListener listener,
            RunOutcomes outcomes,
            UnaryOperator<String> redact) {
        this.nodes = nodes;
        this.graph = graph(nodes, scope.pipeline());
        this.scope = scope;
        this.journal = journal;
        this.listener = listener;
        this.outcomes = outcomes;
        this.redact = redact;
    }

    /** What the whole pipeline takes from outside, and what it makes for outside, is never released. */
    private static Graph graph(List<Node> nodes, Pipeline pipeline) {
        Set<String> kept = new HashSet<>(pipeline.inputs());
        kept.addAll(pipeline.outputs());
        return Graph.of(nodes, NodeSteps::reads, NodeSteps::writes, kept, Ref::withoutFormat);
    }

    private static Set<String> reads(Node node) {
        Set<String> names = new LinkedHashSet<>();
        for (Input<?> input : node.inputs()) {
            if (input instanceof Ref<?> ref) {
                names.add(ref.name());
            }
        }
        return names;
    }

    private static List<String> writes(Node node) {
        List<String> names = new ArrayList<>(node.outputs().size());
        for (Ref<?> output : node.outputs()) {
            names.add(output.name());
        }
        return names;
    }

    Graph graph() {
        return graph;
    }

    @Override
    public void starting(int number) {
        Node node = nodes.get(number);
        journal.nodeStarted(node);
        listener.nodeStarted(node);
        scope.started(node);
    }

    @Override
    public void ended(int number, NodeOutcome outcome) {
        Node node = nodes.get(number);
        scope.ended(node);
        outcomes.put(node, outcome);
        listener.nodeEnded(node, outcome);
        journal.nodeEnded(node, outcome);
        if (outcome instanceof NodeOutcome.Ran) {
            LOG.info("Completed node: {}", node.name());
            LOG.info("Completed {} out of {} tasks", ++completed, nodes.size());
        }
    }

    /** What cannot be released costs memory, not the run. */
    @Override
    public void release(int dataset) {
        String name = graph.dataset(dataset);
        OpenCatalog catalog = scope.catalog();
        try {
            catalog.release(name);
        } catch (Exception | LinkageError | AssertionError e) {
            LOG.warn("Dataset {} could not be released: {}", name, redact.apply(e.toString()));
        }
    }
}
