package dev.jedro.spark;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jedro.duckdb.DuckDb;
import dev.jedro.duckdb.Relation;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.session.Jedro;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that goes from one engine to the other: by a file that both know, and by nothing else. */
@OnTheEngine
class CrossingEnginesTest {
    record Planet(String name, int moons) {}

    private static final List<Planet> PLANETS = List.of(new Planet("Mars", 2), new Planet("Venus", 0));
    private static final Ref<Dataset<Row>> BY_SPARK = ref("by_spark@spark");
    private static final Ref<Relation> BY_SPARK_AS_RELATION = ref("by_spark@duckdb");
    private static final Ref<Relation> BY_DUCKDB = ref("by_duckdb@duckdb");
    private static final Ref<Dataset<Row>> BY_DUCKDB_AS_ROWS = ref("by_duckdb@spark");
    private static final Ref<String> MOONS = ref("moons");
    private static final Ref<String> NAMES = ref("names");

    static Dataset<Row> rows(SparkSession spark) {
        return dev.jedro.spark.rows.SparkRows.of(spark, PLANETS).repartition(2);
    }

    static Relation relation(DuckDb duckdb) {
        return duckdb.relation(Planet.class, PLANETS);
    }

    static String moons(Relation planets) {
        return String.valueOf(
                planets.rows(Planet.class).stream().mapToInt(Planet::moons).sum());
    }

    static String names(Dataset<Row> planets) {
        return planets.orderBy("name").select("name").collectAsList().toString();
    }

    /** Registered by its name in jedro.yml. */
    public static final class Both implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline(
                    "both",
                    () -> Pipeline.of(
                            node(CrossingEnginesTest::rows).from(Spark.SESSION).to(BY_SPARK),
                            node(CrossingEnginesTest::moons)
                                    .from(BY_SPARK_AS_RELATION)
                                    .to(MOONS),
                            node(CrossingEnginesTest::relation)
                                    .from(DuckDb.ENGINE)
                                    .to(BY_DUCKDB),
                            node(CrossingEnginesTest::names)
                                    .from(BY_DUCKDB_AS_ROWS)
                                    .to(NAMES)));
        }
    }

    /** Says of one value that it is of both engines. */
    public static final class InMemory implements JedroProject {
        private static final Ref<Dataset<Row>> GIVEN = ref("planets");
        private static final Ref<Relation> TAKEN = ref("planets");

        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline(
                    "memory",
                    () -> Pipeline.of(
                            node(CrossingEnginesTest::rows).from(Spark.SESSION).to(GIVEN),
                            node(CrossingEnginesTest::moons).from(TAKEN).to(MOONS)));
        }
    }

    @TempDir
    Path root;

    @BeforeEach
    void makesAProject() throws IOException {
        LocalSpark.start();
        file("conf/base/catalog.yml", """
                by_spark@spark: {type: spark.File, filepath: data/by_spark, partition_columns: [name]}
                by_spark@duckdb: {type: duckdb.Parquet, filepath: data/by_spark, partition_by: [name]}
                by_duckdb@duckdb: {type: duckdb.Parquet, filepath: data/by_duckdb.parquet}
                by_duckdb@spark: {type: spark.File, filepath: data/by_duckdb.parquet}
                moons: {type: Text, filepath: data/moons.txt}
                names: {type: Text, filepath: data/names.txt}
                """);
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void run(Class<? extends JedroProject> project) throws IOException {
        file("jedro.yml", "name: Crossing\nproject: " + project.getName() + "\n");
        try (Session session = Jedro.open(root)) {
            session.run().orThrow();
        }
    }

    @Test
    void readsWithOneEngineWhatTheOtherWrote() throws IOException {
        run(Both.class);
        run(Both.class); // the second finds a folder of Spark and a file of DuckDB

        assertThat(root.resolve("data/moons.txt")).hasContent("2");
        assertThat(root.resolve("data/names.txt")).hasContent("[[Mars], [Venus]]");
        assertThat(root.resolve("data/by_spark")).isDirectory();
        assertThat(root.resolve("data/by_duckdb.parquet")).isRegularFile();
    }

    @Test
    void tellsBeforeTheRunThatMemoryDoesNotTurnOneEnginesRowsIntoTheOthers() {
        JedroException refused = catchThrowableOfType(JedroException.class, () -> run(InMemory.class));

        Problem problem = refused.problems().get(0);
        assertThat(refused.problems()).hasSize(1);
        assertThat(problem.code()).isEqualTo(dev.jedro.run.RunCode.TYPES_DIFFER);
        assertThat(refused)
                .hasMessageContaining("takes 'planets' as Relation")
                .hasMessageContaining("CrossingEnginesTest.java:")
                .hasMessageContaining("'planets@rows' and 'planets@table' with one filepath");
        assertThat(root.resolve("data/moons.txt")).doesNotExist();
    }
}
