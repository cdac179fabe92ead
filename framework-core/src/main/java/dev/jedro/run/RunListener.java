package dev.jedro.run;

import dev.jedro.pipeline.Node;
import java.util.List;

/**
 * Follows one run, for the display of progress. Called by one thread only, in order, except for {@link #nodeProgress} and {@link #agrees}; must be quick. What it throws is logged, and the run
 * goes on.
 */
public interface RunListener {

    /** @param nodes those that will run, in topological order; may be empty */
    default void planned(RunId run, List<Node> nodes) {}

    default void nodeStarted(Node node) {}

    /**
     * How far the work of a running node is. Called by any thread, also while another method is being called; one that comes late may follow the node's end.
     *
     * @param done of {@code total}
     * @param total 0 where nobody knows
     * @param what is counted: {@code tasks}
     */
    default void nodeProgress(Node node, long done, long total, String what) {}

    /**
     * Whether the person who watches says yes; false where nobody can be asked. Called by any thread, which waits for the answer: for as long as the person needs, unless it is interrupted.
     *
     * @param question that can be answered with yes or no
     */
    default boolean agrees(String question) {
        return false;
    }

    /** Also for nodes that are skipped. */
    default void nodeEnded(Node node, NodeOutcome outcome) {}

    /** The last call. */
    default void ended(RunResult result) {}

    /**
     * The last call if the process ends before the run, for instance because a node called {@code System.exit}. Called in the shutdown of the JVM, perhaps while another method is being called; must
     * not call {@code System.exit}.
     *
     * @param result failed, with what had ended until then
     */
    default void processEnds(RunResult result) {}

    /** One that listens to nothing. */
    static RunListener none() {
        return new RunListener() {};
    }
}
