package dev.jedro.spark.session;

/**
 * Opens Spark sessions of one kind, chosen by {@code provider:} in {@code spark.yml}. Jedro has {@code local}, {@code connect}, {@code databricks} and {@code ambient};
 * others are found by {@link java.util.ServiceLoader}, for instance one over a vendor's own client. Thread-safe, with a public constructor without parameters.
 */
public interface SparkSessionProvider {

    /** What {@code provider:} has to say, for instance {@code emr}. */
    String name();

    /**
     * Finds what is wrong with the settings and with this process, without asking anybody: before a run begins, and long before a node or dataset needs the session.
     *
     * @throws dev.jedro.problem.JedroException with all that is wrong
     */
    default void check(SessionRequest request) {}

    /**
     * Opens a session whose settings have passed {@link #check}; may take minutes.
     *
     * @throws dev.jedro.problem.JedroException if it cannot be opened, with the cure
     */
    OpenSession open(SessionRequest request);
}
