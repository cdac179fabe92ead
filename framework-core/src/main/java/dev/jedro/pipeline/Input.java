package dev.jedro.pipeline;

import dev.jedro.problem.Place;

/**
 * One named thing that a node reads. Two inputs of one kind and name are equal, wherever they were written.
 *
 * @param <T> the type that the node's function takes
 */
public sealed interface Input<T> extends In<T> permits Ref, Param, Resource {

    /** The name as it was written, for instance {@code companies} or {@code model_options.test_size}. */
    String name();

    /** The name in a pipeline's graph and in messages, unique over all kinds: a parameter's is {@code params:model_options}. */
    String key();

    /** Where this was written. */
    Place place();
}
