package dev.jedro.run;

import dev.jedro.pipeline.Node;
import java.util.List;

/**
 * Follows one run, for the display of progress. Called by one thread only, in order; must be quick. What it throws is logged, and the run goes on.
 */
public interface RunListener {

    /** @param nodes those that will run, in topological order; may be empty */
    default void planned(RunId run, List<Node> nodes) {}

    default void nodeStarted(Node node) {}

    /** Also for nodes that are skipped. */
    default void nodeEnded(Node node, NodeOutcome outcome) {}

    /** The last call. */
    default void ended(RunResult result) {}

    /** One that listens to nothing. */
    static RunListener none() {
        return new RunListener() {};
    }
}
