package dev.jedro.spark.session;

/**
 * Opens Spark sessions of one kind, chosen by {@code provider:} in {@code spark.yml}. Jedro has {@code local}, {@code connect}, {@code databricks} and {@code ambient};
 * others are found by {@link java.util.ServiceLoader}, for instance one over a vendor's own client. Thread-safe, with a public constructor without parameters.
 */
public interface SparkSessionProvider {

    /** What {@code provider:} has to say, for instance {@code emr}. */
    String name();

    /**
     * Opens a session; may take minutes.
     *
     * @throws dev.jedro.problem.JedroException if it cannot be opened, with the cure
     */
    OpenSession open(SessionRequest request);
}
