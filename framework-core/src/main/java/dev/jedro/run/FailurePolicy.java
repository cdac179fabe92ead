package dev.jedro.run;

/** What a run does after its first failed node. */
public enum FailurePolicy {
    /** Start no further node. Nodes that are running already end in peace, and what they save stays. */
    FAIL_FAST,
    /** Go on with everything that does not depend on a failed node. */
    KEEP_GOING
}
