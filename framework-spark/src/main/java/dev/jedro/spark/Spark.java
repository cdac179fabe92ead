package dev.jedro.spark;

import dev.jedro.pipeline.Resource;
import org.apache.spark.sql.SparkSession;

/**
 * What nodes name to get a Spark session:
 *
 * <pre>{@code node(Visits::planets).from(Spark.SESSION).to(PLANETS)}</pre>
 *
 * <p>The same node runs on the engine inside this process and on a cluster: {@code conf/<env>/spark.yml} says which.
 */
public final class Spark {
    private static final String NAME = "spark.session";

    /** The project's session; opened when the first node or dataset needs it. */
    public static final Resource<SparkSession> SESSION = Resource.of(NAME, SparkSession.class);

    private Spark() {}

    /**
     * Another session of the project.
     *
     * @param name one of {@code sessions:} in spark.yml; empty for {@link #SESSION}
     */
    public static Resource<SparkSession> session(String name) {
        return name.isEmpty() ? SESSION : Resource.of(NAME + "." + name, SparkSession.class);
    }
}
