package dev.jedro.run;

/** How a run ended, or that it has not. */
public enum RunStatus {
    /** It still runs, as far as the journal and the process table tell. */
    RUNNING,
    /** Every node ran, or was skipped because its outputs exist. */
    SUCCEEDED,
    /** A node or a hook failed. */
    FAILED,
    /** Somebody stopped it in an orderly way. */
    CANCELLED,
    /** Its process ended without a word: {@code kill -9}, power loss. */
    DIED
}
