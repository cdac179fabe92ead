package dev.jedro.run;

import dev.jedro.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What became of one node of a run. */
public sealed interface NodeOutcome {

    /**
     * The function was called and everything it gave is saved.
     *
     * @param duration loading, calling and saving together
     * @param rows rows written, by dataset, where the dataset knows; may be empty
     * @param versions the version that was made, by dataset, where it has versions; may be empty
     */
    record Ran(Duration duration, Map<String, Long> rows, Map<String, String> versions) implements NodeOutcome {
        public Ran {
            rows = Map.copyOf(rows);
            versions = Map.copyOf(versions);
        }
    }

    /** The function was not called. */
    record Skipped(Reason reason) implements NodeOutcome {}

    /**
     * Loading, the function, a hook or saving failed.
     *
     * @param problems at least one; the first is what matters most
     * @param error what was thrown, for {@code --verbose}
     */
    record Failed(Duration duration, List<Problem> problems, Throwable error) implements NodeOutcome {
        public Failed {
            problems = List.copyOf(problems);
        }
    }

    /** Why a node was skipped. */
    sealed interface Reason {
        /** A few words for people, to go on after "skipped: ". */
        String text();
    }

    /** With {@code --only-missing-outputs}: everything it would write exists, or nobody needs it. */
    record OutputsExist() implements Reason {
        @Override
        public String text() {
            return "all persistent outputs exist";
        }
    }

    /** A node that it depends on failed, directly or not. */
    record ParentFailed(String node) implements Reason {
        @Override
        public String text() {
            return "node '" + node + "' failed";
        }
    }

    /** The run stopped before it was its turn. */
    record RunStopped() implements Reason {
        @Override
        public String text() {
            return "the run stopped before its turn";
        }
    }

    /** It had started when the run was cancelled. */
    record Interrupted() implements Reason {
        @Override
        public String text() {
            return "interrupted";
        }
    }
}
