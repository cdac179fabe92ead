package dev.jedro.spark;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.JedroException;
import dev.jedro.run.RunListener;
import dev.jedro.run.RunStatus;
import dev.jedro.session.Jedro;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.session.RunHandle;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import dev.jedro.spark.failure.SparkCode;
import dev.jedro.spark.session.OpenSession;
import dev.jedro.spark.session.SessionRequest;
import dev.jedro.spark.session.SparkSessionProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes on the engine inside this process. */
@OnTheEngine
@OnTheServer
class LocalSessionTest {
    private static final Ref<Dataset<Row>> NUMBERS = ref("numbers");
    private static final Ref<String> SUM = ref("sum");
    private static final Ref<String> ACTIVE = ref("active");

    static Dataset<Row> numbers(SparkSession spark) {
        return spark.range(1, 101).toDF("n");
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

    static String active(SparkSession spark) {
        return String.valueOf(SparkSession.getActiveSession().get() == spark);
    }

    /** A provider of somebody else's, found by its name in META-INF/services. */
    public static final class OwnProvider implements SparkSessionProvider {
        private static int closed;

        @Override
        public String name() {
            return "own-client";
        }

        @Override
        public OpenSession open(SessionRequest request) {
            SparkSession session = LocalSpark.session();
            request.settings().conf().forEach(session.conf()::set);
            return new OpenSession() {
                @Override
                public SparkSession session() {
                    return session;
                }

                @Override
                public boolean remote() {
                    return false;
                }

                @Override
                public Map<String, String> facts() {
                    return Map.of("engine", "own");
                }

                @Override
                public void close() {
                    closed++;
                }
            };
        }
    }

    /** Registered by its name in jedro.yml. */
    public static final class Sums implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline(
                    "sums",
                    () -> Pipeline.of(
                            node(LocalSessionTest::numbers).from(Spark.SESSION).to(NUMBERS),
                            node(LocalSessionTest::sum).from(NUMBERS).to(SUM)));
            project.pipeline(
                    "slow",
                    () -> Pipeline.of(
                            node(LocalSessionTest::slow).from(Spark.SESSION).to(ref("slow"))));
            project.pipeline(
                    "active",
                    () -> Pipeline.of(node(LocalSessionTest::active)
                            .from(Spark.session("second"))
                            .to(ACTIVE)));
        }
    }

    @TempDir
    Path root;

    @BeforeEach
    void makesAProject() throws IOException {
        file("jedro.yml", "name: Sums\nproject: " + Sums.class.getName() + "\n");
        file("conf/base/catalog.yml", "sum: {type: Text, filepath: data/sum.txt}\n");
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void givesNodesASessionWithDelta() throws IOException {
        file("conf/base/spark.yml", "master: local[2]\nconf: {spark.sql.shuffle.partitions: 3}\n");
        try (Session session = Jedro.open(root)) {
            session.run(RunRequest.of("sums")).orThrow();
        }
        assertThat(root.resolve("data/sum.txt")).hasContent("5050");
    }

    @Test
    void tellsOfAnUnknownProvider() throws IOException {
        file("conf/base/spark.yml", "provider: locl\n");
        try (Session session = Jedro.open(root)) {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> session.run(RunRequest.of("sums")).orThrow())
                    .withMessageContaining("JED-750")
                    .withMessageContaining("Near: local");
        }
    }

    @Test
    void takesAProviderThatAJarBringsAndClosesWhatItOpened() throws IOException {
        file("conf/base/spark.yml", "provider: own-client\nconf: {spark.sql.shuffle.partitions: 3}\n");
        int before = OwnProvider.closed;
        try (Session session = Jedro.open(root)) {
            session.run(RunRequest.of("sums")).orThrow();
            assertThat(session.history().last().orElseThrow().events().toString())
                    .contains("engine=own");
            assertThat(OwnProvider.closed).isEqualTo(before);
        }
        assertThat(OwnProvider.closed).isEqualTo(before + 1);
        assertThat(root.resolve("data/sum.txt")).hasContent("5050");
    }

    @Test
    void isTheOneThatIsThereAndStaysOpenIfAmbientIsAskedFor() throws IOException {
        file("conf/base/spark.yml", "provider: ambient\nconf: {spark.sql.shuffle.partitions: 3}\n");
        SparkSession there = LocalSpark.session();
        SparkSession.setActiveSession(there);
        try (Session session = Jedro.open(root)) {
            session.run(RunRequest.of("sums")).orThrow();
            assertThat(session.history().last().orElseThrow().events().toString())
                    .contains("engine=ambient");
        }
        assertThat(root.resolve("data/sum.txt")).hasContent("5050");
        assertThat(there.conf().get("spark.sql.shuffle.partitions")).isEqualTo("3");
        assertThat(there.range(3).count()).isEqualTo(3);
    }

    @Test
    void isOneOnAnEngineOfOthersBehindARemoteSession() throws IOException {
        LocalSpark.start();
        scala.Option<SparkSession> left = SparkSession.getDefaultSession();
        SparkSession.setDefaultSession(RemoteSpark.session());
        try (Session session = Jedro.open(root)) {
            session.run(RunRequest.of("sums")).orThrow();
        } finally {
            SparkSession.setDefaultSession(left.get());
        }
        assertThat(root.resolve("data/sum.txt")).hasContent("5050");
        assertThat(LocalSpark.session().range(3).count()).as("not stopped").isEqualTo(3);
    }

    @Test
    void isMissedIfAmbientIsAskedForAndThereIsNone() throws IOException {
        file("conf/base/spark.yml", "provider: ambient\n");
        // Other tests of this JVM may have left one.
        scala.Option<SparkSession> left = SparkSession.getDefaultSession();
        SparkSession.clearDefaultSession();
        SparkSession.clearActiveSession();
        try (Session session = Jedro.open(root)) {
            assertThat(session.run(RunRequest.of("sums")).problems())
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(SparkCode.NO_AMBIENT);
                        assertThat(problem.where().get(0)).hasToString("conf/base/spark.yml:1:1");
                        assertThat(problem.fixes())
                                .containsExactly(
                                        "run inside a Spark runtime, such as a notebook on a cluster",
                                        "use provider: local");
                    });
        } finally {
            if (left.isDefined()) {
                SparkSession.setDefaultSession(left.get());
            }
        }
    }

    @Test
    void isTheActiveOneOfTheThreadWhereItsNodeRuns() throws IOException {
        file("conf/base/spark.yml", "sessions: {second: {provider: own-client}}\n");
        file("conf/base/catalog.yml", "active: {type: Text, filepath: data/active.txt}\n");
        SparkSession.setActiveSession(LocalSpark.session());
        try (Session session = Jedro.open(root)) {
            session.run(RunRequest.of("active")).orThrow();
        }
        assertThat(root.resolve("data/active.txt")).hasContent("true");
    }

    @Test
    void tellsWhatIsWrongInSparkYmlAsItIsAndAllAtOnce() throws IOException {
        file("conf/base/spark.yml", "provder: local\nmaster: [1]\n");
        try (Session session = Jedro.open(root)) {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> session.run(RunRequest.of("sums")))
                    .satisfies(thrown -> assertThat(thrown.problems())
                            .hasSize(2)
                            .noneMatch(problem -> problem.code().id().equals("JED-451"))
                            .extracting(problem -> problem.where().get(0).toString())
                            .allMatch(place -> place.startsWith("conf/base/spark.yml:")));
        }
    }

    @Test
    void tellNamesOfCatalogsThatSparkDoesNotTakeBeforeItStarts() throws IOException {
        for (String catalogs : List.of("[]", "[a.b]", "[spark_catalog, main]")) {
            file("conf/base/spark.yml", "catalogs: " + catalogs + "\n");
            try (Session session = Jedro.open(root)) {
                assertThat(session.check())
                        .as(catalogs)
                        .filteredOn(problem -> problem.code() == SparkCode.BAD_CATALOGS)
                        .singleElement()
                        .satisfies(
                                problem -> assertThat(problem.where().get(0)).hasToString("conf/base/spark.yml:1:1"));
            }
        }
    }

    @Test
    void tellAMasterThatSparkDoesNotKnowBeforeItStarts() throws IOException {
        for (String master : List.of("7", "lokal", "local[two]", "local[]")) {
            file("conf/base/spark.yml", "master: \"" + master + "\"\ncatalogs: []\n");
            try (Session session = Jedro.open(root)) {
                assertThat(session.check())
                        .as(master)
                        .extracting(problem -> problem.where().get(0).toString())
                        .contains("conf/base/spark.yml:1:1", "conf/base/spark.yml:2:1");
            }
        }
        for (String master : List.of("local", "local[*]", "local[2, 3]", "spark://host:7077", "yarn")) {
            file("conf/base/spark.yml", "master: \"" + master + "\"\n");
            try (Session session = Jedro.open(root)) {
                assertThat(session.check()).as(master).noneMatch(problem -> problem.code() == SparkCode.WRONG_SETTING);
            }
        }
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void showsTheTasksOfANodeAndStopsThemWhenTheRunIsCancelled() throws Exception {
        SparkSession spark = LocalSpark.session();
        CountDownLatch working = new CountDownLatch(1);
        List<String> shown = new CopyOnWriteArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void nodeProgress(Node node, long done, long total, String what) {
                shown.add(node.name() + " " + what);
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
        assertThat(shown).contains("slow tasks");
        while (spark.sparkContext().statusTracker().getActiveJobIds().length > 0) {
            Thread.onSpinWait(); // it would go on for minutes if nobody stopped it
        }
    }
}
