package dev.jedro.run;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.pipeline.Input;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * When what nodes confirm is confirmed: as soon as the node has saved its outputs, unless going on after a later failure would read the confirmed dataset again, because what was made of it is
 * in memory only. Then it waits for the end of the run, or a run that goes on would be given nothing where this one was given something. Thread-safe.
 */
final class Confirmations {
    private final RunPlan plan;
    private final OpenCatalog catalog;
    private final Predicate<String> isKept;
    private final Queue<String> late = new ConcurrentLinkedQueue<>();

    /** @param isKept whether a dataset outlives the run, by name */
    Confirmations(RunPlan plan, OpenCatalog catalog, Predicate<String> isKept) {
        this.plan = plan;
        this.catalog = catalog;
        this.isKept = isKept;
    }

    /** @param node that has saved its outputs */
    void after(Node node) {
        for (Ref<?> confirmed : node.confirms()) {
            if (plan.data().containsKey(confirmed.name())) {
                continue; // what was handed in came from no dataset
            }
            if (mayBeReadAgain(node, confirmed)) {
                late.add(confirmed.name());
            } else {
                catalog.confirm(confirmed.name());
            }
        }
    }

    /** What has waited for the end of a run in which no node failed. */
    void atTheEnd() {
        for (String name = late.poll(); name != null; name = late.poll()) {
            catalog.confirm(name);
        }
    }

    /** What a run that failed leaves unconfirmed though its node is done, sorted. */
    List<String> left() {
        return late.stream().distinct().sorted().toList();
    }

    /** If all nodes failed but this one and those that it needs. */
    private boolean mayBeReadAgain(Node node, Ref<?> confirmed) {
        Set<String> finished = withThoseBefore(node);
        Set<String> needed = Resume.needed(plan.pipeline(), plan.whole(), finished::contains, isKept);
        return plan.pipeline().nodes().stream()
                .filter(other -> needed.contains(other.name()))
                .anyMatch(other -> reads(other, confirmed));
    }

    private static boolean reads(Node node, Ref<?> dataset) {
        return node.inputs().stream()
                .anyMatch(input ->
                        input instanceof Ref<?> ref && ref.datasetName().equals(dataset.datasetName()));
    }

    private Set<String> withThoseBefore(Node node) {
        Map<String, Node> writers = writers(plan.pipeline());
        Set<String> names = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            Node next = open.pop();
            if (names.add(next.name())) {
                for (Input<?> input : next.inputs()) {
                    Node writer = input instanceof Ref<?> ref ? writers.get(ref.datasetName()) : null;
                    if (writer != null) {
                        open.add(writer);
                    }
                }
            }
        }
        return names;
    }

    private static Map<String, Node> writers(Pipeline pipeline) {
        Map<String, Node> writers = new HashMap<>();
        pipeline.nodes().forEach(node -> node.outputs().forEach(output -> writers.put(output.datasetName(), node)));
        return writers;
    }
}
