package dev.jedro.spark.session;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.SparkSession;

/** A session that a {@link SparkSessionProvider} has opened. Thread-safe. */
public interface OpenSession extends AutoCloseable {

    SparkSession session();

    /** Whether the work is done in another process: a server's, a cluster's. */
    boolean remote();

    /**
     * Has plans that are given to the session wait for work that goes on beside it, such as the upload of classes. A session that cannot do so waits here and now.
     *
     * @param work never fails
     */
    default void beforePlans(CompletableFuture<Void> work) {
        work.join();
    }

    /** Whether the next run can use it; false if its server has lost it or is gone. Must be quick and ask nobody. */
    default boolean usable() {
        return true;
    }

    /** What the journal of a run says of it, for instance {@code engine}, {@code version} and {@code address}; no secrets. */
    Map<String, String> facts();

    /** Closes what the provider has opened, and nothing else: a session that was there before stays open. */
    @Override
    void close();
}
