package dev.jedro.spark.session;

/** What happens if a remote session cannot be opened. */
public enum ConnectFailure {
    /** The run fails. */
    FAIL,
    /** The engine inside this process takes its place, and says so. */
    LOCAL
}
