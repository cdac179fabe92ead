package dev.jedro.catalog;

/** A {@link Dataset} that remembers what has been worked on, once a node confirms it. */
public interface Confirmable {

    /** Called after the node that {@code confirms} this dataset has saved all its outputs. */
    void confirm() throws Exception;
}
