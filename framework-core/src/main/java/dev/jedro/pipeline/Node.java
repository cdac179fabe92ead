package dev.jedro.pipeline;

import dev.jedro.problem.Place;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One function with its inputs and outputs named. Immutable; options return a copy.
 *
 * <p>Nodes are equal when name, function, inputs and outputs are. Nothing is checked here: a {@link Pipeline} checks all its nodes at once.
 */
public final class Node implements Piece {
    private final NodeWork work;
    private final List<Input<?>> inputs;
    private final List<Ref<?>> outputs;
    private final Labels labels;
    private @Nullable String name;

    private record Labels(
            @Nullable String given, String namespace, SortedSet<String> tags, List<Ref<?>> confirms, int retries) {
        static final Labels NONE = new Labels(null, "", Collections.emptySortedSet(), List.of(), 0);
    }

    private Node(NodeWork work, List<Input<?>> inputs, List<Ref<?>> outputs, Labels labels) {
        this.work = work;
        this.inputs = inputs;
        this.outputs = outputs;
        this.labels = labels;
    }

    static Node of(NodeWork work, List<Ref<?>> outputs) {
        return new Node(work, Collections.unmodifiableList(work.inputs()), outputs, Labels.NONE);
    }

    /** Gives the node a name of its own: letters, digits, hyphens, underscores and full stops. */
    public Node named(String newName) {
        Objects.requireNonNull(newName, "newName");
        return with(new Labels(newName, labels.namespace, labels.tags, labels.confirms, labels.retries));
    }

    /** Adds tags to those the node has. */
    public Node tagged(String... more) {
        SortedSet<String> tags = new TreeSet<>(labels.tags);
        Collections.addAll(tags, more);
        return with(new Labels(
                labels.given,
                labels.namespace,
                Collections.unmodifiableSortedSet(tags),
                labels.confirms,
                labels.retries));
    }

    /** Adds datasets to confirm once this node's outputs are saved, whether or not it reads or writes them. */
    public Node confirms(Ref<?>... more) {
        List<Ref<?>> confirms = new ArrayList<>(labels.confirms);
        Collections.addAll(confirms, more);
        return with(new Labels(labels.given, labels.namespace, labels.tags, List.copyOf(confirms), labels.retries));
    }

    /**
     * Lets the runner try the function again where it throws.
     *
     * @param times how many more times; 0 for none
     */
    public Node retry(int times) {
        if (times < 0) {
            throw new IllegalArgumentException("times must not be negative: " + times);
        }
        return with(new Labels(labels.given, labels.namespace, labels.tags, labels.confirms, times));
    }

    /**
     * Lets the function fail instead of working: for tests of what a pipeline does then.
     *
     * @param cause thrown as it is, each time the function would be called
     */
    public Node failing(Exception cause) {
        return new Node(work.failing(cause), inputs, outputs, labels);
    }

    private Node with(Labels newLabels) {
        return new Node(work, inputs, outputs, newLabels);
    }

    /** A copy in a namespace around the present one, with what it reads and writes renamed. */
    Node in(String outer, Function<Input<?>, Input<?>> newInput, Function<Ref<?>, Ref<?>> newRef) {
        String namespace = outer.isEmpty() || labels.namespace.isEmpty()
                ? outer + labels.namespace
                : outer + "." + labels.namespace;
        List<Input<?>> newInputs = new ArrayList<>(inputs.size());
        inputs.forEach(input -> newInputs.add(newInput.apply(input)));
        List<Ref<?>> newOutputs = new ArrayList<>(outputs.size());
        outputs.forEach(output -> newOutputs.add(newRef.apply(output)));
        List<Ref<?>> confirms = labels.confirms.stream().<Ref<?>>map(newRef).toList();
        return new Node(
                work,
                Collections.unmodifiableList(newInputs),
                Collections.unmodifiableList(newOutputs),
                new Labels(labels.given, namespace, labels.tags, confirms, labels.retries));
    }

    /** The name with its namespace, unique in a pipeline: {@code emea.train_model}. */
    public String name() {
        String known = name;
        if (known == null) { // made late, since each option makes a node of its own
            known = labels.namespace.isEmpty() ? shortName() : labels.namespace + "." + shortName();
            name = known;
        }
        return known;
    }

    /** The name without its namespace: the one given, or made from the method's ({@code trainModel} becomes {@code train_model}). */
    public String shortName() {
        String given = labels.given;
        return given == null ? work.function().nodeName() : given;
    }

    /** The namespace, nested ones joined by dots; empty where there is none. */
    public String namespace() {
        return labels.namespace;
    }

    /** What the function reads, in the order of its arguments; the members of an {@link All} one by one. May hold one input twice. */
    public List<Input<?>> inputs() {
        return inputs;
    }

    /** What the function writes, in the order of saving; empty where it returns nothing. */
    public List<Ref<?>> outputs() {
        return outputs;
    }

    /** The type of each of {@link #inputs}, as the function declares it. */
    public List<Type> inputTypes() {
        return work.inputTypes();
    }

    /** Whether the function takes one of {@link #inputs} as a primitive, which cannot be null. */
    public boolean takesPrimitive(int input) {
        return work.takesPrimitive(input);
    }

    /** The type of each of {@link #outputs}, as the function or the record's component declares it. */
    public List<Type> outputTypes() {
        return work.results().types(work.function());
    }

    /** Sorted; empty where there are none. */
    public Set<String> tags() {
        return labels.tags;
    }

    /** Datasets to confirm once the outputs are saved. */
    public List<Ref<?>> confirms() {
        return labels.confirms;
    }

    /** How often the function may be tried again. */
    public int retries() {
        return labels.retries;
    }

    /** The line where {@code node(...)} was written. */
    public Place place() {
        return work.site().place();
    }

    /** The Java method behind the node. */
    public NodeFunction function() {
        return work.function();
    }

    boolean hasName() {
        return labels.given != null || !work.function().lambda();
    }

    boolean hasGivenName() {
        return labels.given != null;
    }

    /**
     * Calls the function.
     *
     * @param values one for each of {@link #inputs}
     * @return one value for each of {@link #outputs}; null where the function gave null
     * @throws Exception what the function throws, as it is
     */
    public List<@Nullable Object> run(List<? extends @Nullable Object> values) throws Exception {
        if (values.size() != inputs.size()) {
            throw new IllegalArgumentException("Node '" + name() + "' takes " + inputs.size() + " input(s) "
                    + keys(inputs, ", ") + ", not " + values.size() + ".");
        }
        return work.run(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Node node
                        && name().equals(node.name())
                        && inputs.equals(node.inputs)
                        && outputs.equals(node.outputs)
                        && work.function().equals(node.work.function()));
    }

    @Override
    public int hashCode() {
        return name().hashCode();
    }

    /** As logs show it: {@code train: trainModel([x_train;params:model_options]) -> [regressor]}. */
    @Override
    public String toString() {
        String prefix = labels.given == null ? "" : labels.given + ": ";
        return prefix + work.function().displayName() + "(" + keys(inputs, ";") + ") -> " + keys(outputs, ";");
    }

    private static String keys(List<? extends Input<?>> inputs, String separator) {
        return inputs.isEmpty()
                ? "None"
                : inputs.stream().map(Input::key).collect(Collectors.joining(separator, "[", "]"));
    }
}
