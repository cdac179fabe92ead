package dev.jedro.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A pipeline as numbers: nodes in topological order, so that a node's number is its priority, and datasets by first appearance. Immutable once
 * made; built in time linear in nodes and edges.
 */
final class Graph {
    private static final int NOBODY = -1;
    private final List<String> datasets;
    private final int[][] children;
    private final int[] parents;
    private final int[][] reads;
    private final int[][] writes;
    private final int[] readers;
    private final BitSet kept;

    private Graph(List<String> datasets, int[][] children, int[] parents, int[][] reads, int[][] writes, BitSet kept) {
        this.datasets = datasets;
        this.children = children;
        this.parents = parents;
        this.reads = reads;
        this.writes = writes;
        this.kept = kept;
        this.readers = new int[datasets.size()];
        for (int[] read : reads) {
            for (int dataset : read) {
                readers[dataset]++;
            }
        }
    }

    /**
     * The graph of some nodes.
     *
     * @param nodes in topological order
     * @param reads the datasets that a node reads, each once
     * @param kept datasets that are never released: free inputs and outputs of the run
     * @param plain the name that makes an edge: two formats of one dataset have one plain name
     */
    static <N> Graph of(
            List<N> nodes,
            Function<N, Collection<String>> reads,
            Function<N, Collection<String>> writes,
            Set<String> kept,
            Function<String, String> plain) {
        Map<String, Integer> numbers = new HashMap<>();
        List<String> names = new ArrayList<>();
        int[][] read = new int[nodes.size()][];
        int[][] written = new int[nodes.size()][];
        Map<String, Integer> writers = new HashMap<>();
        for (int node = 0; node < nodes.size(); node++) {
            read[node] = numbers(reads.apply(nodes.get(node)), numbers, names);
            Collection<String> outputs = writes.apply(nodes.get(node));
            written[node] = numbers(outputs, numbers, names);
            for (String output : outputs) {
                writers.put(plain.apply(output), node);
            }
        }
        BitSet keptNumbers = new BitSet();
        for (String name : kept) {
            Integer number = numbers.get(name);
            if (number != null) {
                keptNumbers.set(number);
            }
        }
        int[] parents = new int[nodes.size()];
        int[][] children = edges(read, names, plain, writers, parents);
        return new Graph(names, children, parents, read, written, keptNumbers);
    }

    /** By number of the node the nodes that read what it writes; counts the parents. Loops, because they run once for each node before Java has compiled anything. */
    private static int[][] edges(
            int[][] reads,
            List<String> datasets,
            Function<String, String> plain,
            Map<String, Integer> writers,
            int[] parents) {
        int[] writerOf = new int[datasets.size()];
        for (int dataset = 0; dataset < writerOf.length; dataset++) {
            writerOf[dataset] = writers.getOrDefault(plain.apply(datasets.get(dataset)), NOBODY);
        }
        int[][] sources = new int[reads.length][];
        int[] fanOut = new int[reads.length];
        int[] seenBy = new int[reads.length];
        Arrays.fill(seenBy, NOBODY);
        for (int node = 0; node < reads.length; node++) {
            int[] found = new int[reads[node].length];
            int count = 0;
            for (int dataset : reads[node]) {
                int writer = writerOf[dataset];
                if (writer != NOBODY && seenBy[writer] != node) {
                    seenBy[writer] = node;
                    found[count++] = writer;
                    fanOut[writer]++;
                }
            }
            sources[node] = Arrays.copyOf(found, count);
            parents[node] = count;
        }
        int[][] children = new int[reads.length][];
        for (int node = 0; node < children.length; node++) {
            children[node] = new int[fanOut[node]];
        }
        int[] filled = new int[reads.length];
        for (int node = 0; node < sources.length; node++) {
            for (int source : sources[node]) {
                children[source][filled[source]++] = node;
            }
        }
        return children;
    }

    private static int[] numbers(Collection<String> wanted, Map<String, Integer> numbers, List<String> names) {
        int[] found = new int[wanted.size()];
        int i = 0;
        for (String name : wanted) {
            Integer number = numbers.get(name);
            if (number == null) {
                number = names.size();
                numbers.put(name, number);
                names.add(name);
            }
            found[i++] = number;
        }
        return found;
    }

    int size() {
        return parents.length;
    }

    /** The nodes that read something that this one writes, each once, in topological order. */
    int[] children(int node) {
        return children[node];
    }

    int parentCount(int node) {
        return parents[node];
    }

    int[] reads(int node) {
        return reads[node];
    }

    int[] writes(int node) {
        return writes[node];
    }

    /** How many nodes read each dataset; a copy that the caller counts down. */
    int[] readerCounts() {
        return readers.clone();
    }

    boolean isKept(int dataset) {
        return kept.get(dataset);
    }

    String dataset(int number) {
        return datasets.get(number);
    }
}
