package dev.jedro.hook;

import dev.jedro.problem.Problem;
import java.time.Duration;

/**
 * The process ends while a run goes on.
 *
 * @param exited whether code in the process called {@code System.exit}; if not, it was told to end from outside
 * @param problem what was reported
 */
public record ProcessEnds(RunScope run, Duration duration, boolean exited, Problem problem) {}
