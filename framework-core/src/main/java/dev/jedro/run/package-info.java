/**
 * Runs a pipeline: the plan that is checked before anything starts, the coordinator, the journal and what came of it all.
 *
 * <p>Entry type: {@link dev.jedro.run.PipelineRun}; users meet {@link dev.jedro.run.RunResult}.
 */
@NullMarked
package dev.jedro.run;

import org.jspecify.annotations.NullMarked;
