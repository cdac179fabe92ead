package dev.jedro.hook;

import dev.jedro.pipeline.Node;
import dev.jedro.problem.Problem;
import java.util.List;
import java.util.Map;

/**
 * A node has failed for good.
 *
 * @param inputs what was loaded until then, by input key; unmodifiable
 * @param error what was thrown
 * @param problems at least one; what will be reported
 */
public record NodeFailed(RunScope run, Node node, Map<String, Object> inputs, Throwable error, List<Problem> problems) {
    public NodeFailed {
        problems = List.copyOf(problems);
    }
}
