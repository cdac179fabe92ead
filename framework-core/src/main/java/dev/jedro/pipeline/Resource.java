package dev.jedro.pipeline;

import dev.jedro.problem.Place;
import java.util.Objects;

/**
 * A thing that the session provides to nodes, such as a Spark session or a service. It is not data: it has no part in the graph and is
 * no input of a pipeline.
 *
 * @param <T> the type of the thing
 */
public final class Resource<T> implements Input<T> {
    static final String PREFIX = "resource:";
    private final String name;
    private final Class<T> type;
    private final CallSite site;

    private Resource(String name, Class<T> type, CallSite site) {
        this.name = Objects.requireNonNull(name, "name");
        this.type = Objects.requireNonNull(type, "type");
        this.site = site;
    }

    /**
     * Refers to a thing by the name and type under which the session provides it.
     *
     * @param name for instance {@code spark.session}
     */
    public static <T> Resource<T> of(String name, Class<T> type) {
        return new Resource<>(name, type, CallSite.ofCaller());
    }

    @Override
    public String name() {
        return name;
    }

    /** {@code resource:} and the name. */
    @Override
    public String key() {
        return PREFIX + name;
    }

    /** The class or interface that the session provides. */
    public Class<T> type() {
        return type;
    }

    @Override
    public Place place() {
        return site.place();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Resource<?> resource && resource.name.equals(name) && resource.type == type;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type);
    }

    /** The key. */
    @Override
    public String toString() {
        return key();
    }
}
