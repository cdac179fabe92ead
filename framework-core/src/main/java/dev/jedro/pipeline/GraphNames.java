package dev.jedro.pipeline;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The names that a graph's nodes read and write, sorted. */
final class GraphNames {
    private GraphNames() {}

    static SortedSet<String> inputs(Graph graph) {
        SortedSet<String> inputs = new TreeSet<>();
        for (Node node : graph.nodes()) {
            for (Input<?> input : node.inputs()) {
                boolean made = input instanceof Ref<?> ref && graph.writer(ref.datasetName()) != null;
                if (!made && !(input instanceof Resource)) {
                    inputs.add(input.key());
                }
            }
        }
        return Collections.unmodifiableSortedSet(inputs);
    }

    static SortedSet<String> outputs(Graph graph) {
        Set<String> read = new HashSet<>();
        for (Node node : graph.nodes()) {
            for (Input<?> input : node.inputs()) {
                if (input instanceof Ref<?> ref) {
                    read.add(ref.datasetName());
                }
            }
        }
        SortedSet<String> outputs = new TreeSet<>();
        for (Node node : graph.nodes()) {
            for (Ref<?> output : node.outputs()) {
                if (!read.contains(output.datasetName())) {
                    outputs.add(output.name());
                }
            }
        }
        return Collections.unmodifiableSortedSet(outputs);
    }

    static SortedSet<String> datasets(Graph graph) {
        SortedSet<String> datasets = new TreeSet<>();
        for (Node node : graph.nodes()) {
            node.outputs().forEach(output -> datasets.add(output.name()));
            for (Input<?> input : node.inputs()) {
                if (!(input instanceof Resource)) {
                    datasets.add(input.key());
                }
            }
        }
        return Collections.unmodifiableSortedSet(datasets);
    }

    static SortedSet<String> parameters(Graph graph) {
        SortedSet<String> parameters = new TreeSet<>();
        for (Node node : graph.nodes()) {
            for (Input<?> input : node.inputs()) {
                if (input instanceof Param) {
                    parameters.add(input.key());
                }
            }
        }
        return Collections.unmodifiableSortedSet(parameters);
    }

    static Set<Resource<?>> resources(Graph graph) {
        Set<Resource<?>> resources = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            for (Input<?> input : node.inputs()) {
                if (input instanceof Resource<?> resource) {
                    resources.add(resource);
                }
            }
        }
        return Collections.unmodifiableSet(resources);
    }
}
