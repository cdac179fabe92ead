package dev.jedro.benchmarks;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.translate;

import com.sun.management.OperatingSystemMXBean;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.session.Jedro;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import dev.jedro.spark.Spark;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Five nodes on Spark, from raw files to five Delta tables: by Jedro, and by a program that calls the same functions and nothing of Jedro. */
final class SparkFlights {
    static final String SHUTTLES_SCHEMA =
            "id BIGINT, shuttle_location STRING, shuttle_type STRING, engine_type STRING, engine_vendor STRING, engines DOUBLE,"
                    + " passenger_capacity BIGINT, cancellation_policy STRING, crew DOUBLE, d_check_complete STRING,"
                    + " moon_clearance_complete STRING, price STRING, company_id BIGINT";
    private static final Map<String, String> RAW = Map.of(
            "companies",
            "id BIGINT, company_rating STRING, company_location STRING, total_fleet_count DOUBLE, iata_approved STRING",
            "shuttles",
            SHUTTLES_SCHEMA);
    private static final List<String> TABLES =
            List.of("clean_companies", "clean_shuttles", "flights", "by_type", "by_location");

    private static final Ref<Dataset<Row>> COMPANIES = ref("companies");
    private static final Ref<Dataset<Row>> SHUTTLES = ref("shuttles");
    private static final Ref<Dataset<Row>> CLEAN_COMPANIES = ref("clean_companies");
    private static final Ref<Dataset<Row>> CLEAN_SHUTTLES = ref("clean_shuttles");
    private static final Ref<Dataset<Row>> FLIGHTS = ref("flights");
    private static final Ref<Dataset<Row>> BY_TYPE = ref("by_type");
    private static final Ref<Dataset<Row>> BY_LOCATION = ref("by_location");

    /** The session that Jedro opened, for the program by hand. */
    private static final AtomicReference<SparkSession> OPENED = new AtomicReference<>();

    private SparkFlights() {}

