package dev.jedro.spark.table;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.run.NodeOutcome;
import dev.jedro.run.RunListener;
import dev.jedro.run.Runner;
import dev.jedro.session.Jedro;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import dev.jedro.spark.OnTheServer;
import dev.jedro.spark.Spark;
import dev.jedro.spark.server.ConnectServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The versions of tables that a run on a server says it has made. */
@OnTheServer
class SavedVersionsTest {
    private static final Ref<Dataset<Row>> ALL = ref("all");
    private static final Ref<Dataset<Row>> MORE = ref("more");
    private static final Ref<Dataset<Row>> NONE = ref("none");

    private static final AtomicReference<SparkSession> USED = new AtomicReference<>();

    static Dataset<Row> all(SparkSession spark) {
        USED.set(spark);
        return spark.range(1, 4).toDF("n");
    }

    static Dataset<Row> none(Dataset<Row> rows) {
        return rows.where("n > 1000");
    }

    /** Registered by its name in jedro.yml. */
    public static final class Tables implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline(
                    "tables",
                    () -> Pipeline.of(
                            node(SavedVersionsTest::all)
                                    .from(Spark.SESSION)
                                    .to(ALL)
                                    .named("all"),
                            node(SavedVersionsTest::none).from(ALL).to(NONE).named("none"),
                            node(SavedVersionsTest::all)
                                    .from(Spark.SESSION)
                                    .to(MORE)
                                    .named("more")));
        }
    }

    @TempDir
    Path root;

    @BeforeEach
    void makesAProject() throws IOException {
        file("jedro.yml", "name: Tables\nproject: " + Tables.class.getName() + "\n");
        String table = ": {type: spark.ManagedTable, catalog: main, database: versions, table: ";
        file(
                "conf/base/catalog.yml",
                "all" + table + "all_rows, write_mode: overwrite}\n" + "more" + table + "more, write_mode: append}\n"
                        + "none" + table + "none, write_mode: upsert, primary_key: [n]}\n");
        file(
                "conf/base/spark.yml",
                "provider: connect\nremote: " + ConnectServer.shared().url()
                        + "\nclasses: {send: false}\nheaders: {x-test: versions}\nconf:\n"
                        + "  spark.sql.catalog.main: dev.jedro.spark.catalog.FolderCatalog\n"
                        + "  spark.sql.catalog.main.warehouse: " + root.resolve("data/warehouse") + "\n");
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** What a run says of each dataset. */
    private Map<String, String> run(Session session, Runner runner) {
        Map<String, String> versions = new ConcurrentHashMap<>();
        RunListener listener = new RunListener() {
            @Override
            public void nodeEnded(Node node, NodeOutcome outcome) {
                if (outcome instanceof NodeOutcome.Ran ran) {
                    versions.putAll(ran.versions());
                }
            }
        };
        session.run(RunRequest.of("tables").runner(runner).listener(listener)).orThrow();
        return versions;
    }

    private static String newest(String table) {
        return String.valueOf(Objects.requireNonNull(USED.get())
                .sql("DESCRIBE HISTORY main.versions." + table)
                .selectExpr("max(version)")
                .head()
                .getLong(0));
    }

    private static Map<String, String> newest() {
        return Map.of("all", newest("all_rows"), "more", newest("more"), "none", newest("none"));
    }

    private static long statements() {
        return ConnectServer.shared().calls().stream()
                .filter(call -> "versions".equals(call.headers().get("x-test")))
                .filter(call -> call.what().equals("SQL_COMMAND"))
                .count();
    }

    @Test
    void areThoseOfTheTablesAlsoWhereASaveMakesNoneOrNodesRunAtOnce() {
        try (Session session = Jedro.open(root)) {
            assertThat(run(session, Runner.sequential())).as("of new tables").isEqualTo(newest());

            long before = statements();
            Map<String, String> oneByOne = run(session, Runner.sequential());
            long needed = statements() - before;
            assertThat(oneByOne).isEqualTo(newest());

            before = statements();
            Map<String, String> atOnce = run(session, Runner.parallel(3));
            assertThat(statements() - before)
                    .as("the history is asked where another node may have made the session's last commit")
                    .isGreaterThan(needed);
            assertThat(atOnce).isEqualTo(newest());
        }
    }
}
