package dev.jedro.starters;

import dev.jedro.spark.files.LocalFiles;
import dev.jedro.spark.server.ConnectServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The one engine of this JVM, which starters use as they find it and nobody stops: starting one takes longer than what they do with it. */
final class SharedSpark {
    private SharedSpark() {}

    private static final class Engine {
        static final SparkSession FIRST = SparkSession.builder()
                .config("spark.api.mode", "classic")
                .master("local[2]")
                .config("spark.app.name", "starters")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "localhost")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .config("spark.sql.shuffle.partitions", "1")
                .config("spark.databricks.delta.snapshotPartitions", "1")
                .config("spark.buffer.pageSize", "4m")
                .config(Map.copyOf(LocalFiles.SETTINGS))
                .config("spark.sql.warehouse.dir", "target/spark-warehouse")
                .getOrCreate();
    }

    /** Starts the engine unless it runs. */
    static SparkSession start() {
        return Engine.FIRST;
    }

    /** Fills in what a starter's own conf/connect leaves to be filled in. */
    static void connect(StarterProject project) throws IOException {
        project.fillIn(
                "conf/connect/spark.yml",
                "sc://localhost:15002",
                ConnectServer.shared().url());
        if (Files.readString(project.root().resolve("conf/connect/globals.yml")).contains("raw:")) {
            project.fillIn(
                    "conf/connect/globals.yml",
                    "file:/srv/spaceflights/01_raw",
                    "file:" + project.root().resolve("data/01_raw"));
        }
    }
}
