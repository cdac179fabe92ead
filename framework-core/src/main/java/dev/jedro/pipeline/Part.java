package dev.jedro.pipeline;

import dev.jedro.pipeline.Functions.F1;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * One component of a function's result and the dataset it is written to, made by {@link Nodes#part}.
 *
 * @param <R> the type of the result
 */
public final class Part<R> {
    private final F1<? super R, ?> component;
    private final Ref<?> output;

    <P> Part(F1<? super R, P> component, Ref<? super P> output) {
        this.component = component;
        this.output = output;
    }

    Ref<?> output() {
        return output;
    }

    Type type() {
        return NodeFunction.of(component).result();
    }

    /** The compiler has proved at {@code toParts} that the result is an {@code R}. */
    @SuppressWarnings("unchecked")
    @Nullable
    Object of(Object result) throws Exception {
        return component.apply((R) result);
    }
}
