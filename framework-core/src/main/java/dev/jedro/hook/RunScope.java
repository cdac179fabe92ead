package dev.jedro.hook;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import java.util.Map;

/** The run that a moment belongs to. Thread-safe. */
public interface RunScope {

    RunInfo info();

    /** The nodes that this run was asked for, after all selections. */
    Pipeline pipeline();

    /** The run's own catalog; closed some time after the run. */
    OpenCatalog catalog();

    /**
     * Writes an event of the hook's own into the run's journal, for instance that a remote job was submitted. It survives a power loss when this returns.
     *
     * @param kind with the hook's name before a dot: {@code databricks.job_submitted}
     * @param facts no secrets
     */
    void note(String kind, Map<String, String> facts);

    /**
     * Says how far the work of a node is, for whoever watches the run. Any thread may call it, as often as it likes; that of a node that does not run has no effect.
     *
     * @param done of {@code total}
     * @param total 0 where nobody knows
     * @param what is counted, in the plural: {@code tasks}
     */
    void progress(Node node, long done, long total, String what);

    /**
     * Asks the person who watches the run for a yes, for instance before something that costs money is begun. Waits for the answer; false where nobody can be asked, and when the thread is
     * interrupted.
     *
     * @param question that can be answered with yes or no
     */
    default boolean agrees(String question) {
        return false;
    }
}
