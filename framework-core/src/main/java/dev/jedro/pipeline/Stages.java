package dev.jedro.pipeline;

/**
 * The second word of a node's wiring: what each argument of its function is made from. {@code N} is what follows: {@link NeedsOutput}, or a
 * {@link Node} where the function returns nothing.
 */
public final class Stages {
    private Stages() {}

    /** A function of one argument that still needs its input. */
    public static final class NeedsInput1<A, N> {
        private final Wiring<N> wiring;

        NeedsInput1(Wiring<N> wiring) {
            this.wiring = wiring;
        }

        /** Names what each argument is made from, in the order of the arguments. */
        public N from(In<? extends A> a) {
            return wiring.from(a);
        }
    }

    /** A function of two arguments that still needs its inputs. */
    public static final class NeedsInput2<A, B, N> {
        private final Wiring<N> wiring;

        NeedsInput2(Wiring<N> wiring) {
            this.wiring = wiring;
        }

        /** Names what each argument is made from, in the order of the arguments. */
        public N from(In<? extends A> a, In<? extends B> b) {
            return wiring.from(a, b);
        }
    }

    /** A function of three arguments that still needs its inputs. */
    public static final class NeedsInput3<A, B, C, N> {
        private final Wiring<N> wiring;

        NeedsInput3(Wiring<N> wiring) {
            this.wiring = wiring;
        }

        /** Names what each argument is made from, in the order of the arguments. */
        public N from(In<? extends A> a, In<? extends B> b, In<? extends C> c) {
            return wiring.from(a, b, c);
        }
    }

    /** A function of four arguments that still needs its inputs. */
    public static final class NeedsInput4<A, B, C, D, N> {
        private final Wiring<N> wiring;

        NeedsInput4(Wiring<N> wiring) {
            this.wiring = wiring;
        }

        /** Names what each argument is made from, in the order of the arguments. */
        public N from(In<? extends A> a, In<? extends B> b, In<? extends C> c, In<? extends D> d) {
            return wiring.from(a, b, c, d);
        }
    }

    /** A function of five arguments that still needs its inputs. */
    public static final class NeedsInput5<A, B, C, D, E, N> {
        private final Wiring<N> wiring;

        NeedsInput5(Wiring<N> wiring) {
            this.wiring = wiring;
        }

        /** Names what each argument is made from, in the order of the arguments. */
        public N from(In<? extends A> a, In<? extends B> b, In<? extends C> c, In<? extends D> d, In<? extends E> e) {
            return wiring.from(a, b, c, d, e);
        }
    }

    /** A function of six arguments that still needs its inputs. */
    public static final class NeedsInput6<A, B, C, D, E, F, N> {
        private final Wiring<N> wiring;

        NeedsInput6(Wiring<N> wiring) {
            this.wiring = wiring;
        }

        /** Names what each argument is made from, in the order of the arguments. */
        public N from(
                In<? extends A> a,
                In<? extends B> b,
                In<? extends C> c,
                In<? extends D> d,
                In<? extends E> e,
                In<? extends F> f) {
            return wiring.from(a, b, c, d, e, f);
        }
    }

    /** A function of seven arguments that still needs its inputs. */
    public static final class NeedsInput7<A, B, C, D, E, F, G, N> {
        private final Wiring<N> wiring;

        NeedsInput7(Wiring<N> wiring) {
            this.wiring = wiring;
        }

        /** Names what each argument is made from, in the order of the arguments. */
        public N from(
                In<? extends A> a,
                In<? extends B> b,
                In<? extends C> c,
                In<? extends D> d,
                In<? extends E> e,
                In<? extends F> f,
                In<? extends G> g) {
            return wiring.from(a, b, c, d, e, f, g);
        }
    }

    /** A function of eight arguments that still needs its inputs. */
    public static final class NeedsInput8<A, B, C, D, E, F, G, H, N> {
        private final Wiring<N> wiring;

        NeedsInput8(Wiring<N> wiring) {
            this.wiring = wiring;
        }

        /** Names what each argument is made from, in the order of the arguments. */
        public N from(
                In<? extends A> a,
                In<? extends B> b,
                In<? extends C> c,
                In<? extends D> d,
                In<? extends E> e,
                In<? extends F> f,
                In<? extends G> g,
                In<? extends H> h) {
            return wiring.from(a, b, c, d, e, f, g, h);
        }
    }
}
