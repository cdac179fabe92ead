package dev.jedro.spark.udf;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.session.Jedro;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import dev.jedro.spark.OnTheServer;
import dev.jedro.spark.Spark;
import dev.jedro.spark.failure.SparkCode;
import dev.jedro.spark.server.ConnectServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions of docs/spark.md: of a project's own classes, run by a server that had never seen them. */
@OnTheServer
class FunctionsGuideTest {
    private static final Ref<List<String>> NAMES = ref("names");
    private static final Ref<String> BROKEN = ref("broken");

    /** A function that is a class of its own. */
    public static final class Shout implements UDF1<String, String> {
        private static final long serialVersionUID = 1;

        @Override
        public String call(String text) {
            // In a jar that spark.yml names.
            boolean loud = Thread.currentThread().getContextClassLoader().getResource("loud") != null;
            return text.toUpperCase(Locale.ROOT) + (loud ? "!" : "");
        }
    }

    /** What a typed map gives and takes. */
    public static final class Planet {
        private String name = "";
        private int moons;

        public String getName() {
            return name;
        }

        public void setName(String given) {
            name = given;
        }

        public int getMoons() {
            return moons;
        }

        public void setMoons(int given) {
            moons = given;
        }
    }

    // snippet: functions
    static List<String> names(SparkSession spark) {
        spark.udf().register("shout", new Shout(), DataTypes.StringType);
        spark.udf().register("half", (UDF1<Long, Double>) n -> n / 2.0, DataTypes.DoubleType);
        return spark.range(1, 5)
                .selectExpr("shout(concat('p', id)) AS name", "int(2 * half(id)) AS moons")
                .as(Encoders.bean(Planet.class))
                .filter((FilterFunction<Planet>) planet -> planet.getMoons() > 2)
                .map((MapFunction<Planet, String>) planet -> planet.getName() + planet.getMoons(), Encoders.STRING())
                .collectAsList();
    }
    // end

    /** Cannot be sent anywhere. */
    static final class Connection {
        String use(long n) {
            return "n" + n;
        }
    }

    static String notSerializable(SparkSession spark) {
        Connection connection = new Connection();
        return spark.range(3)
                .map((MapFunction<Long, String>) connection::use, Encoders.STRING())
                .collectAsList()
                .toString();
    }

    static String asFunction(SparkSession spark) {
        spark.udf().register("shout", new Shout(), DataTypes.StringType);
        return spark.sql("select shout('a')").head().getString(0);
    }

    static String asMap(SparkSession spark) {
        return spark.range(3)
                .map((MapFunction<Long, String>) n -> "n" + n, Encoders.STRING())
                .collectAsList()
                .toString();
    }

    /** Registered by its name in jedro.yml. */
    public static final class Functions implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline(
                    "names",
                    () -> Pipeline.of(
                            node(FunctionsGuideTest::names).from(Spark.SESSION).to(NAMES)));
            project.pipeline(
                    "not_serializable",
                    () -> Pipeline.of(node(FunctionsGuideTest::notSerializable)
                            .from(Spark.SESSION)
                            .to(BROKEN)));
            project.pipeline(
                    "as_function",
                    () -> Pipeline.of(node(FunctionsGuideTest::asFunction)
                            .from(Spark.SESSION)
                            .to(BROKEN)));
            project.pipeline(
                    "as_map",
                    () -> Pipeline.of(
                            node(FunctionsGuideTest::asMap).from(Spark.SESSION).to(BROKEN)));
        }
    }

    @TempDir
    Path root;

    @BeforeEach
    void makesAProject() throws IOException {
        file("jedro.yml", "name: Functions\nproject: " + Functions.class.getName() + "\n");
        file(
                "conf/base/catalog.yml",
                "names: {type: Json, filepath: data/names.json}\nbroken: {type: Text, filepath: data/broken.txt}\n");
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void connect(String more) throws IOException {
        file(
                "conf/base/spark.yml",
                "provider: connect\nremote: " + ConnectServer.shared().url() + "\n" + more);
    }

    private Problem failure(Session session, String pipeline) {
        return session.run(RunRequest.of(pipeline)).problems().get(0);
    }

    @Test
    void runThereOnceTheSessionHasSentThem() throws IOException {
        connect("headers: {x-test: functions}\nclasses: {jars: [loud.jar]}\n");
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(root.resolve("loud.jar")))) {
            jar.putNextEntry(new ZipEntry("loud"));
        }
        try (Session session = Jedro.open(root)) {
            session.run(RunRequest.of("names")).orThrow();
            long sent = uploads();
            assertThat(sent).isPositive();
            session.run(RunRequest.of("names")).orThrow();
            assertThat(uploads()).as("once a session").isEqualTo(sent);

            Problem problem = failure(session, "not_serializable");
            assertThat(problem.code()).isEqualTo(SparkCode.NOT_SERIALIZABLE);
            assertThat(problem.what()).contains("FunctionsGuideTest.Connection");
            assertThat(problem.where()).isNotEmpty();
        }
        assertThat(root.resolve("data/names.json"))
                .content()
                .contains("P3!3", "P4!4")
                .doesNotContain("P2");
    }

    @Test
    void missAJarBeforeTheRun() throws IOException {
        connect("classes: {jars: [gone.jar]}\n");
        try (Session session = Jedro.open(root)) {
            assertThat(session.check())
                    .filteredOn(problem -> problem.code() == SparkCode.WRONG_SETTING)
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.what()).contains("gone.jar");
                        assertThat(problem.where()).containsExactly(Place.of("conf/base/spark.yml", 3, 1));
                    });
        }
    }

    private static long uploads() {
        return ConnectServer.shared().calls().stream()
                .filter(call -> "functions".equals(call.headers().get("x-test")))
                .filter(call -> call.method().equals("AddArtifacts"))
                .count();
    }

    @Test
    void areMissedByNameWhereTheyWereNotSent() throws IOException {
        connect("classes: {send: false}\n");
        try (Session session = Jedro.open(root)) {
            for (String pipeline : List.of("as_function", "as_map")) {
                Problem problem = failure(session, pipeline);
                assertThat(problem.code()).isEqualTo(SparkCode.CLASS_MISSING);
                assertThat(problem.what())
                        .contains("the class dev.jedro.spark.udf.FunctionsGuideTest")
                        .doesNotContain("..");
                assertThat(problem.where()).extracting(Place::source).containsOnly("FunctionsGuideTest.java");
                assertThat(problem.fixes()).hasSize(2);
            }
        }
    }
}
