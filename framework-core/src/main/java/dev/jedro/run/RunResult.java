package dev.jedro.run;

import dev.jedro.pipeline.Ref;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param status {@code SUCCEEDED}, {@code FAILED} or {@code CANCELLED}
 * @param nodes the outcome of each node, in topological order
 * @param problems why it did not succeed, the first failure first; empty if it did
 * @param warnings what did no harm but should be known; may be empty
 * @param errors what was thrown, for {@code --verbose}, in the order of the failed nodes; may be empty
 * @param resume how to go on where it stopped; empty if it succeeded
 */
public record RunResult(
        RunId id,
        RunStatus status,
        Map<String, NodeOutcome> nodes,
        Outputs outputs,
        Duration duration,
        List<Problem> problems,
        List<Problem> warnings,
        List<Throwable> errors,
        Optional<Resume> resume) {

    public RunResult {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        errors = List.copyOf(errors);
    }

    public boolean succeeded() {
        return status == RunStatus.SUCCEEDED;
    }

    /** The value of an output; see {@link Outputs#get(Ref)}. */
    public <T> T output(Ref<T> output) {
        return outputs.get(output);
    }

    /**
     * Itself if it succeeded.
     *
     * @throws JedroException with all problems if it did not
     */
    public RunResult orThrow() {
        if (!succeeded()) {
            throw new JedroException(problems, errors.isEmpty() ? null : errors.get(0));
        }
        return this;
    }

    /** How many nodes ran to their end. */
    public int completed() {
        return (int) nodes.values().stream()
                .filter(NodeOutcome.Ran.class::isInstance)
                .count();
    }
}
