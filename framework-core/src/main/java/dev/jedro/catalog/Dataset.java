package dev.jedro.catalog;

import java.util.OptionalLong;

/**
 * Data in one place, seen as one Java type. Thread-safe. The catalog adds the dataset's name and place to whatever these methods throw.
 *
 * @param <T> what a node gets or gives
 */
public interface Dataset<T> {

    /**
     * Reads the data.
     *
     * @return never null
     */
    T load() throws Exception;

    /** Writes the data, all of it or, if it fails, nothing. */
    void save(T value) throws Exception;

    /** Whether there is something to load. */
    boolean exists() throws Exception;

    /** Lets go of what is kept in memory; the next load reads anew. */
    default void release() {}

    /** How many rows the last load or save on this dataset moved, for the display of progress; empty where unknown or meaningless. */
    default OptionalLong rows() {
        return OptionalLong.empty();
    }
}
