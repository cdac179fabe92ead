package dev.jedro.pipeline;

import dev.jedro.pipeline.Functions.F0;
import dev.jedro.pipeline.Functions.F1;
import dev.jedro.pipeline.Functions.F2;
import dev.jedro.pipeline.Functions.F3;
import dev.jedro.pipeline.Functions.F4;
import dev.jedro.pipeline.Functions.F5;
import dev.jedro.pipeline.Functions.F6;
import dev.jedro.pipeline.Functions.F7;
import dev.jedro.pipeline.Functions.F8;
import dev.jedro.pipeline.Functions.V1;
import dev.jedro.pipeline.Functions.V2;
import dev.jedro.pipeline.Functions.V3;
import dev.jedro.pipeline.Functions.V4;
import dev.jedro.pipeline.Functions.V5;
import dev.jedro.pipeline.Functions.V6;
import dev.jedro.pipeline.Functions.V7;
import dev.jedro.pipeline.Functions.V8;
import dev.jedro.pipeline.Stages.NeedsInput1;
import dev.jedro.pipeline.Stages.NeedsInput2;
import dev.jedro.pipeline.Stages.NeedsInput3;
import dev.jedro.pipeline.Stages.NeedsInput4;
import dev.jedro.pipeline.Stages.NeedsInput5;
import dev.jedro.pipeline.Stages.NeedsInput6;
import dev.jedro.pipeline.Stages.NeedsInput7;
import dev.jedro.pipeline.Stages.NeedsInput8;
import org.jspecify.annotations.Nullable;

/**
 * Starts the wiring of a node. Import {@link #node} and {@link #part} statically:
 *
 * <pre>{@code
 * node(Shop::clean).from(ORDERS).to(CLEAN_ORDERS)
 * node(Shop::split).from(CLEAN_ORDERS, SPLIT_OPTIONS).toParts(part(Split::train, TRAIN), part(Split::test, TEST))
 * node(Shop::publish).from(CLEAN_ORDERS)     // a void method: that is all
 * }</pre>
 *
 * <p>The function is a method reference: static, of an object ({@code service::score}), of its first argument ({@code Order::total}) or a
 * constructor. Its name becomes the node's ({@code cleanOrders} becomes {@code clean_orders}). A lambda has no name of its own, so its node must be
 * given one with {@link Node#named}. A function that returns a value is a node only with {@code .to(...)}: no value is dropped unseen.
 */
@SuppressWarnings("overloads") // a method reference is exact, so it picks between a value and none
public final class Nodes {
    private Nodes() {}

    /** One component of a function's result and the dataset it is written to, for {@link NeedsOutput#toParts}. */
    public static <R, P> Part<R> part(F1<? super R, P> component, Ref<? super P> output) {
        return new Part<>(component, output);
    }

    /** Starts a node whose function takes no argument and returns a value. */
    public static <R> NeedsOutput<R> node(F0<R> f) {
        return NeedsOutput.source(f, a -> f.apply());
    }

    /** Starts a node whose function takes one argument and returns a value. */
    public static <A, R> NeedsInput1<A, NeedsOutput<R>> node(F1<A, R> f) {
        return new NeedsInput1<>(Wiring.returning(f, a -> f.apply(arg(a, 0))));
    }

    /** Starts a node whose function takes two arguments and returns a value. */
    public static <A, B, R> NeedsInput2<A, B, NeedsOutput<R>> node(F2<A, B, R> f) {
        return new NeedsInput2<>(Wiring.returning(f, a -> f.apply(arg(a, 0), arg(a, 1))));
    }

    /** Starts a node whose function takes three arguments and returns a value. */
    public static <A, B, C, R> NeedsInput3<A, B, C, NeedsOutput<R>> node(F3<A, B, C, R> f) {
        return new NeedsInput3<>(Wiring.returning(f, a -> f.apply(arg(a, 0), arg(a, 1), arg(a, 2))));
    }

    /** Starts a node whose function takes four arguments and returns a value. */
    public static <A, B, C, D, R> NeedsInput4<A, B, C, D, NeedsOutput<R>> node(F4<A, B, C, D, R> f) {
        return new NeedsInput4<>(Wiring.returning(f, a -> f.apply(arg(a, 0), arg(a, 1), arg(a, 2), arg(a, 3))));
    }

    /** Starts a node whose function takes five arguments and returns a value. */
    public static <A, B, C, D, E, R> NeedsInput5<A, B, C, D, E, NeedsOutput<R>> node(F5<A, B, C, D, E, R> f) {
        return new NeedsInput5<>(
                Wiring.returning(f, a -> f.apply(arg(a, 0), arg(a, 1), arg(a, 2), arg(a, 3), arg(a, 4))));
    }

