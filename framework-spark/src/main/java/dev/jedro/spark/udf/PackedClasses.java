package dev.jedro.spark.udf;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The project's classes, ready to be sent to a server. */
public final class PackedClasses {
    public static final PackedClasses NONE = new PackedClasses(List.of());

    private static final Logger LOG = LoggerFactory.getLogger("jedro.spark");
    private final List<Artifact> artifacts;

    PackedClasses(List<Artifact> artifacts) {
        this.artifacts = List.copyOf(artifacts);
    }

    /** Sends them to the server of a session, under names made of their content: the server takes a name once, and refuses other content under it. */
    public void sendTo(SparkSession session) {
        long begun = System.nanoTime();
        for (Artifact artifact : artifacts) {
            artifact.sendTo(session);
            LOG.debug("sent {} bytes of classes as {}", artifact.bytes().length, artifact.target());
        }
        LOG.debug("sent the project's classes in {} ms", (System.nanoTime() - begun) / 1_000_000);
    }
}
