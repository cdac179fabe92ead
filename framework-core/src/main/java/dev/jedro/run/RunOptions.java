package dev.jedro.run;

import java.util.function.UnaryOperator;

/**
 * How a plan is run.
 *
 * @param onlyMissingOutputs skip each node whose persistent outputs exist and whose other outputs nobody needs
 * @param listener told of every step
 * @param redact masks the secrets in a text that is reported, logged or written to the journal
 */
public record RunOptions(
        Runner runner,
        FailurePolicy policy,
        boolean onlyMissingOutputs,
        RunListener listener,
        UnaryOperator<String> redact) {

    /** One worker, fail-fast, everything, nobody listening. */
    public static RunOptions defaults() {
        return new RunOptions(
                Runner.sequential(), FailurePolicy.FAIL_FAST, false, RunListener.none(), UnaryOperator.identity());
    }
}
