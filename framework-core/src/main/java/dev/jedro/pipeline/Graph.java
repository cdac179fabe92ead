package dev.jedro.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nodes in execution order and who depends on whom, by position in that order. Built in time linear in nodes and edges, apart from the
 * sort by name within a layer. Formats do not count: {@code x@a} and {@code x@b} are one dataset.
 */
final class Graph {
    private static final Comparator<Node> BY_NAME = Comparator.comparing(Node::name);

    private final List<Node> nodes;
    private final List<List<Node>> layers;
    private final List<Node> stuck;
    private final Map<String, Integer> writers;
    private final int[][] parents;
    private final int[][] children;
    private volatile @Nullable Map<String, Node> byName;

    private Graph(Layering layering) {
        layers = layering.layers();
        List<Node> ordered = new ArrayList<>();
        layers.forEach(ordered::addAll);
        nodes = Collections.unmodifiableList(ordered);
        stuck = layering.stuck();
        writers = writers(nodes);
        parents = parents(nodes, writers);
        children = children(parents);
    }

    static Graph of(Collection<Node> nodes) {
        return new Graph(Layering.of(List.copyOf(nodes)));
    }

    /** In execution order; without those in or behind a cycle. */
    List<Node> nodes() {
        return nodes;
    }

    List<List<Node>> layers() {
        return layers;
    }

    /** The nodes that can never start, since they are part of a cycle or wait for one. */
    List<Node> stuck() {
        return stuck;
    }

    /** By name without format, the position of the node that writes it. */
    @Nullable
    Integer writer(String dataset) {
        return writers.get(dataset);
    }

    int[] parents(int node) {
        return parents[node];
    }

    int[] children(int node) {
        return children[node];
    }

    Map<String, Node> byName() {
        Map<String, Node> known = byName;
        if (known == null) {
            Map<String, Node> made = new HashMap<>(nodes.size() * 2);
            nodes.forEach(node -> made.put(node.name(), node));
            known = made;
            byName = made;
        }
        return known;
    }

    static Map<String, Integer> writers(List<Node> nodes) {
        Map<String, Integer> writers = new HashMap<>(nodes.size() * 2);
        for (int i = 0; i < nodes.size(); i++) {
            for (Ref<?> output : nodes.get(i).outputs()) {
                writers.putIfAbsent(output.datasetName(), i);
            }
        }
        return writers;
    }

    /** For each node the nodes that write what it reads, each once; a node is never its own parent. */
    static int[][] parents(List<Node> nodes, Map<String, Integer> writers) {
        int[][] parents = new int[nodes.size()][];
        int[] seenBy = new int[nodes.size()];
        Arrays.fill(seenBy, -1);
        for (int i = 0; i < parents.length; i++) {
            List<Input<?>> inputs = nodes.get(i).inputs();
            int[] found = new int[inputs.size()];
            int count = 0;
            for (Input<?> input : inputs) {
                Integer writer = input instanceof Ref<?> ref ? writers.get(ref.datasetName()) : null;
                if (writer != null && writer != i && seenBy[writer] != i) {
                    seenBy[writer] = i;
                    found[count++] = writer;
                }
            }
            parents[i] = count == found.length ? found : Arrays.copyOf(found, count);
        }
        return parents;
    }

    static int[][] children(int[][] parents) {
        int[] counts = new int[parents.length];
        for (int[] of : parents) {
            for (int parent : of) {
                counts[parent]++;
            }
        }
        int[][] children = new int[parents.length][];
        for (int i = 0; i < counts.length; i++) {
            children[i] = new int[counts[i]];
        }
        for (int i = parents.length - 1; i >= 0; i--) {
            for (int parent : parents[i]) {
                children[parent][--counts[parent]] = i;
            }
        }
        return children;
    }

    private record Layering(List<List<Node>> layers, List<Node> stuck) {

        /** Takes all nodes that wait for nothing, sorted by name, then all that wait for nothing else than those, and so on. */
        static Layering of(List<Node> nodes) {
            int[][] parents = Graph.parents(nodes, Graph.writers(nodes));
            int[][] children = Graph.children(parents);
            int[] waitsFor = new int[parents.length];
            List<Integer> ready = new ArrayList<>();
            for (int i = 0; i < parents.length; i++) {
                waitsFor[i] = parents[i].length;
                if (waitsFor[i] == 0) {
                    ready.add(i);
                }
            }
            List<List<Node>> layers = new ArrayList<>();
            while (!ready.isEmpty()) {
                List<Node> layer = new ArrayList<>(ready.size());
                List<Integer> next = new ArrayList<>();
                for (int done : ready) {
                    layer.add(nodes.get(done));
                    for (int child : children[done]) {
                        if (--waitsFor[child] == 0) {
                            next.add(child);
                        }
                    }
                }
                layer.sort(BY_NAME);
                layers.add(Collections.unmodifiableList(layer));
                ready = next;
            }
            List<Node> stuck = new ArrayList<>();
            for (int i = 0; i < waitsFor.length; i++) {
                if (waitsFor[i] > 0) {
                    stuck.add(nodes.get(i));
                }
            }
            return new Layering(List.copyOf(layers), stuck);
        }
    }
}
