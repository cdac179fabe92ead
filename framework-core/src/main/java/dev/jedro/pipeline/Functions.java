package dev.jedro.pipeline;

import java.io.Serializable;

/**
 * The shapes of a node's function: {@code F0} to {@code F8} return a value, {@code V1} to {@code V8} return nothing. Each may throw. They are
 * serialisable because that is how the JDK lets a method reference tell which method it refers to; nothing is ever serialised.
 *
 * <p>A user names them only to choose among overloaded methods: {@code node((F1<Order, Row>) Rows::of)}.
 */
public final class Functions {
    private Functions() {}

    /** A function of no argument. */
    @FunctionalInterface
    public interface F0<R> extends Serializable {
        R apply() throws Exception;
    }

    /** A function of one argument. */
    @FunctionalInterface
    public interface F1<A, R> extends Serializable {
        R apply(A a) throws Exception;
    }

    /** A function of two arguments. */
    @FunctionalInterface
    public interface F2<A, B, R> extends Serializable {
        R apply(A a, B b) throws Exception;
    }

    /** A function of three arguments. */
    @FunctionalInterface
    public interface F3<A, B, C, R> extends Serializable {
        R apply(A a, B b, C c) throws Exception;
    }

    /** A function of four arguments. */
    @FunctionalInterface
    public interface F4<A, B, C, D, R> extends Serializable {
        R apply(A a, B b, C c, D d) throws Exception;
    }

    /** A function of five arguments. */
    @FunctionalInterface
    public interface F5<A, B, C, D, E, R> extends Serializable {
        R apply(A a, B b, C c, D d, E e) throws Exception;
    }

    /** A function of six arguments. */
    @FunctionalInterface
    public interface F6<A, B, C, D, E, F, R> extends Serializable {
        R apply(A a, B b, C c, D d, E e, F f) throws Exception;
    }

    /** A function of seven arguments. */
    @FunctionalInterface
    public interface F7<A, B, C, D, E, F, G, R> extends Serializable {
        R apply(A a, B b, C c, D d, E e, F f, G g) throws Exception;
    }

    /** A function of eight arguments. */
    @FunctionalInterface
    public interface F8<A, B, C, D, E, F, G, H, R> extends Serializable {
        R apply(A a, B b, C c, D d, E e, F f, G g, H h) throws Exception;
    }

    /** A method of one argument that returns nothing. */
    @FunctionalInterface
    public interface V1<A> extends Serializable {
        void accept(A a) throws Exception;
    }

    /** A method of two arguments that returns nothing. */
    @FunctionalInterface
    public interface V2<A, B> extends Serializable {
        void accept(A a, B b) throws Exception;
    }

    /** A method of three arguments that returns nothing. */
    @FunctionalInterface
    public interface V3<A, B, C> extends Serializable {
        void accept(A a, B b, C c) throws Exception;
    }

    /** A method of four arguments that returns nothing. */
    @FunctionalInterface
    public interface V4<A, B, C, D> extends Serializable {
        void accept(A a, B b, C c, D d) throws Exception;
    }

    /** A method of five arguments that returns nothing. */
    @FunctionalInterface
    public interface V5<A, B, C, D, E> extends Serializable {
        void accept(A a, B b, C c, D d, E e) throws Exception;
    }

    /** A method of six arguments that returns nothing. */
    @FunctionalInterface
    public interface V6<A, B, C, D, E, F> extends Serializable {
        void accept(A a, B b, C c, D d, E e, F f) throws Exception;
    }

    /** A method of seven arguments that returns nothing. */
    @FunctionalInterface
    public interface V7<A, B, C, D, E, F, G> extends Serializable {
        void accept(A a, B b, C c, D d, E e, F f, G g) throws Exception;
    }

    /** A method of eight arguments that returns nothing. */
    @FunctionalInterface
    public interface V8<A, B, C, D, E, F, G, H> extends Serializable {
        void accept(A a, B b, C c, D d, E e, F f, G g, H h) throws Exception;
    }
}
