package dev.jedro.hook;

import dev.jedro.problem.Problem;
import java.time.Duration;
import java.util.List;

/**
 * A run has ended, but not well.
 *
 * @param cancelled whether somebody stopped it
 * @param problems at least one; what will be reported
 */
public record RunFailed(RunScope run, Duration duration, boolean cancelled, List<Problem> problems) {
    public RunFailed {
        problems = List.copyOf(problems);
    }
}
