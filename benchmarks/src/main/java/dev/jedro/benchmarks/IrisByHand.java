package dev.jedro.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The pipeline of databricks-iris as a program without Jedro: the starter's own functions, three Delta tables, one process with the JVM options and the class archive that Jedro has made for
 * the project. With the engine inside it, or with a server whose address is its argument.
 */
final class IrisByHand {
    private static final String MAIN = "benchmark.flights.classification.ByHand";
    private static final String SOURCE = """
            package benchmark.flights.classification;

            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.util.ArrayList;
            import java.util.List;
            import org.apache.spark.sql.Dataset;
            import org.apache.spark.sql.Row;
            import org.apache.spark.sql.SparkSession;

            final class ByHand {
                private static boolean remote;

                private static SparkSession session(String address) {
                    return org.apache.spark.sql.connect.SparkSession.builder().remote(address).create();
                }

                private static SparkSession session() {
                    return SparkSession.builder()
                            .master("local[*]")
                            .config("spark.ui.enabled", "false")
                            .config("spark.driver.host", "localhost")
                            .config("spark.driver.bindAddress", "127.0.0.1")
                            .config("spark.sql.shuffle.partitions", "2")
                            .config("spark.databricks.delta.snapshotPartitions", "2")
                            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                            .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                            .getOrCreate();
                }

                public static void main(String[] args) throws Exception {
                    remote = args.length > 0;
                    SparkSession spark = remote ? session(args[0]) : session();
                    List<Flower> flowers = new ArrayList<>();
                    for (String line : Files.readAllLines(Path.of("data/01_raw/iris.csv"))) {
                        String[] cells = line.split(",");
                        if (!cells[0].startsWith("sepal")) {
                            flowers.add(new Flower(
                                    Double.parseDouble(cells[0]),
                                    Double.parseDouble(cells[1]),
                                    Double.parseDouble(cells[2]),
                                    Double.parseDouble(cells[3]),
                                    cells[4]));
                        }
                    }
                    Split split = Classification.splitData(flowers, new SplitOptions(50, 502), spark);
                    save(split.train(), "train");
                    save(split.test(), "test");
                    save(Classification.makePredictions(table(spark, "train"), table(spark, "test")), "predictions");
                    System.out.println(Classification.reportAccuracy(table(spark, "predictions")));
                    System.exit(0);
                }

                private static void save(Dataset<Row> rows, String name) {
                    var writer = rows.write().format("delta").mode("overwrite");
                    if (remote) {
                        writer.saveAsTable("by_hand_" + name);
                    } else {
                        writer.save("data/by_hand/" + name);
                    }
                }

                private static Dataset<Row> table(SparkSession spark, String name) {
                    return remote
                            ? spark.table("by_hand_" + name)
                            : spark.read().format("delta").load("data/by_hand/" + name);
                }
            }
            """;

    private IrisByHand() {}

    /** Adds the program to the project's sources, so that the next command compiles it. */
    static void addTo(Path project) throws IOException {
        Files.writeString(project.resolve("src/main/java").resolve(MAIN.replace('.', '/') + ".java"), SOURCE);
    }

    /** What starts it in a project that Jedro has made ready. */
    static List<String> command(Path project) throws IOException {
        // Nobody sets the log up as Jedro does: else Spark would write megabytes for debugging, or at the least put
        // their words together.
        Path log = Files.writeString(
                project.resolve("target/by-hand-log.xml"), "<configuration><root level=\"ERROR\"/></configuration>");
        List<String> arguments = new ArrayList<>(List.of("\"-Dlogback.configurationFile=" + log + "\""));
        for (String line : Files.readAllLines(project.resolve("target/jedro/launch.args"))) {
            arguments.add(line.equals("\"dev.jedro.cli.ProjectMain\"") ? MAIN : line);
        }
        Path file = Files.write(project.resolve("target/by-hand.args"), arguments);
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + file);
    }
}
