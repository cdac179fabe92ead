package dev.jedro.pipeline;

import java.util.List;

/**
 * Several inputs that reach a node's function as one {@code List}, in this order. The node counts each of them as an input.
 *
 * @param <T> the type of the list's elements
 */
public final class All<T> implements In<List<T>> {
    private final List<Input<?>> inputs;

    private All(List<Input<?>> inputs) {
        this.inputs = inputs;
    }

    /** Gathers inputs: {@code node(Reports::join).from(all(NORTH, SOUTH)).to(JOINED)}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only copied
    public static <T> All<T> all(Input<? extends T>... inputs) {
        return new All<>(List.of(inputs));
    }

    /**
     * Gathers inputs, for instance made in a loop.
     *
     * @param inputs may be empty
     */
    public static <T> All<T> all(List<? extends Input<? extends T>> inputs) {
        return new All<>(List.copyOf(inputs));
    }

    List<Input<?>> inputs() {
        return inputs;
    }
}
