package dev.jedro.spark;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.databricks.DatabricksCode;
import dev.jedro.databricks.testkit.FakeWorkspace;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.Problem;
import dev.jedro.run.RunListener;
import dev.jedro.session.Jedro;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import dev.jedro.spark.failure.SparkCode;
import dev.jedro.spark.server.Call;
import dev.jedro.spark.server.ConnectServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes on the clusters of a workspace: its REST interface is a fake, the Spark behind it is real. */
@OnTheServer
class DatabricksSessionTest {
    private static final String CLUSTER = "1120-101010-abcd1234";
    private static final String RUNTIME = "19.1.x-scala2.13";
    private static final Ref<Dataset<Row>> NUMBERS = ref("numbers");
    private static final Ref<String> SUM = ref("sum");
    private static final Ref<String> GREETING = ref("greeting");
    private static final Ref<Dataset<Row>> TABLE = ref("table");

    static Dataset<Row> numbers(SparkSession spark) {
        return spark.range(1, 101).toDF("n");
    }

    static String talkative(SparkSession spark) {
        if (spark.range(1).isEmpty()) {
            return "";
        }
        throw new IllegalStateException("no luck with planted-dapi in " + spark.version());
    }

    static String sum(Dataset<Row> numbers) {
        return String.valueOf(numbers.selectExpr("sum(n)").head().getLong(0));
    }

    static String greeting() {
        return "hello";
    }

    static String greeted(String greeting, Dataset<Row> table) {
        return greeting + table.count();
    }

