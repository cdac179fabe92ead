package dev.jedro.duckdb;

import static dev.jedro.duckdb.Relation.named;
import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.JedroException;
import dev.jedro.session.Jedro;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that make relations of nothing and rows one by one, in a session. */
class SessionTest {
    record Planet(String name, int moons) {}

    record Visit(int id, String planet) {}

    private static final Ref<Relation> PLANETS = ref("planets");
    private static final Ref<Stream<Visit>> VISITS = ref("visits");
    private static final Ref<Relation> VISITED = ref("visits");
    private static final Ref<Relation> JOINED = ref("joined");
    private static final Ref<Relation> COUNTED = ref("counted");
    private static final Ref<Double> TOTAL = ref("total");

    static Relation planets(DuckDb duckdb) {
        return duckdb.relation(Planet.class, List.of(new Planet("Mars", 2), new Planet("Venus", 0)));
    }

    static Stream<Visit> visits() {
        return IntStream.range(0, 30_000).mapToObj(id -> new Visit(id, id % 3 == 0 ? "Mars" : "Earth"));
    }

    static Relation join(Relation planets, Relation visits) {
        return planets.sql("from this join visits on planet = this.name", named("visits", visits));
    }

    /** What it counts is of the file that the other relation has been saved to. */
    static double total(Relation joined, Relation counted) {
        return counted.doubles("n")[0] / joined.count();
    }

    /** Registered by its name in jedro.yml. */
    public static final class Planets implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline(
                    "planets",
                    () -> Pipeline.of(
                            node(SessionTest::planets).from(DuckDb.ENGINE).to(PLANETS),
                            node(SessionTest::visits).to(VISITS),
                            node(SessionTest::join).from(PLANETS, VISITED).to(JOINED)));
            project.pipeline(
                    "counts",
                    () -> Pipeline.of(
                            node(SessionTest::total).from(JOINED, COUNTED).to(TOTAL)));
        }
    }

    @TempDir
    Path root;

    @BeforeEach
    void makesAProject() throws IOException {
        file("jedro.yml", "name: Planets\nproject: " + Planets.class.getName() + "\n");
        file("conf/base/catalog.yml", """
                visits:
                  type: duckdb.Parquet
                  filepath: data/visits.parquet
                joined:
                  type: duckdb.Table
                  filepath: data/planets.duckdb
                  table: joined
                counted:
                  type: duckdb.Query
                  filepath: data/planets.duckdb
                  sql: select count(*) as n from joined
                """);
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void providesToNodesTheEngineOfTheDatasets() {
        try (Session session = Jedro.open(root)) {
            session.run().orThrow();
            session.run().orThrow();
        }
        try (Session session = Jedro.open(root)) {
            assertThat(session.catalog().load("joined", Relation.class).count()).isEqualTo(10_000);
        }
    }

    @Test
    void startsTheEngineWithTheSettingsOfTheProject() throws IOException {
        file("conf/base/duckdb.yml", "memory_limit: lots\n");
        try (Session session = Jedro.open(root)) {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> session.run().orThrow())
                    .withMessageContaining("JED-709")
                    .withMessageContaining("'memory_limit'");
        }
    }

    @Test
    void looksForTheFileOfAQueryBeforeTheFirstNodeUnlessTheRunMakesIt() {
        try (Session session = Jedro.open(root)) {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> session.run(RunRequest.of("counts")).orThrow())
                    .withMessageContaining(
                            "Dataset 'counted' (duckdb.Query) has no data: there is no 'data/planets.duckdb'")
                    .withMessageContaining("at conf/base/catalog.yml:");
            assertThat(session.run().orThrow().output(TOTAL)).isEqualTo(1);
        }
    }
}