    /** Starts a node whose function takes six arguments and returns a value. */
    public static <A, B, C, D, E, F, R> NeedsInput6<A, B, C, D, E, F, NeedsOutput<R>> node(F6<A, B, C, D, E, F, R> f) {
        return new NeedsInput6<>(
                Wiring.returning(f, a -> f.apply(arg(a, 0), arg(a, 1), arg(a, 2), arg(a, 3), arg(a, 4), arg(a, 5))));
    }

    /** Starts a node whose function takes seven arguments and returns a value. */
    public static <A, B, C, D, E, F, G, R> NeedsInput7<A, B, C, D, E, F, G, NeedsOutput<R>> node(
            F7<A, B, C, D, E, F, G, R> f) {
        return new NeedsInput7<>(Wiring.returning(
                f, a -> f.apply(arg(a, 0), arg(a, 1), arg(a, 2), arg(a, 3), arg(a, 4), arg(a, 5), arg(a, 6))));
    }

    /** Starts a node whose function takes eight arguments and returns a value. */
    public static <A, B, C, D, E, F, G, H, R> NeedsInput8<A, B, C, D, E, F, G, H, NeedsOutput<R>> node(
            F8<A, B, C, D, E, F, G, H, R> f) {
        return new NeedsInput8<>(Wiring.returning(
                f,
                a -> f.apply(arg(a, 0), arg(a, 1), arg(a, 2), arg(a, 3), arg(a, 4), arg(a, 5), arg(a, 6), arg(a, 7))));
    }

    /** Starts a node whose function takes one argument and returns nothing. */
    public static <A> NeedsInput1<A, Node> node(V1<A> f) {
        return new NeedsInput1<>(Wiring.returningNothing(f, a -> {
            f.accept(arg(a, 0));
            return null;
        }));
    }

    /** Starts a node whose function takes two arguments and returns nothing. */
    public static <A, B> NeedsInput2<A, B, Node> node(V2<A, B> f) {
        return new NeedsInput2<>(Wiring.returningNothing(f, a -> {
            f.accept(arg(a, 0), arg(a, 1));
            return null;
        }));
    }

    /** Starts a node whose function takes three arguments and returns nothing. */
    public static <A, B, C> NeedsInput3<A, B, C, Node> node(V3<A, B, C> f) {
        return new NeedsInput3<>(Wiring.returningNothing(f, a -> {
            f.accept(arg(a, 0), arg(a, 1), arg(a, 2));
            return null;
        }));
    }

    /** Starts a node whose function takes four arguments and returns nothing. */
    public static <A, B, C, D> NeedsInput4<A, B, C, D, Node> node(V4<A, B, C, D> f) {
        return new NeedsInput4<>(Wiring.returningNothing(f, a -> {
            f.accept(arg(a, 0), arg(a, 1), arg(a, 2), arg(a, 3));
            return null;
        }));
    }

    /** Starts a node whose function takes five arguments and returns nothing. */
    public static <A, B, C, D, E> NeedsInput5<A, B, C, D, E, Node> node(V5<A, B, C, D, E> f) {
        return new NeedsInput5<>(Wiring.returningNothing(f, a -> {
            f.accept(arg(a, 0), arg(a, 1), arg(a, 2), arg(a, 3), arg(a, 4));
            return null;
        }));
    }

    /** Starts a node whose function takes six arguments and returns nothing. */
    public static <A, B, C, D, E, F> NeedsInput6<A, B, C, D, E, F, Node> node(V6<A, B, C, D, E, F> f) {
        return new NeedsInput6<>(Wiring.returningNothing(f, a -> {
            f.accept(arg(a, 0), arg(a, 1), arg(a, 2), arg(a, 3), arg(a, 4), arg(a, 5));
            return null;
        }));
    }

    /** Starts a node whose function takes seven arguments and returns nothing. */
    public static <A, B, C, D, E, F, G> NeedsInput7<A, B, C, D, E, F, G, Node> node(V7<A, B, C, D, E, F, G> f) {
        return new NeedsInput7<>(Wiring.returningNothing(f, a -> {
            f.accept(arg(a, 0), arg(a, 1), arg(a, 2), arg(a, 3), arg(a, 4), arg(a, 5), arg(a, 6));
            return null;
        }));
    }

    /** Starts a node whose function takes eight arguments and returns nothing. */
    public static <A, B, C, D, E, F, G, H> NeedsInput8<A, B, C, D, E, F, G, H, Node> node(
            V8<A, B, C, D, E, F, G, H> f) {
        return new NeedsInput8<>(Wiring.returningNothing(f, a -> {
            f.accept(arg(a, 0), arg(a, 1), arg(a, 2), arg(a, 3), arg(a, 4), arg(a, 5), arg(a, 6), arg(a, 7));
            return null;
        }));
    }

    /** The cast that the compiler has already proved: {@code from} takes only what the function does. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T arg(@Nullable Object[] arguments, int index) {
        return (T) arguments[index];
    }
}