    /** Registered by its name in jedro.yml. */
    public static final class Sums implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline(
                    "sums",
                    () -> Pipeline.of(
                            node(DatabricksSessionTest::numbers)
                                    .from(Spark.SESSION)
                                    .to(NUMBERS),
                            node(DatabricksSessionTest::sum).from(NUMBERS).to(SUM)));
            project.pipeline(
                    "greeted",
                    () -> Pipeline.of(
                            node(DatabricksSessionTest::greeting).to(GREETING),
                            node(DatabricksSessionTest::greeted)
                                    .from(GREETING, TABLE)
                                    .to(SUM)));
            project.pipeline(
                    "talkative",
                    () -> Pipeline.of(node(DatabricksSessionTest::talkative)
                            .from(Spark.SESSION)
                            .to(SUM)));
        }
    }

    private final ConnectServer server = ConnectServer.shared();
    private final FakeWorkspace workspace =
            FakeWorkspace.start().spark(server.port()).cluster(CLUSTER, "RUNNING", RUNTIME);

    @TempDir
    Path root;

    @BeforeEach
    void makesAProject() throws IOException {
        file("jedro.yml", "name: Sums\nproject: " + Sums.class.getName() + "\n");
        file("conf/base/catalog.yml", """
                sum: {type: Text, filepath: data/sum.txt}
                greeting: {type: Text, filepath: data/greeting.txt}
                table: {type: spark.Table, table: shop.orders}
                """);
    }

    @AfterEach
    void closesTheWorkspace() {
        workspace.close();
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<Problem> failures() {
        return failures(RunListener.none());
    }

    private List<Problem> failures(RunListener listener) {
        try (Session session = Jedro.open(root)) {
            return session.run(RunRequest.of("sums").listener(listener)).problems();
        }
    }

    private List<Call> callsOf(String test) {
        return server.calls().stream()
                .filter(call -> test.equals(call.headers().get("x-test")))
                .toList();
    }

    @Test
    void workOnTheClusterWithTheTokenAndTheClusterIdOnEachCall() throws IOException {
        workspace.token("planted-dapi");
        file(".env", "DATABRICKS_HOST=" + workspace.url() + "\nDATABRICKS_TOKEN=planted-dapi\n");
        file(
                "conf/base/spark.yml",
                "provider: databricks\ncluster_id: " + CLUSTER + "\nheaders: {x-test: cluster}\n"
                        + "conf: {spark.sql.shuffle.partitions: '2'}\n");

        try (Session session = Jedro.open(root)) {
            session.run(RunRequest.of("sums")).orThrow();
            assertThat(session.history().last().orElseThrow().events().toString())
                    .contains("spark.session", workspace.url().replace("http://", ""))
                    .doesNotContain("planted");
            assertThat(session.run(RunRequest.of("talkative")).problems())
                    .singleElement()
                    .asString()
                    .contains("no luck with ***** in")
                    .doesNotContain("planted");
            assertThat(session.masked("planted-dapi")).isEqualTo("*****");
        }

        assertThat(root.resolve("data/sum.txt")).hasContent("5050");
        assertThat(workspace.requests()).contains("GET /api/2.1/clusters/get");
        assertThat(callsOf("cluster"))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.headers())
                        .containsEntry("authorization", "Bearer planted-dapi")
                        .containsEntry("x-databricks-cluster-id", CLUSTER));
        try (var files = Files.walk(root.resolve(".jedro"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("planted"));
        }
    }

    @Test
    void useARefreshedTokenOfAServicePrincipal() throws IOException {
        workspace.servicePrincipal("robot", "planted-secret").tokenLife(1);
        file(
                ".env",
                "DATABRICKS_HOST=" + workspace.url()
                        + "\nDATABRICKS_CLIENT_ID=robot\nDATABRICKS_CLIENT_SECRET=planted-secret\n");
        file(
                "conf/base/spark.yml",
                "provider: databricks\ncluster_id: " + CLUSTER + "\nheaders: {x-test: principal}\n");

        assertThat(failures()).isEmpty();

        Set<String> used = callsOf("principal").stream()
                .map(call -> call.headers().get("authorization"))
                .collect(Collectors.toSet());
        assertThat(used).hasSizeGreaterThan(1).allMatch(value -> value.startsWith("Bearer issued-"));
    }

    @Test
    void startNoClusterThatStandsStill() throws IOException {
        workspace.token("dapi").cluster(CLUSTER, "TERMINATED", RUNTIME);
        file(".env", "DATABRICKS_HOST=" + workspace.url() + "\nDATABRICKS_TOKEN=dapi\n");
        file("conf/base/spark.yml", "provider: databricks\ncluster_id: " + CLUSTER + "\n");

        assertThat(failures()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(DatabricksCode.CLUSTER_STOPPED);
            assertThat(problem.where().get(0)).hasToString("conf/base/spark.yml:2:1");
            assertThat(problem.fixes()).contains("let runs start it, with auto_start: always in spark.yml");
        });
        assertThat(workspace.requests()).doesNotContain("POST /api/2.1/clusters/start");

        file("conf/base/spark.yml", "provider: databricks\ncluster_id: " + CLUSTER + "\nauto_start: always\n");
        assertThat(failures()).isEmpty();
        assertThat(workspace.requests()).contains("POST /api/2.1/clusters/start");
    }

    @Test
    void startAClusterThatStandsStillIfThePersonWhoWatchesTheRunSaysSo() throws IOException {
        workspace.token("dapi").cluster(CLUSTER, "TERMINATED", RUNTIME);
        file(".env", "DATABRICKS_HOST=" + workspace.url() + "\nDATABRICKS_TOKEN=dapi\n");
        file("conf/base/spark.yml", "provider: databricks\ncluster_id: " + CLUSTER + "\nauto_start: prompt\n");
        List<String> asked = new CopyOnWriteArrayList<>();
        AtomicBoolean answer = new AtomicBoolean();
        RunListener person = new RunListener() {
            @Override
            public boolean agrees(String question) {
                asked.add(question);
                return answer.get();
            }
        };

        assertThat(failures(person)).extracting(Problem::code).containsExactly(DatabricksCode.CLUSTER_STOPPED);
        assertThat(workspace.requests()).doesNotContain("POST /api/2.1/clusters/start");
        answer.set(true);
        assertThat(failures(person)).isEmpty();
        assertThat(workspace.requests()).containsOnlyOnce("POST /api/2.1/clusters/start");
        assertThat(root.resolve("data/sum.txt")).hasContent("5050");
        assertThat(asked)
                .hasSize(2)
                .containsOnly("The cluster 'cluster " + CLUSTER + "' is terminated. Start it, which costs money?");
    }

    @Test
    void tellOfAWrongTokenAndOfAClusterThatIsNotThere() throws IOException {
        workspace.token("dapi");
        file(".env", "DATABRICKS_HOST=" + workspace.url() + "\nDATABRICKS_TOKEN=planted-wrong\n");
        file("conf/base/spark.yml", "provider: databricks\ncluster_id: " + CLUSTER + "\n");
        assertThat(failures()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(DatabricksCode.BAD_TOKEN);
            assertThat(problem.toString()).contains(".env:2").doesNotContain("planted");
        });

        file(".env", "DATABRICKS_HOST=" + workspace.url() + "\nDATABRICKS_TOKEN=dapi\n");
        file("conf/base/spark.yml", "provider: databricks\ncluster_id: 1120-101010-none1234\n");
        assertThat(failures()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(DatabricksCode.NOT_FOUND);
            assertThat(problem.what()).contains("1120-101010-none1234");
            assertThat(problem.where().get(0)).hasToString("conf/base/spark.yml:2:1");
        });

        file("conf/base/spark.yml", "provider: databricks\n");
        assertThat(failures()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(DatabricksCode.BAD_COMPUTE);
            assertThat(problem.fixes().toString()).contains("cluster_id");
        });
    }

    @Test
    void sayWhatIsMissingBeforeAnythingRuns() throws IOException {
        file(".env", "DATABRICKS_HOST=" + workspace.url() + "\nDATABRICKS_TOKEN=dapi\n");
        file("conf/base/spark.yml", "provider: databricks\n");

        try (Session session = Jedro.open(root)) {
            assertThat(session.run(RunRequest.of("greeted")).problems())
                    .extracting(Problem::code)
                    .containsExactly(DatabricksCode.BAD_COMPUTE);
        }

        assertThat(root.resolve("data/greeting.txt")).doesNotExist();
        assertThat(workspace.requests()).isEmpty();
    }

    @Test
    void areCheckedWithoutARunAndWithoutAskingTheWorkspace() throws IOException {
        file(".env", "DATABRICKS_HOST=" + workspace.url() + "\nDATABRICKS_TOKEN=dapi\n");
        file("conf/base/spark.yml", "provider: databricks\n");

        try (Session session = Jedro.open(root)) {
            assertThat(session.check()).extracting(Problem::code).contains(DatabricksCode.BAD_COMPUTE);
        }

        assertThat(workspace.requests()).isEmpty();
    }

    @Test
    void tellWhereToLookIfNoSparkAnswersBehindTheWorkspace() throws IOException {
        try (FakeWorkspace alone = FakeWorkspace.start().token("dapi").cluster(CLUSTER, "RUNNING", RUNTIME)) {
            file(".env", "DATABRICKS_HOST=" + alone.url() + "\nDATABRICKS_TOKEN=dapi\n");
            file("conf/base/spark.yml", "provider: databricks\ncluster_id: " + CLUSTER + "\n");

            assertThat(failures()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(SparkCode.UNREACHABLE);
                assertThat(problem.what()).doesNotContain("Exception: ");
                assertThat(problem.fixes()).first().asString().endsWith(alone.url() + "/compute/clusters/" + CLUSTER);
            });
        }
    }
}
