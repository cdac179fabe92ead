package dev.jedro.spark;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.run.RunListener;
import dev.jedro.run.RunResult;
import dev.jedro.run.RunStatus;
import dev.jedro.session.Jedro;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.session.RunHandle;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import dev.jedro.spark.connect.ConnectSession;
import dev.jedro.spark.connect.Endpoint;
import dev.jedro.spark.failure.SparkCode;
import dev.jedro.spark.failure.SparkFailures;
import dev.jedro.spark.server.Call;
import dev.jedro.spark.server.ConnectServer;
import dev.jedro.spark.server.ServerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes on a real Spark Connect server, and what can go wrong on the way to it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@OnTheServer
class ConnectRunsTest {
    private static final String PLANTED = "pl4nted;t0ken=";
    private static final Ref<Dataset<Row>> NUMBERS = ref("numbers");
    private static final Ref<Dataset<Row>> SQUARES = ref("squares");
    private static final Ref<Dataset<Row>> MORE = ref("more");
    private static final Ref<String> SLOW = ref("slow");
    private static final Ref<String> SUM = ref("sum");
    private static final Ref<String> OTHER = ref("other");
    /** What happens while a node works. */
    private static volatile Runnable meanwhile = () -> {};

    static Dataset<Row> numbers(SparkSession spark) {
        return spark.range(1, 101).toDF("n");
    }

    static Dataset<Row> squares(Dataset<Row> numbers) {
        meanwhile.run();
        return numbers.selectExpr("n * n as n");
    }

    static String sum(Dataset<Row> numbers) {
        return String.valueOf(numbers.selectExpr("sum(n)").head().getLong(0));
    }

    static String slow(SparkSession spark) {
        return String.valueOf(spark.range(0, 4_000_000_000L, 1, 8)
                .selectExpr("sum(sqrt(id) * sin(id))")
                .head()
                .get(0));
    }

