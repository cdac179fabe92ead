package dev.jedro.run;

import dev.jedro.pipeline.Ref;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;

/** What a run has made: the free outputs of its pipeline, and every other dataset it wrote that outlives it. Loaded when asked for. */
public final class Outputs {
    private final SortedSet<String> names;
    private final Function<String, Object> load;

    Outputs(SortedSet<String> names, Function<String, Object> load) {
        this.names = names;
        this.load = load;
    }

    /** The free outputs of the pipeline: what some node writes and none reads. Sorted, with formats. */
    public Set<String> names() {
        return names;
    }

    /**
     * The value of an output. What was kept in memory is the very object that the node gave.
     *
     * @throws dev.jedro.problem.JedroException if the run did not make it, though an earlier one may have, or it cannot be loaded
     */
    @SuppressWarnings("unchecked") // the wiring has proved the reference's type
    public <T> T get(Ref<T> output) {
        return (T) load.apply(output.name());
    }

    /** As {@link #get(Ref)}, by name. */
    public Object get(String output) {
        return load.apply(output);
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
