package dev.jedro.pipeline;

import dev.jedro.problem.Place;
import java.util.Objects;

/**
 * A typed reference to a parameter of the configuration, bound to the type that the node's function takes.
 *
 * <pre>{@code static final Param<Double> TEST_SIZE = param("model_options.test_size");}</pre>
 *
 * @param <T> the type of the value: a scalar, a record, a list or a map
 */
public final class Param<T> implements Input<T> {
    static final String PREFIX = "params:";
    static final String WHOLE = "parameters";
    private final String name;
    private final boolean whole;
    private final CallSite site;

    private Param(String name, boolean whole, CallSite site) {
        this.name = Objects.requireNonNull(name, "name");
        this.whole = whole;
        this.site = site;
    }

    /**
     * Refers to one parameter.
     *
     * @param name a top-level key, or a path of keys joined by dots
     */
    public static <T> Param<T> param(String name) {
        return new Param<>(name, false, CallSite.ofCaller());
    }

    /** Refers to all parameters together, as a map or bound to one record. */
    public static <T> Param<T> parameters() {
        return new Param<>(WHOLE, true, CallSite.ofCaller());
    }

    /** The path of keys, or {@code parameters} for all of them. */
    @Override
    public String name() {
        return name;
    }

    /** {@code params:} and the name, or {@code parameters} for all of them. */
    @Override
    public String key() {
        return whole ? WHOLE : PREFIX + name;
    }

    /** Whether this is all parameters together. */
    public boolean isWhole() {
        return whole;
    }

    @Override
    public Place place() {
        return site.place();
    }

    Param<T> renamed(String newName) {
        return new Param<>(newName, false, site);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Param<?> param && param.whole == whole && param.name.equals(name);
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    /** The key. */
    @Override
    public String toString() {
        return key();
    }
}