    /** Registered by its name in jedro.yml. */
    public static final class Sums implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline(
                    "sums",
                    () -> Pipeline.of(
                            node(ConnectRunsTest::numbers).from(Spark.SESSION).to(NUMBERS),
                            node(ConnectRunsTest::squares).from(NUMBERS).to(SQUARES),
                            node(ConnectRunsTest::sum).from(SQUARES).to(SUM)));
            project.pipeline(
                    "two",
                    () -> Pipeline.of(
                            node(ConnectRunsTest::numbers)
                                    .from(Spark.session("other"))
                                    .to(MORE)
                                    .named("more"),
                            node(ConnectRunsTest::sum).from(MORE).to(OTHER).named("other_sum")));
            project.pipeline(
                    "slow",
                    () -> Pipeline.of(
                            node(ConnectRunsTest::slow).from(Spark.SESSION).to(SLOW)));
        }
    }

    /** A second server, which asks for a token; started when a test first needs it. */
    private static final class Guarded {
        static final ConnectServer SERVER = ConnectServer.start(ServerOptions.DEFAULT.tokens(PLANTED));
    }

    private static ConnectServer accepting(String token) {
        Guarded.SERVER.accept(token);
        return Guarded.SERVER;
    }

    @TempDir
    Path root;

    @BeforeEach
    void makesAProject() throws IOException {
        meanwhile = () -> {};
        file("jedro.yml", "name: Sums\nproject: " + Sums.class.getName() + "\n");
        file(
                "conf/base/catalog.yml",
                "sum: {type: Text, filepath: data/sum.txt}\nother: {type: Text, filepath: data/other.txt}\n");
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void connectTo(String url, String more) throws IOException {
        file("conf/base/spark.yml", "provider: connect\nremote: \"" + url + "\"\n" + more);
    }

    private Problem failure(String pipeline) {
        try (Session session = Jedro.open(root)) {
            RunResult result = session.run(RunRequest.of(pipeline));
            assertThat(result.status()).isEqualTo(RunStatus.FAILED);
            return result.problems().get(0);
        }
    }

    @Test
    void doNothingOnTheServerBeforeTheyNeedAResult() throws IOException {
        ConnectServer server = ConnectServer.shared();
        connectTo(server.url(), "headers: {x-test: lazy}\n");
        AtomicReference<List<Call>> before = new AtomicReference<>(List.of());
        meanwhile = () -> before.set(ofTest(server, "lazy"));
        try (Session session = Jedro.open(root)) {
            session.run(RunRequest.of("sums")).orThrow();
            assertThat(session.history().last().orElseThrow().events().toString())
                    .contains("spark.session", "engine=connect", "version=4.");
        }
        assertThat(before.get()).isNotEmpty().noneMatch(Call::executes);
        assertThat(ofTest(server, "lazy")).filteredOn(Call::executes).hasSize(1);
        assertThat(root.resolve("data/sum.txt")).hasContent("338350");
    }

    private static List<Call> ofTest(ConnectServer server, String test) {
        return server.calls().stream()
                .filter(call -> test.equals(call.headers().get("x-test")))
                .toList();
    }

    @Test
    void bearTokenAndHeadersOnEachCallAndShowTheTokenNowhere() throws IOException {
        ConnectServer server = accepting(PLANTED);
        file("conf/base/credentials.yml", "spark:\n  token: \"" + PLANTED + "\"\n");
        connectTo(
                server.url(),
                "token: \"" + PLANTED + "\"\nheaders: {x-test: bear, x-databricks-cluster-id: 0101-abc}\n");
        try (Session session = Jedro.open(root)) {
            session.run(RunRequest.of("sums")).orThrow();
            assertThat(session.snapshot().toString()).doesNotContain("pl4nted");
        }
        assertThat(ofTest(server, "bear"))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.headers())
                        .containsEntry("authorization", "Bearer " + PLANTED)
                        .containsEntry("x-databricks-cluster-id", "0101-abc"));

        server.accept("another");
        Problem problem = failure("sums");
        assertThat(problem.code()).isEqualTo(SparkCode.UNAUTHENTICATED);
        assertThat(problem.where().get(0).source()).isEqualTo("conf/base/spark.yml");
        assertThat(problem.fixes()).isNotEmpty();
        assertThat(problem.toString()).doesNotContain(PLANTED);
        try (var files = Files.walk(root.resolve(".jedro"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain(PLANTED)
                            .doesNotContain("pl4nted"));
        }
    }

    @Test
    void useAFreshTokenWithEachCall() {
        ConnectServer server = accepting("first");
        AtomicReference<String> token = new AtomicReference<>("first");
        try (ConnectSession session = ConnectSession.open(
                Endpoint.parse(server.url(), Place.of("test")),
                () -> Optional.ofNullable(token.get()),
                Map.of(),
                Duration.ofMinutes(1),
                Place.of("test"),
                (tags, done, total) -> {})) {
            assertThat(session.session().range(3).count()).isEqualTo(3);
            server.accept("second");
            token.set("second");
            assertThat(session.session().range(4).count()).isEqualTo(4);
        }
        assertThat(server.headers())
                .extracting(headers -> headers.get("authorization"))
                .contains("Bearer first", "Bearer second");
    }

    @Test
    void loseTheirSessionWithTheServerAndGetAnotherInTheNextRun() throws IOException {
        ConnectServer server = ConnectServer.start(ServerOptions.DEFAULT);
        AtomicReference<ConnectServer> again = new AtomicReference<>(server);
        connectTo(server.url(), "");
        try (Session session = Jedro.open(root)) {
            meanwhile = () -> {
                server.kill();
                again.set(ConnectServer.start(ServerOptions.DEFAULT.port(server.port())));
            };
            RunResult failed = session.run(RunRequest.of("sums"));
            assertThat(failed.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(SparkCode.SESSION_LOST);
                assertThat(problem.where()).isNotEmpty();
                assertThat(problem.fixes()).containsExactly("run again: the next run opens a new session");
            });

            meanwhile = () -> {};
            session.run(RunRequest.of("sums")).orThrow();
            assertThat(Objects.requireNonNull(again.get()).calls())
                    .as("who has lost a session is not asked to close it")
                    .extracting(Call::method)
                    .contains("ExecutePlan")
                    .doesNotContain("ReleaseSession");
        } finally {
            Objects.requireNonNull(again.get()).close();
            server.close();
        }
        assertThat(root.resolve("data/sum.txt")).hasContent("338350");
    }

    @Test
    void reachTwoServersFromOneProcess() throws IOException {
        ConnectServer one = ConnectServer.shared();
        ConnectServer two = accepting("t");
        connectTo(
                one.url(),
                "headers: {x-test: one}\nsessions: {other: {provider: connect, remote: '" + two.url()
                        + "/;token=t', headers: {x-test: two}}}\n");
        try (Session session = Jedro.open(root)) {
            session.run(RunRequest.of("sums")).orThrow();
            session.run(RunRequest.of("two")).orThrow();
        }
        assertThat(ofTest(one, "one")).filteredOn(Call::executes).isNotEmpty();
        assertThat(ofTest(one, "two")).isEmpty();
        assertThat(ofTest(two, "two")).filteredOn(Call::executes).isNotEmpty();
        assertThat(ofTest(two, "one")).isEmpty();
    }

    @Test
    void areStoppedOnTheServerTooWhenTheRunIsCancelledAndShowTheirTasks() throws Exception {
        ConnectServer server = ConnectServer.shared();
        connectTo(server.url(), "headers: {x-test: stop}\n");
        CountDownLatch working = new CountDownLatch(1);
        List<String> shown = new CopyOnWriteArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void nodeProgress(Node node, long done, long total, String what) {
                shown.add(node.name() + " " + total + " " + what);
                working.countDown();
            }
        };
        try (Session session = Jedro.open(root)) {
            RunHandle run = session.start(RunRequest.of("slow").listener(listener));
            assertThat(working.await(60, TimeUnit.SECONDS))
                    .as("progress is told")
                    .isTrue();
            run.cancel();
            assertThat(run.await().status()).isEqualTo(RunStatus.CANCELLED);
        }
        assertThat(ofTest(server, "stop")).extracting(Call::method).contains("Interrupt");
        assertThat(shown).contains("slow 8 tasks");
    }

    @Test
    void failWithinSecondsIfThereIsNoServer() throws IOException {
        connectTo("sc://localhost:1", "");
        long begun = System.nanoTime();
        Problem problem = failure("sums");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        assertThat(problem.code()).isEqualTo(SparkCode.UNREACHABLE);
        assertThat(problem.what()).contains("sc://localhost:1").contains("refused");
        assertThat(problem.where().get(0)).hasToString("conf/base/spark.yml:2:1");
        assertThat(problem.fixes()).contains("start the server, or correct host and port");
    }

    @Test
    void fallBackOnThisProcessOnlyIfTheyMay() throws IOException {
        LocalSpark.start();
        connectTo("sc://localhost:1", "on_connect_failure: local\n");
        try (Session session = Jedro.open(root)) {
            session.run(RunRequest.of("sums")).orThrow();
            assertThat(session.history().last().orElseThrow().events().toString())
                    .contains("fallback=true");
        }
        assertThat(root.resolve("data/sum.txt")).hasContent("338350");

        connectTo("sc://localhost:1", "on_connect_failure: local\nproduction: true\n");
        try (Session session = Jedro.open(root)) {
            assertThat(session.run(RunRequest.of("sums")).problems())
                    .extracting(Problem::code)
                    .containsExactly(SparkCode.UNREACHABLE, SparkCode.FALL_BACK_REFUSED);
        }
    }

    @Test
    void areToldThatASettingIsTheServersOwn() throws IOException {
        connectTo(ConnectServer.shared().url(), "conf: {spark.sql.warehouse.dir: /tmp/x}\n");
        Problem problem = failure("sums");

        assertThat(problem.code()).isEqualTo(SparkCode.WRONG_SETTING);
        assertThat(problem.what()).contains("'spark.sql.warehouse.dir'");
        assertThat(problem.where().get(0).source()).isEqualTo("conf/base/spark.yml");
    }

    @Test
    void nameWhatSparkDoesNotKnow() {
        try (ConnectSession open = ConnectSession.open(
                Endpoint.parse(ConnectServer.shared().url(), Place.of("test")),
                Optional::empty,
                Map.of(),
                Duration.ofMinutes(1),
                Place.of("test"),
                (tags, done, total) -> {})) {
            SparkSession spark = open.session();
            assertThat(explained(
                            () -> spark.range(3).toDF("amount").select("amonut").collectAsList()))
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(SparkCode.NOT_FOUND);
                        assertThat(problem.what()).contains("column 'amonut'");
                        assertThat(problem.near()).containsExactly("amount");
                    });
            assertThat(explained(() -> spark.table("no.such_table").count())).satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(SparkCode.NOT_FOUND);
                assertThat(problem.what()).contains("no.such_table");
            });
            assertThat(explained(() -> spark.read().text("file:/only/here.txt").count()))
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(SparkCode.NO_PATH);
                        assertThat(problem.fixes().toString()).contains("not seen by the cluster");
                    });
            assertThat(explained(
                            () -> spark.sql("SHOW TABLES IN no_such_schema").collectAsList()))
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(SparkCode.NOT_FOUND);
                        assertThat(problem.what()).contains("schema", "no_such_schema");
                    });
            Object bound = new Object();
            assertThat(explained(() -> spark.range(3)
                            .map((MapFunction<Long, Long>) n -> n + bound.hashCode(), Encoders.LONG())
                            .collectAsList()))
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(SparkCode.NOT_SERIALIZABLE);
                        assertThat(problem.fixes().toString()).contains("inside the lambda");
                    });
            assertThat(explained(() -> spark.range(3)
                            .map((MapFunction<Long, Long>) n -> n + 1, Encoders.LONG())
                            .collectAsList()))
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(SparkCode.CLASS_MISSING);
                        assertThat(problem.fixes().toString()).contains("name its jar");
                    });
            Dataset<Row> here = LocalSpark.session().range(3).toDF("n");
            assertThat(explained(() -> spark.range(3).toDF("n").union(here).collectAsList()))
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(SparkCode.OTHER_SESSION);
                        assertThat(problem.fixes().toString()).contains("same session");
                    });
        }
    }

    private static Problem explained(ThrowingCallable work) {
        return SparkFailures.explain(catchThrowable(work)).orElseThrow();
    }
}