    /** Named in jedro.yml. */
    public static final class Project implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline("flights", SparkFlights::pipeline);
            project.pipeline(
                    "session",
                    () -> Pipeline.of(node(OPENED::set).from(Spark.SESSION).named("note")));
        }
    }

    /** @param args the folder of the raw files, how many rounds do not count, and how many do; prints {@code hand=}, {@code jedro=} and {@code added=} seconds, and those of CPU, for each that does */
    public static void main(String[] args) throws IOException {
        Path raw = Path.of(args[0]).toAbsolutePath();
        int uncounted = Integer.parseInt(args[1]);
        int counted = Integer.parseInt(args[2]);
        Path root = project(raw);
        try (Session session = Jedro.open(root)) {
            session.run(RunRequest.of("session")).orThrow();
            SparkSession spark = Objects.requireNonNull(OPENED.get());
            SparkSession.setActiveSession(spark);
            spark.sql("CREATE SCHEMA IF NOT EXISTS main.hand");
            for (int round = 0; round < uncounted + counted; round++) {
                boolean counts = round >= uncounted;
                DoubleSupplier hand = () -> measured("hand", counts, () -> byHand(spark, raw));
                DoubleSupplier jedro = () -> measured(
                        "jedro",
                        counts,
                        () -> session.run(RunRequest.of("flights")).orThrow());
                // Whoever comes second finds other garbage and warmer code: they take turns.
                boolean handFirst = round % 2 == 0;
                double first = (handFirst ? hand : jedro).getAsDouble();
                double second = (handFirst ? jedro : hand).getAsDouble();
                if (counts) {
                    System.out.printf(Locale.ROOT, "added=%.6f%n", handFirst ? second - first : first - second);
                }
            }
        }
        Folders.delete(root);
    }

    private static double measured(String name, boolean counts, Runnable work) {
        long cpu = cpuNanos();
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (counts) {
            System.out.printf(Locale.ROOT, "%s=%.6f%n%s-cpu=%.6f%n", name, seconds, name, (cpuNanos() - cpu) / 1e9);
        }
        return seconds;
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static Pipeline pipeline() {
        return Pipeline.of(
                node(SparkFlights::cleanCompanies).from(COMPANIES).to(CLEAN_COMPANIES),
                node(SparkFlights::cleanShuttles).from(SHUTTLES).to(CLEAN_SHUTTLES),
                node(SparkFlights::join).from(CLEAN_SHUTTLES, CLEAN_COMPANIES).to(FLIGHTS),
                node(SparkFlights::byType).from(FLIGHTS).to(BY_TYPE),
                node(SparkFlights::byLocation).from(FLIGHTS).to(BY_LOCATION));
    }

    private static void byHand(SparkSession spark, Path raw) {
        UnaryOperator<String> table = name -> "main.hand." + name;
        write(cleanCompanies(read(spark, raw, "companies")), table.apply("clean_companies"));
        write(cleanShuttles(read(spark, raw, "shuttles")), table.apply("clean_shuttles"));
        write(
                join(spark.table(table.apply("clean_shuttles")), spark.table(table.apply("clean_companies"))),
                table.apply("flights"));
        write(byType(spark.table(table.apply("flights"))), table.apply("by_type"));
        write(byLocation(spark.table(table.apply("flights"))), table.apply("by_location"));
    }

    private static Dataset<Row> read(SparkSession spark, Path raw, String name) {
        return spark.read()
                .option("header", true)
                .schema(RAW.get(name))
                .csv(raw.resolve(name + ".csv").toString());
    }

    private static void write(Dataset<Row> rows, String table) {
        rows.write()
                .format("delta")
                .mode("overwrite")
                .option("overwriteSchema", "true")
                .saveAsTable(table);
    }

    static Dataset<Row> cleanCompanies(Dataset<Row> companies) {
        return companies
                .withColumn("iata_approved", col("iata_approved").equalTo("t"))
                .withColumn(
                        "company_rating",
                        translate(col("company_rating"), "%", "").cast("double").divide(100));
    }

    static Dataset<Row> cleanShuttles(Dataset<Row> shuttles) {
        return shuttles.withColumn("price", translate(col("price"), "$,", "").cast("double"));
    }

    static Dataset<Row> join(Dataset<Row> shuttles, Dataset<Row> companies) {
        return shuttles.withColumnRenamed("id", "shuttle_id")
                .join(companies.withColumnRenamed("id", "company_id"), "company_id");
    }

    static Dataset<Row> byType(Dataset<Row> flights) {
        return flights.groupBy("shuttle_type")
                .agg(avg("price").as("price"), count(lit(1)).as("flights"));
    }

    static Dataset<Row> byLocation(Dataset<Row> flights) {
        return flights.groupBy("shuttle_location")
                .agg(avg("price").as("price"), avg("company_rating").as("rating"));
    }

    private static Path project(Path raw) throws IOException {
        Path root = Folders.temporary();
        Path conf = Files.createDirectories(root.resolve("conf/base"));
        Files.writeString(root.resolve("jedro.yml"), "name: flights\nproject: " + Project.class.getName() + "\n");
        Files.writeString(conf.resolve("spark.yml"), "provider: local\n");
        StringBuilder catalog = new StringBuilder();
        RAW.forEach((name, schema) -> catalog.append(name)
                .append(":\n  type: spark.File\n  filepath: ")
                .append(raw.resolve(name + ".csv"))
                .append("\n  format: csv\n  schema: ")
                .append(schema)
                .append('\n'));
        TABLES.forEach(name -> catalog.append(name)
                .append(":\n  type: spark.ManagedTable\n  catalog: main\n  database: jedro\n  table: ")
                .append(name)
                .append("\n  write_mode: overwrite\n"));
        Files.writeString(conf.resolve("catalog.yml"), catalog);
        return root;
    }
}
