package dev.jedro.hook;

import dev.jedro.pipeline.Resource;

/**
 * Gives nodes a thing that is not data, such as a Spark session. It is opened when the first node that takes it is about to run, at most once a session, and closed with
 * the session.
 *
 * @param <T> the type that nodes take
 */
public interface ResourceProvider<T> {

    /** The reference that nodes name in {@code from(...)}. */
    Resource<T> resource();

    /** Opens it; called by one thread. */
    T open(ResourceContext context) throws Exception;

    /**
     * Whether the next run can use what {@link #open} gave. If not, for instance because its server has lost it, the session closes it and opens it anew when a node needs it.
     * Asked before each run; must be quick and ask nobody else.
     */
    default boolean usable(T opened) {
        return true;
    }

    /**
     * What the nodes of one run get: by default what {@link #open} gave. For things that know their run; called for each node that takes it, also by several threads at once.
     */
    default T forRun(T opened, RunScope run) throws Exception {
        return opened;
    }

    /** Closes what {@link #open} gave; by default its {@code close} if it is {@link AutoCloseable}. */
    default void close(T opened) throws Exception {
        if (opened instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
