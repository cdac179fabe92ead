package dev.jedro.spark.table;

import static dev.jedro.spark.SparkProject.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.catalog.CatalogCode;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spark.OnTheEngine;
import dev.jedro.spark.SparkProject;
import dev.jedro.spark.failure.TableCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files, tables, queries and streams on the engine in this process. */
@OnTheEngine
class LocalDatasetsTest {
    @TempDir
    Path root;

    private SparkProject project = new SparkProject(Path.of("target"), "");

    @BeforeEach
    void opens() {
        project = SparkProject.local(root);
    }

    @AfterEach
    void closes() {
        project.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json", "orc", "parquet", "delta"})
    void savesAndLoadsFilesOfEachFormat(String format) {
        project.catalog("x: {type: spark.File, filepath: data/x." + format + ", format: " + format + "}\n");
        assertThat(project.exists("x")).isFalse();
        Problem missing = problemOf(() -> project.rows("x"));
        assertThat(missing.code()).isEqualTo(CatalogCode.NO_DATA);
        assertThat(missing.where()).contains(Place.of("conf/base/catalog.yml", 1, 1));

        project.save("x", "SELECT 'a' AS name, 'é' AS letter");
        project.save("x", "SELECT 'b' AS name, 'ü' AS letter");
        assertThat(project.exists("x")).isTrue();
        assertThat(project.load("x").select("name", "letter").collectAsList().toString())
                .isEqualTo("[[b,ü]]");
    }

    @Test
    void leavesTheOldFilesIfASaveFails() throws IOException {
        project.catalog("x: {type: spark.File, filepath: data/x.parquet}\n");
        project.save("x", "SELECT 1 AS id");
        Problem failed = problemOf(() -> project.save("x", "SELECT id, raise_error('broken') AS e FROM range(2)"));
        assertThat(failed.code()).isEqualTo(CatalogCode.SAVE_FAILED);
        assertThat(failed.what()).contains("broken").doesNotContain("TASK_WRITE_FAILED");
        assertThat(project.rows("x")).containsExactly("1");
        try (Stream<Path> files = Files.list(root.resolve("data"))) {
            // The folder of the catalog is made sooner or later, by versions of Spark.
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("warehouse")))
                    .containsExactly("x.parquet");
        }
    }

    @Test
    void saysWhatAStreamLacksAndWhereItsRowsGo() throws IOException {
        project.catalog("""
                absent: {type: spark.Stream, filepath: data/absent}
                csv: {type: spark.Stream, filepath: data/csv, format: csv}
                arriving: {type: spark.Stream, filepath: data/csv, format: csv, schema: id INT}
                table: {type: spark.ManagedTable, catalog: main, table: seen, write_mode: append}
                file: {type: spark.File, filepath: data/seen.parquet}
                """);
        Files.createDirectories(root.resolve("data/csv"));

        Problem absent = problemOf(() -> project.load("absent"));
        assertThat(absent.code()).isEqualTo(CatalogCode.NO_DATA);
        assertThat(absent.what()).endsWith("There is no folder 'data/absent'");
        Problem csv = problemOf(() -> project.load("csv"));
        assertThat(csv.code()).isEqualTo(TableCode.BAD_OPTIONS);
        assertThat(csv.fixes()).first().asString().contains("add 'schema: ");
        for (String sink : List.of("table", "file")) {
            Problem streams = problemOf(() -> {
                try (var open = project.open()) {
                    open.save(sink, Dataset.class, open.load("arriving", Dataset.class));
                }
            });
            assertThat(streams.code()).isEqualTo(TableCode.BAD_OPTIONS);
            assertThat(streams.what()).contains("the rows stream");
            assertThat(streams.fixes()).first().asString().contains("'type: spark.Stream' with a 'checkpoint'");
        }
        assertThat(project.exists("table")).isFalse();
    }

    @Test
    void makesTheSchemaOfATableInAFolderAndElsewhereSaysHow() {
        project.catalog("""
                x: {type: spark.Table, catalog: main, database: new, table: x, mode: overwrite}
                y: {type: spark.Table, catalog: spark_catalog, database: new, table: y, mode: overwrite}
                z: {type: spark.ManagedTable, catalog: spark_catalog, database: new, table: z, write_mode: overwrite}
                """);
        project.save("x", "SELECT 1 AS id");
        assertThat(project.rows("x")).containsExactly("1");

        for (String name : List.of("y", "z")) {
            Problem problem = problemOf(() -> project.save(name, "SELECT 1 AS id"));
            assertThat(problem.code()).isEqualTo(TableCode.NO_TABLE);
            assertThat(problem.fixes())
                    .first()
                    .asString()
                    .endsWith("CREATE SCHEMA IF NOT EXISTS `spark_catalog`.`new`");
        }
    }

    @Test
    void readsWithASchemaAndDividesFilesIntoFolders() {
        project.file("conf/x.ddl", "id BIGINT, region STRING");
        project.catalog("""
                x: {type: spark.File, filepath: data/x, format: csv, mode: append, partition_columns: [region]}
                typed: {type: spark.File, filepath: data/x, format: csv, schema_file: conf/x.ddl}
                """);
        project.save("x", "SELECT 1 AS id, 'eu' AS region");
        project.save("x", "SELECT 2 AS id, 'us' AS region");
        assertThat(root.resolve("data/x/region=eu")).isDirectory();
        assertThat(project.rows("typed")).containsExactly("1 eu", "2 us");
        assertThat(project.load("typed").schema().apply("id").dataType().sql()).isEqualTo("BIGINT");
    }

    @Test
    void runsQueriesWithParametersThatAreNoText() {
        project.file("sql/big.sql", "SELECT * FROM main.sales.orders WHERE id > :least AND name <> :name;\n");
        project.catalog("""
                orders: {type: spark.Table, catalog: main, database: sales, table: orders, mode: overwrite}
                big: {type: spark.Query, sql_file: sql/big.sql, parameters: {least: 1, name: "x' OR 1=1 --"}}
                wrong: {type: spark.Query, sql: SELECT 1 FORM t}
                nowhere: {type: spark.Query, sql: SELECT * FROM main.sales.nothing}
                minus: {type: spark.Query, sql: "SELECT 5-:p AS x, INTERVAL :p DAY < INTERVAL :q DAY, :s, r'C:\\\\', :größe", parameters: {p: -1, q: 1, s: "a \\\\", größe: 2}}
                lists: {type: spark.Query, sql: "SELECT id FROM main.sales.orders WHERE id IN (:ids) AND id IN :ids", parameters: {ids: [2, -1]}}
                equal: {type: spark.Query, sql: "SELECT id FROM main.sales.orders WHERE id = :ids", parameters: {ids: [1, 2]}}
                deletes: {type: spark.Query, sql_file: sql/delete.sql}
                """);
        project.file("sql/delete.sql", "DELETE FROM main.sales.orders");
        project.sql("CREATE SCHEMA main.sales");
        assertThat(project.exists("orders")).isFalse();
        project.save("orders", "SELECT 1 AS id, 'a' AS name UNION ALL SELECT 2, 'b'");
        assertThat(project.exists("orders")).isTrue();
        assertThat(project.rows("big")).containsExactly("2 b");
        assertThat(project.rows("minus")).containsExactly("6 true a \\ C:\\ 2");
        assertThat(project.sql("SELECT " + Sql.text("${spark.app.name}"))).containsExactly("${spark.app.name}");
        assertThat(project.rows("lists")).containsExactly("2");
        Problem equal = problemOf(() -> project.rows("equal"));
        assertThat(equal.code()).isEqualTo(TableCode.WRONG_SQL);
        assertThat(equal.fixes().toString()).contains("IN :ids");
        assertThat(problemOf(() -> project.rows("deletes")).code()).isEqualTo(TableCode.WRONG_SQL);
        assertThat(project.rows("orders")).hasSize(2);

        assertThat(problemOf(() -> project.rows("wrong")).code()).isEqualTo(TableCode.WRONG_SQL);
        assertThat(problemOf(() -> project.rows("nowhere")).code()).isEqualTo(TableCode.NO_TABLE);
    }

    @Test
    void loadsAFileWhoseNameLooksLikeAPatternAndSavesNone() throws IOException {
        project.catalog("""
                x: {type: spark.File, filepath: data/x.parquet}
                odd: {type: spark.File, filepath: 'data/x[1]{a}.parquet'}
                """);
        project.save("x", "SELECT 1 AS id");
        Problem refused = problemOf(() -> project.save("odd", "SELECT 2 AS id"));
        assertThat(refused.code()).isEqualTo(CatalogCode.READ_ONLY);
        assertThat(refused.fixes().toString()).contains("pattern");
        Files.move(root.resolve("data/x.parquet"), root.resolve("data/x[1]{a}.parquet"));
        assertThat(project.exists("odd")).isTrue();
        assertThat(project.rows("odd")).containsExactly("1");
    }

    @Test
    void tellsHowRowsDifferFromADeltaTable() {
        project.catalog("""
                x: {type: spark.File, filepath: data/x, format: delta}
                changing: {type: spark.File, filepath: data/x, format: delta, options: {overwriteSchema: "true"}}
                """);
        project.save("x", "SELECT 1 AS id, 'a' AS name");
        Problem other = problemOf(() -> project.save("x", "SELECT 'one' AS id, 2 AS price"));
        assertThat(other.code()).isEqualTo(TableCode.OTHER_COLUMNS);
        assertThat(other.what()).endsWith("'id' is STRING, not INT; 'price' is new; 'name' is missing");
        assertThat(other.fixes().toString()).contains("overwriteSchema: \"true\"");
        project.save("changing", "SELECT 'one' AS id, 2 AS price");
        assertThat(project.rows("x")).containsExactly("one 2");
    }

    @Test
    void namesTheLibraryOfAnAddress() {
        project.catalog("""
                s3: {type: spark.File, filepath: s3://bucket/x}
                dbfs: {type: spark.File, filepath: dbfs:/x}
                """);
        Problem s3 = problemOf(() -> project.rows("s3"));
        assertThat(s3.code()).isEqualTo(TableCode.NO_FILE_SYSTEM);
        assertThat(s3.fixes().toString()).contains("org.apache.hadoop:hadoop-aws");
        Problem dbfs = problemOf(() -> project.rows("dbfs"));
        assertThat(dbfs.code()).isEqualTo(TableCode.NO_FILE_SYSTEM);
        assertThat(dbfs.fixes().toString()).contains("Databricks");
    }

    @Test
    void refusesAQueryThatDoesMoreThanRead() {
        Problem problem = problemOf(() -> project.catalog("x: {type: spark.Query, sql: DROP TABLE main.sales.orders}\n")
                .open());
        assertThat(problem.code()).isEqualTo(TableCode.WRONG_SQL);
        assertThat(problem.what()).contains("begins with DROP");
        assertThat(problem.where()).isNotEmpty();
    }

    @Test
    void streamsWhatHasComeSinceTheLastSave() {
        project.catalog("""
                incoming: {type: spark.File, filepath: data/incoming, format: json, mode: append}
                arriving: {type: spark.Stream, filepath: data/incoming, format: json, schema: id INT}
                seen: {type: spark.Stream, catalog: main, table: seen, checkpoint: data/checkpoints/seen}
                now: {type: spark.Table, catalog: main, database: default, table: seen}
                """);
        project.save("incoming", "SELECT 1 AS id");
        stream();
        assertThat(project.rows("now")).containsExactly("1");
        project.save("incoming", "SELECT 2 AS id");
        stream();
        stream();
        assertThat(project.rows("now")).containsExactly("1", "2");

        Problem still = problemOf(() -> project.save("seen", "SELECT 3 AS id"));
        assertThat(still.code()).isEqualTo(TableCode.BAD_OPTIONS);
        assertThat(still.fixes().get(0)).contains("spark.Stream");
    }

    private void stream() {
        try (var open = project.open()) {
            open.save("seen", Dataset.class, open.load("arriving", Dataset.class));
        }
    }

    @Test
    void refusesRowsOfAnotherSession() {
        project.catalog("x: {type: spark.File, filepath: data/x.parquet}\n");
        var other = dev.jedro.spark.LocalSpark.session(root.resolve("other"));
        Problem problem = problemOf(() -> {
            try (var open = project.open()) {
                open.save("x", Dataset.class, other.range(1));
            }
        });
        assertThat(problem.code()).isEqualTo(TableCode.OTHER_SESSION);
        assertThat(problem.fixes()).hasSize(2);
    }

    @Test
    void tellsAnUnknownFormatAndModeAtOnce() {
        List<Problem> problems = SparkProject.problemsOf(
                () -> project.catalog("x: {type: spark.File, filepath: data/x, format: parqet, mode: apend}\n")
                        .open());
        assertThat(problems).hasSize(2).allSatisfy(problem -> {
            assertThat(problem.where()).extracting(Place::source).containsExactly("conf/base/catalog.yml");
            assertThat(problem.near()).isNotEmpty();
        });
    }
}
