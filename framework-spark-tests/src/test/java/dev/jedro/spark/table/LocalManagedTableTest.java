package dev.jedro.spark.table;

import static dev.jedro.spark.SparkProject.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.catalog.CatalogCode;
import dev.jedro.problem.Problem;
import dev.jedro.spark.OnTheEngine;
import dev.jedro.spark.SparkProject;
import dev.jedro.spark.failure.TableCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** The contract on the engine in this process, and what does not depend on the engine. */
@OnTheEngine
class LocalManagedTableTest extends ManagedTableContract {
    @Override
    SparkProject project(Path folder) {
        return SparkProject.local(folder);
    }

    @Test
    void keepsToItsSchemaWhereAnOverwriteChangesColumns() {
        orders("write_mode: overwrite\nschema: id BIGINT NOT NULL COMMENT 'as printed', name STRING");
        project.save("orders", "SELECT 1L AS id, 'a' AS name");
        project.sql("ALTER TABLE " + fqn() + " ADD CONSTRAINT mine CHECK (id < 100)");
        project.sql("ALTER TABLE " + fqn() + " SET TBLPROPERTIES ('team' = 'sales')");

        orders("write_mode: overwrite\nschema: id BIGINT NOT NULL COMMENT 'as printed', name STRING, price INT");
        for (int i = 0; i < 2; i++) {
            Problem problem = problemOf(
                    () -> project.save("orders", "SELECT CAST(NULL AS BIGINT) AS id, 'b' AS name, 1 AS price"));
            assertThat(problem.code()).isEqualTo(TableCode.REFUSED_ROW);
            assertThat(problem.what()).contains("id IS NOT NULL");
            project.save("orders", "SELECT 2L AS id, 'b' AS name, 1 AS price");
            assertThat(project.rows("orders")).containsExactly("2 b 1");
        }
        assertThat(project.sql("DESCRIBE TABLE " + fqn())).contains("id bigint as printed");
        assertThat(project.sql("SHOW TBLPROPERTIES " + fqn()))
                .contains("delta.constraints.mine id < 100", "team sales");
    }

    @Test
    void losesNoDigitsOnTheWay() {
        orders("write_mode: append");
        project.save(
                "orders",
                "SELECT 1 AS id, CAST(1.25 AS DECIMAL(10,2)) AS price, DATE'2026-11-29' AS day, named_struct('a', 1) AS s");

        for (String row : new String[] {
            "2.7D AS id, CAST(1.25 AS DECIMAL(10,2)) AS price, DATE'2026-11-29' AS day, named_struct('a', 1) AS s",
            "2 AS id, CAST(1.2599 AS DECIMAL(10,4)) AS price, DATE'2026-11-29' AS day, named_struct('a', 1) AS s",
            "2 AS id, CAST(1.25 AS DECIMAL(10,2)) AS price, TIMESTAMP'2026-11-29 10:00:00' AS day, named_struct('a', 1) AS s",
            "2 AS id, CAST(1.25 AS DECIMAL(10,2)) AS price, DATE'2026-11-29' AS day, named_struct('a', 1.5D) AS s"
        }) {
            Problem problem = problemOf(() -> project.save("orders", "SELECT " + row));
            assertThat(problem.code()).as(row).isEqualTo(TableCode.OTHER_COLUMNS);
            assertThat(problem.what()).contains("would lose digits or times");
        }

        project.save(
                "orders",
                "SELECT 3L AS id, CAST(2.5 AS DECIMAL(4,1)) AS price, DATE'2026-11-30' AS day, named_struct('a', 2S) AS s");
        assertThat(project.rows("orders")).containsExactly("1 1.25 2026-11-29 [1]", "3 2.50 2026-11-30 [2]");
    }

    @Test
    void findsKeysThatAreOneInTheTable() {
        orders("write_mode: upsert\nprimary_key: [id]");
        project.save("orders", "SELECT 1 AS id");

        Problem problem = problemOf(() -> project.save("orders", "SELECT '5' AS id UNION ALL SELECT '05'"));

        assertThat(problem.code()).isEqualTo(TableCode.DUPLICATE_KEYS);
        assertThat(problem.what()).contains("id=5 (2 times)");
    }

    @Test
    void isClusteredInPlaceOfItsPartitions() {
        orders("write_mode: overwrite\npartition_columns: [k]");
        project.save("orders", "SELECT 1 AS id, 'a' AS k");
        orders("write_mode: overwrite\ncluster_by: [K]");
        project.save("orders", "SELECT 2 AS id, 'b' AS k");
        project.save("orders", "SELECT 3 AS id, 'b' AS k");
        assertThat(project.sql("DESCRIBE DETAIL " + fqn()).toString()).contains("ArraySeq(k)");
        orders("write_mode: overwrite");
        project.save("orders", "SELECT 5 AS id, 'b' AS k, 1 AS more");
        assertThat(project.rows("orders")).containsExactly("5 b 1");
        assertThat(project.sql("DESCRIBE DETAIL " + fqn()).toString()).contains("ArraySeq(k)");
    }

