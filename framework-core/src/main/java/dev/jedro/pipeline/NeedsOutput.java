package dev.jedro.pipeline;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The last word of a node's wiring: where the function's result goes.
 *
 * @param <R> the type of the result
 */
public final class NeedsOutput<R> {
    private final NodeWork work;

    NeedsOutput(NodeWork work) {
        this.work = work;
    }

    static <R> NeedsOutput<R> source(Serializable lambda, Body body) {
        return Wiring.<R>returning(lambda, body).from(List.of());
    }

    /** Writes the whole result to one dataset. */
    public Node to(Ref<? super R> output) {
        return Node.of(work.giving(Results.WHOLE), List.of(output));
    }

    /**
     * Writes components of the result to a dataset each: {@code toParts(part(Split::train, TRAIN), part(Split::test, TEST))}.
     *
     * @param parts at least one, in the order in which they are to be saved
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only copied
    public final Node toParts(Part<? super R>... parts) {
        List<Part<?>> list = List.copyOf(Arrays.asList(parts));
        if (list.isEmpty()) {
            throw new IllegalArgumentException("no parts");
        }
        List<Ref<?>> outputs = list.stream().<Ref<?>>map(Part::output).toList();
        return Node.of(work.giving(new Results.Parts(list)), outputs);
    }
}
