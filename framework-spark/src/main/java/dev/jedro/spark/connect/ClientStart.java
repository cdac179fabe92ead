package dev.jedro.spark.connect;

import org.apache.spark.sql.connect.client.SparkConnectClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Spark's client, with gRPC and Protobuf, set itself up by a thread of its own while pipelines and catalog are made: that takes a third of a second, for a part of which the first session
 * then need not wait. No server is asked, and a failure is not told: whoever opens a session meets it again.
 */
public final class ClientStart {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.spark");

    private ClientStart() {}

    public static void inBackground() {
        Thread thread = new Thread(ClientStart::make, "jedro-spark-client");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether it could be made. */
    static boolean make() {
        try {
            // It connects when something is asked of it, which nothing is.
            SparkConnectClient.builder()
                    .host("localhost")
                    .disableSsl()
                    .userAgent("jedro")
                    .build()
                    .shutdown();
            return true;
        } catch (Exception | LinkageError e) {
            LOG.debug("Spark's client could not be made ahead", e);
            return false;
        }
    }
}
