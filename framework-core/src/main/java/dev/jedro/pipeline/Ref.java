package dev.jedro.pipeline;

import dev.jedro.problem.Place;
import java.util.Objects;

/**
 * A typed reference to a dataset, by the name it has in the catalog. A dataset that the catalog does not know is kept in memory.
 *
 * <p>A name may end in {@code @} and a format: {@code ref("flights@spark")} and {@code ref("flights@table")} are one dataset of the graph
 * with two entries of the catalog, one for each way to read it.
 *
 * <pre>{@code static final Ref<List<Company>> COMPANIES = ref("companies");}</pre>
 *
 * @param <T> the type of the data
 */
public final class Ref<T> implements Input<T> {
    static final char FORMAT = '@';
    private final String name;
    private final CallSite site;

    private Ref(String name, CallSite site) {
        this.name = Objects.requireNonNull(name, "name");
        this.site = site;
    }

    /**
     * Refers to a dataset.
     *
     * @param name as in the catalog; checked when a pipeline is made of it
     */
    public static <T> Ref<T> ref(String name) {
        return new Ref<>(name, CallSite.ofCaller());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String key() {
        return name;
    }

    @Override
    public Place place() {
        return site.place();
    }

    /** The name without its format: what counts as one dataset in the graph. */
    public String datasetName() {
        return withoutFormat(name);
    }

    Ref<T> renamed(String newName) {
        return newName.equals(name) ? this : new Ref<>(newName, site);
    }

    public static String withoutFormat(String name) {
        int at = name.indexOf(FORMAT);
        return at < 0 ? name : name.substring(0, at);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ref<?> ref && ref.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
