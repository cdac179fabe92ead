package dev.jedro.starters;

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
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.databricks.delta.snapshotPartitions", "1")
                .config("spark.sql.warehouse.dir", "target/spark-warehouse")
                .getOrCreate();
    }

    /** Starts the engine unless it runs. */
    static SparkSession start() {
        return Engine.FIRST;
    }
}
