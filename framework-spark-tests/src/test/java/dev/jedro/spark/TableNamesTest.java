package dev.jedro.spark;

import static dev.jedro.spark.SparkProject.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Problem;
import dev.jedro.session.Jedro;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that a catalog in a folder does not take. */
@OnTheEngine
class TableNamesTest {
    @TempDir
    Path root;

    @BeforeEach
    void makesAProject() throws IOException {
        file("jedro.yml", "name: Sums\nproject: " + LocalSessionTest.Sums.class.getName() + "\n");
        spark("provider: local\n");
    }

    private void spark(String text) throws IOException {
        file("conf/base/spark.yml", text + "sessions: {second: {provider: local}}\n");
    }

    private void numbers(String type, String options) throws IOException {
        file("conf/base/catalog.yml", "numbers:\n  type: " + type + "\n" + options.indent(2));
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<Problem> checked() {
        try (Session session = Jedro.open(root)) {
            return session.check().stream().filter(Problem::isError).toList();
        }
    }

    @Test
    void areToldBeforeTheRunEachAtItsKey() throws IOException {
        numbers("spark.ManagedTable", "write_mode: overwrite\ndatabase: a%20b\ntable: a`b");

        assertThat(checked())
                .extracting(problem -> problem.where().get(0) + " " + problem.what() + ": " + problem.fixes())
                .containsExactly(
                        "conf/base/catalog.yml:4:3 Dataset 'numbers' (spark.ManagedTable): 'a%20b' cannot be the name of a schema or table in a folder:"
                                + " [use letters, digits, '_', '-' and '$', and between them blanks and dots]",
                        "conf/base/catalog.yml:5:3 Dataset 'numbers' (spark.ManagedTable): 'a`b' cannot be the name of a schema or table in a folder:"
                                + " [use letters, digits, '_', '-' and '$', and between them blanks and dots]");
        try (Session session = Jedro.open(root)) {
            assertThat(session.run(RunRequest.of("sums")).problems())
                    .extracting(problem -> problem.code().id())
                    .containsExactly("JED-776", "JED-776");
        }
    }

    @Test
    void ofACatalogThatIsNotThereAreToldWithTheWayToHaveIt() throws IOException {
        spark("catalogs: [main, dev]\n");
        numbers("spark.Table", "mode: overwrite\ncatalog: mian\ndatabase: sales\ntable: orders");

        assertThat(checked()).singleElement().satisfies(problem -> {
            assertThat(problem.code().id()).isEqualTo("JED-770");
            assertThat(problem.what()).endsWith("there is no catalog 'mian' on this machine, only main, dev");
            assertThat(problem.near()).containsExactly("main");
            assertThat(problem.where()).first().hasToString("conf/base/catalog.yml:4:3");
            assertThat(problem.fixes())
                    .containsExactly("correct the name, or have it made, in spark.yml:  catalogs: [main, dev, mian]");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provider: ambient\n",
                "provider: connect\nremote: sc://localhost:1\n",
                "conf:\n  spark.sql.catalog.other: org.acme.Catalog\n  spark.sql.defaultCatalog: other\n"
            })
    void areLeftToEnginesThatMayKnowThem(String spark) throws IOException {
        spark(spark);
        numbers(
                "spark.ManagedTable",
                "write_mode: overwrite\n" + (spark.startsWith("conf") ? "" : "catalog: nope\n")
                        + "database: sales\ntable: a'b");

        assertThat(checked()).isEmpty();
    }

    @Test
    void thatMayBeViewsAreTaken() throws IOException {
        numbers("spark.Table", "mode: overwrite\ntable: a'b");
        assertThat(checked()).isEmpty();
        numbers("spark.Table", "mode: overwrite\ndatabase: sales\ntable: a'b");
        assertThat(checked()).hasSize(1);
    }

    @Test
    void areToldInTheSameWordsByTheSave() {
        try (SparkProject project = SparkProject.local(root)) {
            project.catalog("""
                    numbers: {type: spark.ManagedTable, catalog: main, database: sales, table: "a`b", write_mode: append}
                    other: {type: spark.Table, catalog: nope, database: sales, table: orders, mode: append}
                    """);
            assertThat(problemsOf(() -> project.save("numbers", "SELECT 1 AS id")))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code().id()).isEqualTo("JED-776");
                        assertThat(problem.what())
                                .contains("'a`b' cannot be the name of a schema or table in a folder");
                    });
            assertThat(problemsOf(() -> project.load("other"))).singleElement().satisfies(problem -> {
                assertThat(problem.code().id()).isEqualTo("JED-770");
                assertThat(problem.fixes())
                        .contains("correct the name, or have it made, in spark.yml:  catalogs: [main, nope]");
            });
        }
    }
}
