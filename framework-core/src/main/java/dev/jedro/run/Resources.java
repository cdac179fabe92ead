package dev.jedro.run;

import dev.jedro.hook.RunScope;
import dev.jedro.pipeline.Resource;
import java.util.Set;

/** What nodes may name as a {@link Resource}. Thread-safe. */
public interface Resources {

    /** All that can be had, whether or not it is open. */
    Set<Resource<?>> provided();

    /**
     * The thing itself; opens it if nobody has asked before.
     *
     * @param resource one of {@link #provided}
     * @throws InterruptedException if the thread is interrupted while another one opens it
     */
    Object open(Resource<?> resource) throws InterruptedException;

    /**
     * As {@link #open(Resource)}, for a node of a run.
     *
     * @throws Exception what the provider throws
     */
    default Object open(Resource<?> resource, RunScope run) throws Exception {
        return open(resource);
    }

    /** No resources at all. */
    static Resources none() {
        return new Resources() {
            @Override
            public Set<Resource<?>> provided() {
                return Set.of();
            }

            @Override
            public Object open(Resource<?> resource) {
                throw new IllegalStateException("not provided: " + resource);
            }
        };
    }
}
