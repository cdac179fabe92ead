package dev.jedro.spark.table;

import static dev.jedro.spark.SparkProject.problemOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spark.LocalSpark;
import dev.jedro.spark.OnTheServer;
import dev.jedro.spark.RemoteSpark;
import dev.jedro.spark.SparkProject;
import dev.jedro.spark.failure.TableCode;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What datasets tell of a server that cannot do what they are asked. Saves and loads are the contract's. */
@OnTheServer
class ConnectDatasetsTest {
    private static final Place ENTRY = Place.of("conf/base/catalog.yml", 1, 1);

    record Planet(String name, int moons) {}

    /** Holds the type that a node declares. */
    record Types(List<Planet> list) {
        static final Type LIST = Types.class.getRecordComponents()[0].getGenericType();
    }

    @TempDir
    Path root;

    @Test
    void tellThatAServerDoesNotSeeThePathsOfThisMachine() {
        try (SparkProject project =
                SparkProject.connect(root, "").catalog("x: {type: spark.File, filepath: data/x.parquet}\n")) {
            for (Problem problem : List.of(
                    problemOf(() -> project.rows("x")),
                    problemOf(() -> project.save("x", "SELECT 1")),
                    problemOf(() -> project.exists("x")))) {
                assertThat(problem.code()).isEqualTo(TableCode.LOCAL_PATH);
                assertThat(problem.what()).contains("'data/x.parquet' is a path of your machine");
                assertThat(problem.where()).contains(ENTRY);
                assertThat(problem.fixes()).hasSize(3);
            }
            project.catalog("x: {type: spark.File, filepath: 'file:" + root + "/there.parquet'}\n");
            project.save("x", "SELECT 1 AS id");
            assertThat(project.rows("x")).containsExactly("1");
        }
    }

    @Test
    void bindParametersAndTellOfTypesThatDoNotFit() {
        try (SparkProject project = SparkProject.connect(root, "").catalog("""
                minus: {type: spark.Query, sql: "SELECT 5-:p AS x WHERE 1 IN (:ids)", parameters: {p: -1, ids: [1, -2]}}
                equal: {type: spark.Query, sql: "SELECT 1 AS x WHERE 1 = :ids", parameters: {ids: [1, 2]}}
                wide: {type: spark.File, filepath: 'file:ROOT/x', format: delta, mode: append}
                """.replace("ROOT", root.toString()))) {
            assertThat(project.rows("minus")).containsExactly("6");
            Problem equal = problemOf(() -> project.rows("equal"));
            assertThat(equal.code()).as(equal.toString()).isEqualTo(TableCode.WRONG_SQL);
            assertThat(equal.fixes().toString()).contains("IN :ids");
            project.save("wide", "SELECT 1 AS id");
            Problem columns = problemOf(() -> project.save("wide", "SELECT 1 AS id, 2 AS more"));
            assertThat(columns.code()).as(columns.toString()).isEqualTo(TableCode.OTHER_COLUMNS);
            assertThat(columns.fixes().toString()).contains("mergeSchema");
            Problem broken = problemOf(() -> project.save("wide", "SELECT int(raise_error('broken')) AS id"));
            assertThat(broken.what()).contains("broken").doesNotContain("TASK_WRITE_FAILED");
        }
    }

    @Test
    void tellWhichTableOrSchemaIsMissingOrCannotBeMade() {
        try (SparkProject project = SparkProject.connect(root, "").catalog("""
                x: {type: spark.Table, catalog: spark_catalog, database: nowhere, table: t, mode: append, format: delta}
                y: {type: spark.ManagedTable, catalog: nowhere, database: d, table: t, write_mode: append}
                z: {type: spark.Query, sql: SELECT amonut FROM VALUES (1) AS t(amount)}
                other: {type: spark.Table, catalog: main, database: default, table: other, mode: append}
                """)) {
            Problem table = problemOf(() -> project.rows("x"));
            assertThat(table.code()).isEqualTo(TableCode.NO_TABLE);
            assertThat(table.where()).contains(ENTRY);
            Problem schema = problemOf(() -> project.save("x", "SELECT 1 AS id"));
            assertThat(schema.code()).as(schema.toString()).isEqualTo(TableCode.NO_TABLE);
            assertThat(schema.fixes().toString()).contains("CREATE SCHEMA");
            assertThat(problemOf(() -> project.save("y", "SELECT 1 AS id")).code())
                    .isEqualTo(TableCode.NO_TABLE);
            assertThat(problemOf(() -> project.rows("z")).code()).isEqualTo(TableCode.WRONG_SQL);

            // This server's own format for new tables is Parquet, which the catalog does not keep.
            Problem format = problemOf(() -> project.save("other", "SELECT 1 AS id"));
            assertThat(format.code()).as(format.toString()).isEqualTo(TableCode.BAD_OPTIONS);
            assertThat(format.where()).contains(Place.of("conf/base/catalog.yml", 4, 1));
            assertThat(format.fixes().get(0)).contains("'format: delta'");
        }
    }

    @Test
    void refuseRowsOfAnotherSession() {
        LocalSpark.start();
        try (SparkProject project = SparkProject.connect(root, "")
                        .catalog("x: {type: spark.Table, catalog: main, database: d, table: t, mode: append}\n");
                OpenCatalog open = project.open()) {
            for (var other : List.of(LocalSpark.session(), RemoteSpark.session())) {
                Problem problem = problemOf(() -> open.save("x", Dataset.class, other.range(1)));
                assertThat(problem.code()).isEqualTo(TableCode.OTHER_SESSION);
                assertThat(problem.what()).contains("not to the project's session (a remote session)");
                assertThat(problem.where()).contains(ENTRY);
                assertThat(problem.fixes()).hasSize(2);
            }
        }
    }

    @Test
    void takeAndGiveRecordsWithinTheLimitsOfSparkYml() {
        List<Planet> planets = List.of(new Planet("Mars", 2), new Planet("Venus", 0));
        String table =
                "planets: {type: spark.ManagedTable, catalog: main, database: records, table: planets, write_mode: overwrite}\n";
        try (SparkProject project = SparkProject.connect(root, "").catalog(table);
                OpenCatalog open = project.open()) {
            open.save("planets", Types.LIST, planets);
            assertThat((List<?>) open.load("planets", Types.LIST))
                    .asInstanceOf(list(Object.class))
                    .hasSameElementsAs(planets);
        }
        try (SparkProject project = SparkProject.connect(root, "rows: {max_rows: 1, max_upload: 0}\n")
                        .catalog(table);
                OpenCatalog open = project.open()) {
            Problem many = problemOf(() -> open.load("planets", Types.LIST));
            assertThat(many.code().id()).isEqualTo("JED-785");
            assertThat(many.where()).contains(ENTRY);
            Problem large = problemOf(() -> open.save("planets", Types.LIST, planets));
            assertThat(large.code().id()).isEqualTo("JED-790");
            assertThat(large.what()).contains("2 rows of Planet", "'max_upload'");
            assertThat(large.where()).contains(ENTRY);
        }
    }
}
