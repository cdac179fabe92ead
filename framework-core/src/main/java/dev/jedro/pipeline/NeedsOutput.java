package dev.jedro.pipeline;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
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
        return Wiring.<R>returning(lambda, body).from();
    }

    /** Writes the whole result to one dataset. */
    public Node to(Ref<? super R> output) {
        return Node.of(work.giving(Results.WHOLE), List.of(known(output)));
    }

    /**
     * Writes components of the result to a dataset each: {@code toParts(part(Split::train, TRAIN), part(Split::test, TEST))}.
     * They are saved in this order.
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only copied
    public final Node toParts(Part<? super R> first, Part<? super R>... more) {
        List<Part<?>> parts = new ArrayList<>(1 + more.length);
        parts.add(first);
        Collections.addAll(parts, more);
        List<Ref<?>> outputs =
                parts.stream().<Ref<?>>map(part -> known(part.output())).toList();
        return Node.of(work.giving(new Results.Parts(List.copyOf(parts))), outputs);
    }

    private Ref<?> known(Ref<?> output) {
        if (output == null) {
            throw Wiring.noReference("An output of '" + work.function().displayName() + "'", work.site());
        }
        return output;
    }
}
