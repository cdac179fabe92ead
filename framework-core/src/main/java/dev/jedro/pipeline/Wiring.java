package dev.jedro.pipeline;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;

/** A function on its way to becoming a node. {@code N} is what the user holds once the inputs are named. */
final class Wiring<N> {
    private static final List<Ref<?>> NO_OUTPUTS = List.of();
    private final NodeFunction function;
    private final Body body;
    private final CallSite site;
    private final Function<NodeWork, N> next;

    private Wiring(Serializable lambda, Body body, Function<NodeWork, N> next) {
        this.function = NodeFunction.of(lambda);
        this.body = body;
        this.site = CallSite.ofCaller();
        this.next = next;
    }

    static <R> Wiring<NeedsOutput<R>> returning(Serializable lambda, Body body) {
        return new Wiring<>(lambda, body, NeedsOutput::new);
    }

    static Wiring<Node> returningNothing(Serializable lambda, Body body) {
        return new Wiring<>(lambda, body, work -> Node.of(work.giving(Results.NONE), NO_OUTPUTS));
    }

    N from(List<In<?>> arguments) {
        return next.apply(new NodeWork(function, body, site, List.copyOf(arguments), Results.NONE));
    }
}
