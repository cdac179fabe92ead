package dev.jedro.spark;

import dev.jedro.spark.catalog.FolderCatalog;
import dev.jedro.spark.files.LocalFiles;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The one engine inside the JVM of the tests; what Jedro opens are sessions on it, and nobody stops it. */
public final class LocalSpark {
    private LocalSpark() {}

    private static final class Engine {
        static final SparkSession FIRST = SparkSession.builder()
                .config("spark.api.mode", "classic")
                .master("local[1]")
                .config("spark.app.name", "tests")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "localhost")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .config("spark.sql.shuffle.partitions", "1")
                .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2")
                .config("spark.databricks.delta.snapshotPartitions", "1")
                .config("spark.buffer.pageSize", "4m")
                .config(Map.copyOf(LocalFiles.SETTINGS))
                // For a handful of rows it takes longer to compile code than to run without.
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .config("spark.sql.sources.default", "delta")
                .config("spark.sql.warehouse.dir", "target/spark-warehouse")
                .getOrCreate();

        static {
            // A remote session that was there first would be it.
            SparkSession.setDefaultSession(FIRST);
        }
    }

    /** Starts the engine unless it runs. */
    public static void start() {
        Engine.FIRST.version();
    }

    /** A session of its own. */
    public static SparkSession session() {
        return Engine.FIRST.newSession();
    }

    /** A session with the catalog {@code main} in a folder. */
    public static SparkSession session(Path warehouse) {
        SparkSession session = Engine.FIRST.newSession();
        session.conf().set("spark.sql.catalog.main", FolderCatalog.class.getName());
        session.conf().set("spark.sql.catalog.main.warehouse", warehouse.toString());
        session.conf().set("spark.sql.defaultCatalog", "main");
        SparkSession.setActiveSession(session);
        return session;
    }
}
