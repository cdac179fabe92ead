package dev.jedro.spark.session;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.spark.catalog.FolderCatalog;
import dev.jedro.spark.failure.SparkCode;
import dev.jedro.spark.files.LocalFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/** Starts the engine inside this process, with Delta where that is on the class path. */
final class LocalProvider implements SparkSessionProvider {
    static final String NAME = "local";
    /** In the engine alone: the remote client has stubs of other classes. */
    private static final String ENGINE = "org.apache.spark.SparkEnv";

    private static final String EXTENSIONS = "spark.sql.extensions";
    /** As {@code org.apache.spark.SparkContext} reads it; what is behind a scheme is its cluster's own. */
    private static final Pattern MASTER =
            Pattern.compile("local(\\[ *([0-9]+|\\*) *(, *[0-9]+ *)?])?|local-cluster\\[.*]|yarn|[a-z0-9]+://.+");

    private static final Pattern CATALOG = Pattern.compile("\\w+");
    private static final String DELTA_EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public OpenSession open(SessionRequest request) {
        if (!isThere(ENGINE)) {
            throw new JedroException(Problem.error(
                            SparkCode.START_FAILED,
                            "There is no Spark engine on the class path; this project has the remote client alone.")
                    .at(request.place("provider"))
                    .fix("say where to work, for instance:  provider: connect")
                    .fix("do not exclude org.apache.spark:spark-sql_2.13 in the pom"));
        }
        try {
            return LocalEngine.open(
                    request.settings().master().orElse("local[*]"),
                    conf(request.root(), request.settings()),
                    request.owner());
        } catch (JedroException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw new JedroException(
                    Problem.error(
                                    SparkCode.START_FAILED,
                                    "The Spark engine inside this process could not be started: " + e)
                            .fix("see the cause with --verbose"),
                    e);
        }
    }

    /** Jedro's settings for one process on one machine, then the user's, which win. */
    static Map<String, String> conf(Path root, SessionSettings settings) {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put(
                "spark.app.name",
                root.getFileName() == null ? "jedro" : root.getFileName().toString());
        conf.put("spark.ui.enabled", "false");
        // Nobody else may reach it, and the machine's name need not be known to any network.
        conf.put("spark.driver.host", "localhost");
        conf.put("spark.driver.bindAddress", "127.0.0.1");
        // Spark's own numbers are for clusters: each partition more is a file more and a task more.
        String cores = String.valueOf(Runtime.getRuntime().availableProcessors());
        conf.put("spark.sql.shuffle.partitions", cores);
        conf.put("spark.sql.sources.parallelPartitionDiscovery.parallelism", cores);
        // Of a machine's whole memory Spark makes pages of 64 MiB, one for each sort of some rows.
        conf.put("spark.buffer.pageSize", "4m");
        conf.putAll(LocalFiles.SETTINGS);
        conf.put(
                "spark.sql.warehouse.dir",
                root.resolve(".jedro/spark/warehouse").toString());
        if (isThere(DELTA_EXTENSION)) {
            conf.put(EXTENSIONS, DELTA_EXTENSION);
            conf.put("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
            conf.put("spark.databricks.delta.snapshotPartitions", "1");
            conf.put("spark.sql.sources.default", "delta");
            conf.putAll(catalogs(root, settings));
        }
        String extensions = conf.get(EXTENSIONS);
        conf.putAll(settings.conf());
        if (extensions != null && !conf.getOrDefault(EXTENSIONS, "").contains(extensions)) {
            conf.merge(EXTENSIONS, extensions, (own, delta) -> delta + "," + own); // beside Delta's, not in its place
        }
        return conf;
    }

    @Override
    public void check(SessionRequest request) {
        List<String> names = request.settings().catalogs().orElse(List.of("main"));
        List<String> wrong = names.stream()
                .filter(name -> !CATALOG.matcher(name).matches() || name.equals("spark_catalog"))
                .toList();
        Problems problems = new Problems();
        if (names.isEmpty() || !wrong.isEmpty()) {
            problems.add(Problem.error(
                            SparkCode.BAD_CATALOGS,
                            names.isEmpty()
                                    ? "'catalogs' is empty."
                                    : "'" + String.join("', '", wrong)
                                            + "' cannot be the name of a catalog on this machine.")
                    .at(request.place("catalogs"))
                    .fix("give names of letters, digits and '_', for instance [main, dev]"));
        }
        request.settings()
                .master()
                .filter(master -> !MASTER.matcher(master).matches())
                .ifPresent(master -> problems.add(Problem.error(
                                SparkCode.WRONG_SETTING, "'" + master + "' is not a master that Spark knows.")
                        .at(request.place("master"))
                        .fix("write \"local[*]\" for all cores of this machine, or for instance \"local[2]\"")));
        problems.throwIfErrors();
    }

    /** Folders that stand for Unity Catalog. */
    private static Map<String, String> catalogs(Path root, SessionSettings settings) {
        Path warehouse = root.resolve(settings.warehouse().orElse("data/warehouse"));
        List<String> names = settings.catalogs().orElse(List.of("main"));
        Map<String, String> conf = new LinkedHashMap<>();
        for (String name : names) {
            String key = "spark.sql.catalog." + name;
            conf.put(key, FolderCatalog.class.getName());
            conf.put(key + ".warehouse", warehouse.resolve(name).toString());
        }
        names.stream().findFirst().ifPresent(first -> conf.put("spark.sql.defaultCatalog", first));
        return conf;
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, SparkSession.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
