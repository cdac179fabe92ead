package dev.jedro.spark.session;

/** Whether a cluster that stands still may be started, which costs money. */
public enum ClusterStart {
    NEVER,
    /** If a person at the terminal says so; as {@link #NEVER} in a run, where nobody is asked. */
    PROMPT,
    ALWAYS
}
