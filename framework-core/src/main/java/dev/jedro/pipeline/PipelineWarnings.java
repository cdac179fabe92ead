package dev.jedro.pipeline;

import dev.jedro.problem.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What does not hinder a run of a pipeline but will surprise its author. */
final class PipelineWarnings {
    private final Graph graph;
    private final List<Problem> warnings = new ArrayList<>();

    private PipelineWarnings(Graph graph) {
        this.graph = graph;
    }

    static List<Problem> of(Graph graph) {
        PipelineWarnings found = new PipelineWarnings(graph);
        found.dottedDatasets();
        found.interruptedNamespaces();
        return List.copyOf(found.warnings);
    }

    private void dottedDatasets() {
        Set<String> namespaces = new HashSet<>();
        graph.nodes().forEach(node -> namespaces.addAll(Namespaced.prefixes(node.namespace())));
        Map<String, Ref<?>> dotted = new TreeMap<>();
        for (Node node : graph.nodes()) {
            List<Input<?>> all = new ArrayList<>(node.outputs());
            all.addAll(node.inputs());
            for (Input<?> input : all) {
                if (input instanceof Ref<?> ref && isDotted(ref.datasetName(), namespaces)) {
                    dotted.putIfAbsent(ref.datasetName(), ref);
                }
            }
        }
        if (dotted.isEmpty()) {
            return;
        }
        Problem warning = Problem.warning(
                PipelineCode.DOTTED_DATASET,
                "Dots in dataset names are for namespaces, and no namespace accounts for those in "
                        + quoted(dotted.keySet()) + ".");
        for (Ref<?> ref : dotted.values()) {
            warning = warning.at(ref.place());
        }
        warnings.add(warning.fix("use underscores instead"));
    }

    private static boolean isDotted(String dataset, Set<String> namespaces) {
        int dot = dataset.indexOf('.');
        return dot > 0 && !namespaces.contains(dataset.substring(0, dot));
    }

    /** Level by level of nesting: only where namespaces, each taken as one step, wait for each other is a closer look needed. */
    private void interruptedNamespaces() {
        int depth = graph.nodes().stream()
                .mapToInt(node -> Namespaced.prefixes(node.namespace()).size())
                .max()
                .orElse(0);
        for (int level = 1; level <= depth; level++) {
            int at = level;
            List<NodeGroup> groups = NodeGroup.of(graph, node -> groupAt(at, node));
            Set<String> waiting = waitingForEachOther(groups);
            groups.stream()
                    .filter(group -> waiting.contains(group.name()))
                    .filter(group -> group.nodes().size() > 1)
                    .forEach(this::interrupted);
        }
    }

    /** A node that has no namespace so deep stands by itself; the space keeps it apart from a namespace of the same name. */
    private static String groupAt(int level, Node node) {
        List<String> prefixes = Namespaced.prefixes(node.namespace());
        return prefixes.size() < level ? " " + node.name() : prefixes.get(level - 1);
    }

    private static Set<String> waitingForEachOther(List<NodeGroup> groups) {
        Map<String, Integer> waitsFor = new HashMap<>();
        Map<String, List<String>> readers = new HashMap<>();
        Deque<String> ready = new ArrayDeque<>();
        for (NodeGroup group : groups) {
            waitsFor.put(group.name(), group.dependencies().size());
            group.dependencies()
                    .forEach(needed -> readers.computeIfAbsent(needed, name -> new ArrayList<>())
                            .add(group.name()));
            if (group.dependencies().isEmpty()) {
                ready.add(group.name());
            }
        }
        while (!ready.isEmpty()) {
            String done = ready.remove();
            waitsFor.remove(done);
            for (String reader : readers.getOrDefault(done, List.of())) {
                if (waitsFor.merge(reader, -1, Integer::sum) == 0) {
                    ready.add(reader);
                }
            }
        }
        return waitsFor.keySet();
    }

    private void interrupted(NodeGroup group) {
        Set<String> members = group.nodes().stream().map(Node::name).collect(Collectors.toSet());
        Set<Node> after = new HashSet<>(Slicing.select(graph, Slice.Part.FROM_NODES, members));
        List<Node> between = Slicing.select(graph, Slice.Part.TO_NODES, members).stream()
                .filter(node -> after.contains(node) && !members.contains(node.name()))
                .toList();
        if (between.isEmpty()) {
            return;
        }
        Problem warning = Problem.warning(
                PipelineCode.INTERRUPTED_NAMESPACE,
                "Namespace '" + group.name() + "' cannot run as one step: it needs "
                        + quoted(between.stream().map(Node::name).toList()) + " outside it, which in turn needs it.");
        for (Node node : between) {
            warning = warning.at(node.place());
        }
        warnings.add(warning.fix("move these nodes into the namespace, or split it in two"));
    }

    private static String quoted(Collection<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }
}
