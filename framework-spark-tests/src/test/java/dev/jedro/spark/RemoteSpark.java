package dev.jedro.spark;

import dev.jedro.spark.server.ConnectServer;
import org.apache.spark.sql.SparkSession;

/** A session on the server of the tests, shared by those that leave nothing in it. */
public final class RemoteSpark {
    private RemoteSpark() {}

    private static final class Shared {
        static final SparkSession SESSION = new org.apache.spark.sql.connect.SparkSession.Builder()
                .remote(ConnectServer.shared().url())
                .create();
    }

    public static SparkSession session() {
        return Shared.SESSION;
    }
}
