package dev.jedro.run;

import dev.jedro.pipeline.Input;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The nodes that {@code --only-missing-outputs} leaves: without outputs, with a persistent output that is missing, or needed in memory by one of these. */
final class MissingOutputs {
    private MissingOutputs() {}

    /** The names of the nodes that have to run. */
    static Set<String> nodesToRun(Pipeline pipeline, Predicate<String> isPersistent, Predicate<String> exists) {
        Set<String> run = new HashSet<>();
        Set<String> neededInMemory = new HashSet<>();
        List<Node> nodes = new ArrayList<>(pipeline.nodes());
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (mustRun(node, neededInMemory, isPersistent, exists)) {
                run.add(node.name());
                for (Input<?> input : node.inputs()) {
                    if (input instanceof Ref<?> ref && !isPersistent.test(ref.name())) {
                        neededInMemory.add(ref.datasetName());
                    }
                }
            }
        }
        return run;
    }

    private static boolean mustRun(
            Node node, Set<String> neededInMemory, Predicate<String> isPersistent, Predicate<String> exists) {
        if (node.outputs().isEmpty()) {
            return true;
        }
        for (Ref<?> output : node.outputs()) {
            if (neededInMemory.contains(output.datasetName())) {
                return true;
            }
            if (isPersistent.test(output.name()) && !exists.test(output.name())) {
                return true;
            }
        }
        return false;
    }
}
