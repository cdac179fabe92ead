package dev.jedro.pipeline;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
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

    N from(In<?>... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] == null) {
                throw noReference("Argument " + (i + 1) + " of '" + function.displayName() + "'", site);
            }
        }
        return next.apply(new NodeWork(function, body, site, List.of(arguments), Results.NONE));
    }

    /** Java leaves a static field null until its class has come to that line, which two classes that need each other never do in time. */
    static JedroException noReference(String what, CallSite site) {
        return new JedroException(
                Problem.error(PipelineCode.NO_REFERENCE, what + " is null instead of a reference.")
                        .at(site.place())
                        .fix(
                                "keep references in a class of their own, which uses no pipeline: they are null until that class is loaded"));
    }
}