    @Test
    void knowsATablesColumnsAsAQueryDoes() throws Exception {
        orders("write_mode: overwrite");
        project.sql("CREATE SCHEMA IF NOT EXISTS " + fqn().substring(0, fqn().lastIndexOf('.')));
        for (String columns : List.of(
                "id BIGINT NOT NULL COMMENT 'as printed', code CHAR(3), name VARCHAR(10), s STRUCT<a: INT NOT NULL>",
                "`a b` INT, later STRING GENERATED ALWAYS AS (CAST(`a b` AS STRING)), n INT DEFAULT 7")) {
            project.sql("CREATE TABLE " + fqn() + " (" + columns + ") USING delta TBLPROPERTIES ("
                    + "'delta.columnMapping.mode' = 'name', 'delta.feature.allowColumnDefaults' = 'supported')");
            String[] parts = fqn().split("\\.");
            TableName name = new TableName(Optional.of(parts[0]), Optional.of(parts[1]), parts[2]);

            assertThat(EmbeddedTable.state(project.session(), name)
                            .orElseThrow()
                            .schema())
                    .isEqualTo(project.session().table(fqn()).schema());

            project.sql("DROP TABLE " + fqn());
            assertThat(EmbeddedTable.state(project.session(), name)).isEmpty();
        }
    }

    private SparkProject inSparksOwnCatalog(String table) {
        return project.catalog("""
                orders: {type: spark.ManagedTable, catalog: spark_catalog, database: default, table: %s, write_mode: overwrite}
                """.formatted(table));
    }

    private static Path warehouse(String table) {
        return Path.of("target/spark-warehouse").resolve(table);
    }

    @Test
    void isNoTableWhereItsLogIsGone() throws IOException {
        String table = "lost_" + Long.toString(System.nanoTime(), 36);
        inSparksOwnCatalog(table).save("orders", "SELECT 1 AS id");
        Files.move(warehouse(table).resolve("_delta_log"), warehouse(table).resolve("_elsewhere"));

        Problem problem = problemOf(() -> project.save("orders", "SELECT 2 AS id, 'b' AS name"));

        assertThat(problem.code()).isEqualTo(CatalogCode.NO_DATA);
        assertThat(problem.what()).contains("there is nothing at its path");
        assertThat(warehouse(table).resolve("_delta_log")).doesNotExist();
        project.sql("DROP TABLE spark_catalog.default." + table);
    }

    @Test
    void isNotMadeWhereFilesLie() throws IOException {
        String table = "kept_" + Long.toString(System.nanoTime(), 36);
        Files.writeString(Files.createDirectories(warehouse(table)).resolve("notes.txt"), "keep me");

        Problem problem = problemOf(() -> inSparksOwnCatalog(table).save("orders", "SELECT 1 AS id"));

        assertThat(problem.code()).isEqualTo(TableCode.OTHER_LAYOUT);
        assertThat(problem.what())
                .startsWith(
                        "Dataset 'orders' (spark.ManagedTable): the catalog does not know the table spark_catalog.default."
                                + table)
                .contains("files lie where it would be made");
        assertThat(problem.fixes()).hasSize(2).last().asString().contains("'location'");
        assertThat(warehouse(table).resolve("notes.txt")).hasContent("keep me");
    }

    /** What another process commits while the rows of a first save are computed. */
    private static int commitOfOthers(String log) throws IOException {
        Files.writeString(
                Path.of(log, "00000000000000000001.json"),
                "{\"commitInfo\":{\"timestamp\":0,\"operation\":\"WRITE\"}}\n");
        throw new IOException("broken");
    }

    @Test
    void leavesATableThatAnotherProcessFilledWhileItsFirstSaveFailed() {
        orders("write_mode: append");
        Path log = root.resolve("data/warehouse/main")
                .resolve(fqn().split("\\.")[1])
                .resolve("orders/_delta_log");
        String place = log.toString();
        project.session()
                .udf()
                .register("others", (UDF1<Long, Integer>) id -> commitOfOthers(place), DataTypes.IntegerType);

        Problem broken = problemOf(() -> project.save("orders", "SELECT others(id) AS id FROM range(1)"));
        assertThat(broken.what()).contains("broken");

        assertThat(log.resolve("00000000000000000001.json")).exists();
        assertThat(project.exists("orders")).isTrue();
    }
}
