package dev.jedro.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One line of a journal. Newer versions may write kinds that an older one reads as {@link Noted}. */
public sealed interface RunEvent {

    Instant at();

    /**
     * The first event of every journal.
     *
     * @param process the operating system's number of the process
     * @param nodes the names of all nodes of the run, in topological order
     * @param parameters the names of the parameters given for this run only; their values may be secrets and are not kept
     */
    record Started(
            Instant at,
            RunId run,
            String jedro,
            String env,
            long process,
            Instant processStarted,
            List<String> pipelines,
            List<String> nodes,
            List<String> parameters)
            implements RunEvent {}

    record NodeStarted(Instant at, String node) implements RunEvent {}

    /**
     * A dataset that outlives the run has been saved.
     *
     * @param version the version that was made; empty if the dataset has none
     */
    record Saved(Instant at, String node, String dataset, Optional<String> version) implements RunEvent {}

    record NodeRan(Instant at, String node, long millis) implements RunEvent {}

    record NodeSkipped(Instant at, String node, String reason) implements RunEvent {}

    record NodeFailed(Instant at, String node, String code, String what) implements RunEvent {}

    /** Something that a hook or a plug-in wanted to be kept, for instance that it submitted a remote job. */
    record Noted(Instant at, String kind, Map<String, String> facts) implements RunEvent {}

    /** @param what the first problem; empty if the run succeeded */
    record Ended(Instant at, RunStatus status, long millis, Optional<String> what) implements RunEvent {}
}
