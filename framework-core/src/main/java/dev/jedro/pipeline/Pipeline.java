package dev.jedro.pipeline;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of nodes whose order follows from what they read and write.
 *
 * <pre>{@code
 * Pipeline.of(
 *     node(Shop::clean).from(ORDERS).to(CLEAN_ORDERS),
 *     node(Shop::report).from(CLEAN_ORDERS).to(REPORT));
 * }</pre>
 *
 * <p>All mistakes in it are found when it is made, and reported together as a {@link JedroException}. A dataset name counts without its format:
 * {@code x@a} and {@code x@b} are one dataset. Names of parameters start with {@code params:}, and all of them together are
 * {@code parameters}. Sets of names are sorted and unmodifiable. Safe for use by several threads.
 */
public sealed class Pipeline implements Piece permits Namespaced {
    private final Supplier<Graph> source;
    private volatile @Nullable Graph graph;
    private volatile @Nullable SortedSet<String> inputs;
    private volatile @Nullable SortedSet<String> outputs;

    /** @param source makes the graph when it is first needed */
    Pipeline(Supplier<Graph> source) {
        this.source = source;
    }

    private static Pipeline ready(Graph graph) {
        Pipeline pipeline = new Pipeline(() -> graph);
        pipeline.graph = graph;
        return pipeline;
    }

    /**
     * Makes a pipeline of nodes and other pipelines. Each node may be given once; {@link #plus} lets pipelines overlap.
     *
     * @param pieces may be empty
     */
    public static Pipeline of(Piece... pieces) {
        return ofAll(Arrays.asList(pieces));
    }

