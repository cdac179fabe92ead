package dev.jedro.run;

import dev.jedro.pipeline.Input;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How to go on after a run that stopped: from the nearest nodes whose inputs are all persisted.
 *
 * @param unfinished how many nodes have not run
 * @param fromNodes where to start, sorted; empty if nothing ran, so that the same command does it
 */
public record Resume(int unfinished, List<String> fromNodes) {

    public Resume {
        fromNodes = List.copyOf(fromNodes);
    }

    /** {@code --from-nodes "a,b"}, or an empty text if the same command does it. */
    public String argument() {
        return fromNodes.isEmpty() ? "" : "--from-nodes \"" + String.join(",", fromNodes) + "\"";
    }

    /** What the log says. */
    public String text() {
        return fromNodes.isEmpty()
                ? "No nodes ran. Repeat the previous command to attempt a new run."
                : "There are " + unfinished + " nodes that have not run.\n"
                        + "You can resume the pipeline run from the nearest nodes with persisted inputs by adding the following"
                        + " argument to your previous command:\n  " + argument();
    }

    /**
     * Finds where to start again. {@code --from-nodes} runs the nodes given <b>and everything after them</b>, and each of those needs its inputs: so the
     * nodes to run are the smallest set that has the unfinished ones, every node after one of its own, and the writer of every input that is not persisted.
     *
     * @param run the nodes of the run that stopped
     * @param whole the pipeline that the run was selected from: "after" goes through its other nodes too
     * @param isFinished by name
     * @param isPersistent whether a dataset outlives the run, by name with its format
     * @return empty if no node is left, since it was a hook that failed
     */
    public static Optional<Resume> of(
            Pipeline run, Pipeline whole, Predicate<String> isFinished, Predicate<String> isPersistent) {
        List<Node> unfinished = run.nodes().stream()
                .filter(node -> !isFinished.test(node.name()))
                .toList();
        if (unfinished.isEmpty()) {
            return Optional.empty();
        }
        if (unfinished.size() == run.nodes().size()) {
            return Optional.of(new Resume(unfinished.size(), List.of()));
        }
        return Optional.of(new Resume(unfinished.size(), starts(whole, needed(run, whole, isFinished, isPersistent))));
    }

    /** The names of the nodes that run then; see {@link #of}. */
    static Set<String> needed(
            Pipeline run, Pipeline whole, Predicate<String> isFinished, Predicate<String> isPersistent) {
        Set<String> selected = new HashSet<>();
        Map<String, Node> writers = new HashMap<>();
        for (Node node : run.nodes()) {
            selected.add(node.name());
            node.outputs().forEach(output -> writers.put(output.datasetName(), node));
        }
        Map<String, List<Node>> readers = readers(whole);
        Set<String> needed = new HashSet<>();
        Set<String> passed = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        run.nodes().stream().filter(node -> !isFinished.test(node.name())).forEach(open::add);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (!passed.add(node.name())) {
                continue;
            }
            for (Ref<?> output : node.outputs()) {
                open.addAll(readers.getOrDefault(output.datasetName(), List.of()));
            }
            if (selected.contains(node.name()) && needed.add(node.name())) {
                open.addAll(writersInMemory(node, writers, isPersistent));
            }
        }
        return needed;
    }

    private static Map<String, List<Node>> readers(Pipeline whole) {
        Map<String, List<Node>> readers = new HashMap<>();
        for (Node node : whole.nodes()) {
            for (Input<?> input : node.inputs()) {
                if (input instanceof Ref<?> ref) {
                    readers.computeIfAbsent(ref.datasetName(), name -> new ArrayList<>())
                            .add(node);
                }
            }
        }
        return readers;
    }

    private static Collection<Node> writersInMemory(
            Node node, Map<String, Node> writers, Predicate<String> isPersistent) {
        List<Node> found = new ArrayList<>();
        for (Input<?> input : node.inputs()) {
            if (input instanceof Ref<?> ref && !isPersistent.test(ref.name())) {
                Node writer = writers.get(ref.datasetName());
                if (writer != null) {
                    found.add(writer);
                }
            }
        }
        return found;
    }

    /** Those of the needed nodes that come after no other of them. */
    private static List<String> starts(Pipeline whole, Set<String> needed) {
        Map<String, Node> writers = new HashMap<>();
        whole.nodes().forEach(node -> node.outputs().forEach(output -> writers.put(output.datasetName(), node)));
        Set<String> after = new HashSet<>();
        List<String> starts = new ArrayList<>();
        for (Node node : whole.nodes()) {
            boolean isAfter = node.inputs().stream()
                    .filter(Ref.class::isInstance)
                    .map(input -> writers.get(((Ref<?>) input).datasetName()))
                    .anyMatch(writer ->
                            writer != null && (after.contains(writer.name()) || needed.contains(writer.name())));
            if (isAfter) {
                after.add(node.name());
            } else if (needed.contains(node.name())) {
                starts.add(node.name());
            }
        }
        return starts.stream().sorted().toList();
    }
}
