package dev.jedro.databricks;

import java.util.function.Predicate;

/** Whether a cluster that stands still may be started, which costs money. */
public enum AutoStart {
    NEVER,
    /** If a person says so; never where nobody can be asked. */
    PROMPT,
    ALWAYS;

    boolean allows(Cluster cluster, Predicate<Cluster> ask) {
        return this == ALWAYS || (this == PROMPT && ask.test(cluster));
    }
}