    /** As {@link #of}, for pieces made elsewhere, for instance in a loop. */
    public static Pipeline ofAll(Iterable<? extends Piece> pieces) {
        List<Node> nodes = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof Node node) {
                nodes.add(node);
            } else {
                nodes.addAll(((Pipeline) piece).nodes());
            }
        }
        return ready(GraphChecks.checked(nodes));
    }

    final Graph graph() {
        Graph made = graph;
        if (made == null) {
            made = source.get();
            graph = made;
        }
        return made;
    }

    /** The nodes of both; a node in both counts once. */
    public Pipeline plus(Pipeline other) {
        Set<Node> union = new LinkedHashSet<>(nodes());
        union.addAll(other.nodes());
        return ready(GraphChecks.checked(List.copyOf(union)));
    }

    /** The nodes of this one that are not in the other. */
    public Pipeline minus(Pipeline other) {
        Set<Node> without = new HashSet<>(other.nodes());
        return only(nodes().stream().filter(node -> !without.contains(node)).toList());
    }

    /** The nodes that are in both. */
    public Pipeline and(Pipeline other) {
        Set<Node> both = new HashSet<>(other.nodes());
        return only(nodes().stream().filter(both::contains).toList());
    }

    /** A part of a pipeline breaks no rule that the whole keeps. */
    private Pipeline only(Collection<Node> some) {
        return some.size() == nodes().size() ? ready(graph()) : ready(Graph.of(some));
    }

    /**
     * The nodes in execution order: layer by layer, sorted by name inside a layer, whatever order they were given in.
     */
    public List<Node> nodes() {
        return graph().nodes();
    }

    /** The execution order in layers: a layer needs only what the layers before it write. */
    public List<List<Node>> layers() {
        return graph().layers();
    }

    /** The node of that full name; a problem with near names where there is none. */
    public Node node(String name) {
        Node node = graph().byName().get(name);
        if (node == null) {
            throw new JedroException(Slicing.unknownNode(graph(), name));
        }
        return node;
    }

    /** For each node, in execution order, the nodes that write what it reads; empty where there are none. */
    public Map<Node, Set<Node>> dependencies() {
        Graph graph = graph();
        Map<Node, Set<Node>> dependencies = new LinkedHashMap<>(nodes().size() * 2);
        for (int i = 0; i < nodes().size(); i++) {
            Set<Node> parents = new LinkedHashSet<>();
            for (int parent : graph.parents(i)) {
                parents.add(nodes().get(parent));
            }
            dependencies.put(nodes().get(i), Collections.unmodifiableSet(parents));
        }
        return Collections.unmodifiableMap(dependencies);
    }

    /** The node that writes a dataset, whatever the format; empty where none does. */
    public Optional<Node> writerOf(String dataset) {
        Integer writer = graph().writer(Ref.withoutFormat(dataset));
        return writer == null ? Optional.empty() : Optional.of(nodes().get(writer));
    }

    /** Datasets and parameters that some node reads and none writes, with their formats. */
    public SortedSet<String> inputs() {
        SortedSet<String> known = inputs;
        if (known == null) {
            known = GraphNames.inputs(graph());
            inputs = known;
        }
        return known;
    }

    /** Datasets that some node writes and none reads, with their formats. */
    public SortedSet<String> outputs() {
        SortedSet<String> known = outputs;
        if (known == null) {
            known = GraphNames.outputs(graph());
            outputs = known;
        }
        return known;
    }

    /** Everything that nodes read or write, parameters included, with formats. */
    public SortedSet<String> datasets() {
        return GraphNames.datasets(graph());
    }

    /** The parameters that nodes read: {@code params:model_options}, {@code parameters}. */
    public SortedSet<String> parameters() {
        return GraphNames.parameters(graph());
    }

    /** What the session has to provide, in order of first use. */
    public Set<Resource<?>> resources() {
        return GraphNames.resources(graph());
    }

    /** Only the nodes of these full names. */
    public Pipeline onlyNodes(String... names) {
        return part(Slice.Part.NODES, names);
    }

    /** The nodes of these full names and all that depend on them. */
    public Pipeline fromNodes(String... names) {
        return part(Slice.Part.FROM_NODES, names);
    }

    /** The nodes of these full names and all they depend on. */
    public Pipeline toNodes(String... names) {
        return part(Slice.Part.TO_NODES, names);
    }

    /** The nodes that read these datasets and all that depend on them; a name with a format means that format only. */
    public Pipeline fromInputs(String... datasets) {
        return part(Slice.Part.FROM_INPUTS, datasets);
    }

    /** The nodes that write these datasets and all they depend on; a name with a format means that format only. */
    public Pipeline toOutputs(String... datasets) {
        return part(Slice.Part.TO_OUTPUTS, datasets);
    }

    /** The nodes that have at least one of these tags; none where no node has. {@link #withTags} adds tags. */
    public Pipeline tagged(String... tags) {
        return part(Slice.Part.TAGS, tags);
    }

    /** The nodes in one of these namespaces or in one nested in it. */
    public Pipeline inNamespace(String... namespaces) {
        return part(Slice.Part.NAMESPACES, namespaces);
    }

    private Pipeline part(Slice.Part part, String... names) {
        return only(Slicing.select(graph(), part, new LinkedHashSet<>(Arrays.asList(names))));
    }

    /** The nodes that fit all parts of a selection, each taken of this whole pipeline; a problem where none does. */
    public Pipeline slice(Slice slice) {
        return only(Slicing.select(graph(), slice));
    }

    /** A copy whose nodes have these tags too. */
    public Pipeline withTags(String... tags) {
        return ready(GraphChecks.checked(
                nodes().stream().map(node -> node.tagged(tags)).toList()));
    }

    /**
     * A copy for use beside others of its kind: its nodes, datasets and parameters get the namespace as a prefix, apart from those that are
     * then bound: {@code pipeline.in("emea").bind(COMPANIES, EMEA_COMPANIES)}. All parameters together are never prefixed.
     *
     * @param namespace letters, digits, hyphens, underscores; dots nest; empty to bind without a prefix
     */
    public Namespaced in(String namespace) {
        return new Namespaced(this, namespace);
    }

    /** The nodes in larger steps, in the order in which the first nodes of each run. */
    public List<NodeGroup> groups(Grouping grouping) {
        return switch (grouping) {
            case NODE -> NodeGroup.of(graph(), Node::name);
            case NAMESPACE ->
                NodeGroup.of(
                        graph(),
                        node -> node.namespace().isEmpty()
                                ? node.name()
                                : node.namespace().split("\\.", 2)[0]);
        };
    }

    /** What does not hinder a run but will surprise: dots in names that no namespace accounts for, namespaces that cannot run as one step. */
    public List<Problem> warnings() {
        return PipelineWarnings.of(graph());
    }

    /** Inputs, names of nodes in execution order, and outputs, as text of several lines. */
    public String describe() {
        return described(Node::name);
    }

    /** As {@link #describe}, each node with its function, inputs and outputs. */
    public String describeInFull() {
        return described(Node::toString);
    }

    private String described(Function<Node, String> line) {
        String lines = nodes().stream().map(line).collect(Collectors.joining("\n"));
        return "#### Pipeline execution order ####\nInputs: " + joined(inputs()) + "\n\n" + lines + "\n\nOutputs: "
                + joined(outputs()) + "\n##################################";
    }

    private static String joined(Collection<String> names) {
        return names.isEmpty() ? "None" : String.join(", ", names);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Pipeline pipeline
                        && new HashSet<>(nodes()).equals(new HashSet<>(pipeline.nodes())));
    }

    @Override
    public final int hashCode() {
        return new HashSet<>(nodes()).hashCode();
    }

    /** The names of the nodes in execution order. */
    @Override
    public final String toString() {
        return nodes().stream().map(Node::name).collect(Collectors.joining(", ", "Pipeline[", "]"));
    }
}
