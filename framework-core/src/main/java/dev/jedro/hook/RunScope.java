package dev.jedro.hook;

import dev.jedro.catalog.OpenCatalog;
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
}
