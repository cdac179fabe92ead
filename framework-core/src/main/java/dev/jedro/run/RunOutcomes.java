package dev.jedro.run;

import dev.jedro.pipeline.Node;
import dev.jedro.problem.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the nodes of one run ended, in the order in which they did. Written by the run's thread, read by others only when the process ends. */
final class RunOutcomes {
    private final Map<String, NodeOutcome> outcomes = new LinkedHashMap<>();

    synchronized void put(Node node, NodeOutcome outcome) {
        outcomes.put(node.name(), outcome);
    }

    /** Adds what failed, and how, to the lists. */
    synchronized void addFailures(List<Problem> problems, List<Throwable> errors) {
        outcomes.values().forEach(outcome -> {
            if (outcome instanceof NodeOutcome.Failed failed) {
                // Several nodes may have stumbled over the same thing.
                failed.problems().stream()
                        .filter(problem -> !problems.contains(problem))
                        .forEach(problems::add);
                errors.add(failed.error());
            }
        });
    }

    /** Whether what the node makes is there: it ran, or did not need to. */
    synchronized boolean isFinished(String node) {
        NodeOutcome outcome = outcomes.get(node);
        if (outcome instanceof NodeOutcome.Skipped skipped) {
            return skipped.reason() instanceof NodeOutcome.OutputsExist;
        }
        return outcome instanceof NodeOutcome.Ran;
    }

    /** One outcome for each of these nodes, by name, in their order; those that never came to their turn were stopped with the run. */
    synchronized Map<String, NodeOutcome> of(List<Node> nodes) {
        Map<String, NodeOutcome> ordered = new LinkedHashMap<>();
        for (Node node : nodes) {
            ordered.put(
                    node.name(),
                    outcomes.getOrDefault(node.name(), new NodeOutcome.Skipped(new NodeOutcome.RunStopped())));
        }
        return Collections.unmodifiableMap(ordered);
    }
}
