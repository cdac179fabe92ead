package dev.jedro.databricks;

import java.util.Locale;
import java.util.Optional;

/**
 * A cluster as the workspace describes it.
 *
 * @param state in Databricks' words, for instance {@code RUNNING} or {@code TERMINATED}
 * @param sparkVersion the runtime as Databricks writes it
 * @param accessMode in Databricks' words, for instance {@code USER_ISOLATION}; empty where it is not said
 * @param message why it is in its state; may be empty
 */
public record Cluster(
        String id, String name, String state, String sparkVersion, Optional<String> accessMode, String message) {

    public boolean running() {
        return state.equals("RUNNING") || state.equals("RESIZING");
    }

    /** Whether it is on its way to run. */
    public boolean starting() {
        return state.equals("PENDING") || state.equals("RESTARTING");
    }

    /** What to ask a person before it is started. */
    public String startQuestion() {
        return "The cluster '" + name + "' is " + state.toLowerCase(Locale.ROOT) + ". Start it, which costs money?";
    }

    /** Empty if it is of no version that is known. */
    public Optional<ClusterRuntime> runtime() {
        return ClusterRuntime.of(sparkVersion);
    }

    /** Whether its access mode allows Spark Connect, as far as it is known. */
    public boolean allowsConnect() {
        return accessMode
                .map(mode -> switch (mode) {
                    case "NONE",
                            "LEGACY_TABLE_ACL",
                            "LEGACY_PASSTHROUGH",
                            "LEGACY_SINGLE_USER",
                            "LEGACY_SINGLE_USER_STANDARD" -> false;
                    default -> true;
                })
                .orElse(true);
    }
}
