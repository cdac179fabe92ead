package dev.jedro.pipeline;

import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the nodes that a selection means. */
final class Slicing {
    private static final int MOST_TAGS = 10;
    private final Graph graph;
    private final Problems problems = new Problems();

    private Slicing(Graph graph) {
        this.graph = graph;
    }

    /** The nodes of all parts of the slice together; a problem where there is none. */
    static List<Node> select(Graph graph, Slice slice) {
        Slicing slicing = new Slicing(graph);
        BitSet all = new BitSet();
        all.set(0, graph.nodes().size());
        for (Map.Entry<Slice.Part, Set<String>> part : slice.parts().entrySet()) {
            all.and(slicing.of(part.getKey(), part.getValue()));
        }
        slicing.problems.throwIfErrors();
        if (all.isEmpty()) {
            slicing.problems.add(slicing.nothing(slice));
            slicing.problems.throwIfErrors();
        }
        return slicing.nodes(all);
    }

    /** The nodes of one part; may be none. */
    static List<Node> select(Graph graph, Slice.Part part, Set<String> names) {
        Slicing slicing = new Slicing(graph);
        BitSet found = slicing.of(part, names);
        slicing.problems.throwIfErrors();
        return slicing.nodes(found);
    }

    private List<Node> nodes(BitSet found) {
        return found.stream().mapToObj(graph.nodes()::get).toList();
    }

    private BitSet of(Slice.Part part, Set<String> names) {
        return switch (part) {
            case NODES -> named(names);
            case FROM_NODES -> reach(named(names), graph::children);
            case TO_NODES -> reach(named(names), graph::parents);
            case FROM_INPUTS -> reach(using(names, Node::inputs), graph::children);
            case TO_OUTPUTS -> reach(using(names, Node::outputs), graph::parents);
            case TAGS -> where(node -> node.tags().stream().anyMatch(names::contains));
            case NAMESPACES -> inNamespaces(names);
        };
    }

    private BitSet named(Set<String> names) {
        for (String name : new TreeSet<>(names)) {
            if (!graph.byName().containsKey(name)) {
                problems.add(unknownNode(graph, name));
            }
        }
        return where(node -> names.contains(node.name()));
    }

    private interface Uses {
        Collection<? extends Input<?>> of(Node node);
    }

    private BitSet using(Set<String> names, Uses uses) {
        SortedSet<String> unknown = new TreeSet<>(names);
        BitSet found = new BitSet();
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            for (Input<?> input : uses.of(node)) {
                if (names.contains(input.key()) || names.contains(Ref.withoutFormat(input.key()))) {
                    found.set(i);
                }
            }
        }
        Set<String> known = GraphNames.datasets(graph);
        known.forEach(key -> unknown.removeAll(List.of(key, Ref.withoutFormat(key))));
        for (String name : unknown) {
            problems.add(unknownDataset(name, known));
        }
        return found;
    }

    private BitSet inNamespaces(Set<String> names) {
        SortedSet<String> known = new TreeSet<>();
        graph.nodes().forEach(node -> known.addAll(Namespaced.prefixes(node.namespace())));
        for (String name : new TreeSet<>(names)) {
            if (!known.contains(name)) {
                problems.add(Problem.error(
                                PipelineCode.UNKNOWN_NAMESPACE,
                                "The pipeline has no nodes in the namespace '" + name + "'.")
                        .near(NearNames.of(name, known))
                        .fix(
                                known.isEmpty()
                                        ? "drop it: no node of this pipeline has a namespace"
                                        : "use one of " + few(known)));
            }
        }
        return where(node -> Namespaced.prefixes(node.namespace()).stream().anyMatch(names::contains));
    }

    private BitSet where(Predicate<Node> wanted) {
        BitSet found = new BitSet();
        for (int i = 0; i < graph.nodes().size(); i++) {
            if (wanted.test(graph.nodes().get(i))) {
                found.set(i);
            }
        }
        return found;
    }

    private static BitSet reach(BitSet start, IntFunction<int[]> neighbours) {
        BitSet reached = (BitSet) start.clone();
        Deque<Integer> open = new ArrayDeque<>();
        start.stream().forEach(open::add);
        while (!open.isEmpty()) {
            for (int next : neighbours.apply(open.remove())) {
                if (!reached.get(next)) {
                    reached.set(next);
                    open.add(next);
                }
            }
        }
        return reached;
    }

    static Problem unknownNode(Graph graph, String name) {
        Set<String> known = graph.byName().keySet();
        List<String> near = new ArrayList<>(known.stream()
                .filter(full -> full.endsWith("." + name))
                .sorted()
                .toList());
        NearNames.of(name, known).stream()
                .filter(found -> !near.contains(found))
                .forEach(near::add);
        return Problem.error(PipelineCode.UNKNOWN_NODE, "The pipeline has no node named '" + name + "'.")
                .near(near)
                .fix(near.isEmpty() ? "list its nodes with 'jedro registry describe'" : "use '" + near.get(0) + "'");
    }

    static Problem unknownDataset(String name, Collection<String> known) {
        boolean parameter = name.startsWith(Param.PREFIX);
        List<String> near = NearNames.of(
                name,
                known.stream()
                        .filter(key -> !parameter || key.startsWith(Param.PREFIX))
                        .toList());
        return Problem.error(
                        PipelineCode.UNKNOWN_DATASET,
                        "The pipeline neither reads nor writes a dataset or parameter named '" + name + "'.")
                .near(near)
                .fix(near.isEmpty() ? "list its datasets with 'jedro catalog list'" : "use '" + near.get(0) + "'");
    }

    private Problem nothing(Slice slice) {
        if (graph.nodes().isEmpty()) {
            return Problem.error(PipelineCode.NOTHING_SELECTED, "The pipeline has no nodes.")
                    .fix("add nodes to it");
        }
        SortedSet<String> tags = new TreeSet<>();
        graph.nodes().forEach(node -> tags.addAll(node.tags()));
        List<String> unknown = slice.names(Slice.Part.TAGS).stream()
                .filter(tag -> !tags.contains(tag))
                .toList();
        List<String> near = unknown.stream()
                .flatMap(tag -> NearNames.of(tag, tags).stream())
                .distinct()
                .toList();
        Problem problem = Problem.error(
                        PipelineCode.NOTHING_SELECTED,
                        "No node of the pipeline fits all parts of the selection: " + described(slice) + ".")
                .near(near);
        if (!unknown.isEmpty()) {
            problem = problem.fix(
                    tags.isEmpty()
                            ? "leave the tags out: no node of the pipeline has one"
                            : "use a tag that its nodes have: " + enumerated(tags));
        }
        return problem.fix("drop or widen one part of the selection");
    }

    private static String enumerated(Collection<String> names) {
        String first = names.stream().limit(MOST_TAGS).collect(Collectors.joining(", "));
        return names.size() > MOST_TAGS ? first + " and " + (names.size() - MOST_TAGS) + " more" : first;
    }

    private static String described(Slice slice) {
        List<String> parts = new ArrayList<>();
        slice.parts().forEach((part, names) -> parts.add(part.words() + " " + String.join(", ", names)));
        return String.join("; ", parts);
    }

    private static String few(Collection<String> names) {
        String first = names.stream()
                .limit(5)
                .map(name -> "'" + name + "'")
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return names.size() > 5 ? first + ", …" : first;
    }
}
