package dev.jedro.spark.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.spark.LocalSpark;
import dev.jedro.spark.OnTheEngine;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnTheEngine
class FolderCatalogTest {
    @TempDir
    Path root;

    private Path warehouse = Path.of("");
    private SparkSession spark = LocalSpark.session(Path.of("target"));

    @BeforeEach
    void opensTheCatalog() {
        warehouse = root.resolve("a warehouse");
        spark = LocalSpark.session(warehouse);
    }

    private List<String> sql(String statement) {
        return spark.sql(statement).collectAsList().stream()
                .map(FolderCatalogTest::text)
                .toList();
    }

    private static String text(Row row) {
        return row.mkString(" ");
    }

    private void makeOrders() {
        sql("CREATE SCHEMA IF NOT EXISTS main.sales");
        spark.range(3).toDF("id").write().saveAsTable("main.sales.orders");
    }

    @Nested
    class ATable {
        @Test
        void hasThreeNamesAndIsAFolder() {
            makeOrders();

            assertThat(warehouse.resolve("sales/orders/_delta_log")).isDirectory();
            assertThat(sql("SELECT max(id) FROM main.sales.orders")).containsExactly("2");
            assertThat(sql("SELECT max(id) FROM sales.orders")).containsExactly("2");
            assertThat(spark.catalog().tableExists("main.sales.orders")).isTrue();
            assertThat(spark.catalog().tableExists("main.sales.others")).isFalse();
            assertThat(sql("SHOW TABLES IN main.sales")).containsExactly("sales orders false");
            assertThat(sql("DESCRIBE EXTENDED main.sales.orders")).anyMatch(line -> line.contains("MANAGED"));
        }

        @Test
        void keepsNamesWithoutRegardToCaseAndWithLettersOfAllLanguages() {
            sql("CREATE SCHEMA main.`Köln-Süd`");
            spark.range(1).toDF("id").write().saveAsTable("main.`Köln-Süd`.`Große Bestellungen`");

            assertThat(sql("SELECT count(*) FROM main.`köln-süd`.`große bestellungen`"))
                    .containsExactly("1");
        }

        @Test
        void takesAllThatDeltaDoes() {
            makeOrders();
            sql("INSERT INTO main.sales.orders VALUES (7)");
            sql("UPDATE main.sales.orders SET id = 8 WHERE id = 7");
            sql("DELETE FROM main.sales.orders WHERE id = 0");
            sql(
                    "MERGE INTO main.sales.orders t USING (SELECT 9L AS id) s ON t.id = s.id WHEN NOT MATCHED THEN INSERT *");
            sql("ALTER TABLE main.sales.orders ADD COLUMN note STRING");
            sql("ALTER TABLE main.sales.orders SET TBLPROPERTIES ('owner.team' = 'sales')");

            assertThat(sql("SELECT id FROM main.sales.orders ORDER BY id")).containsExactly("1", "2", "8", "9");
            assertThat(sql("SELECT count(*) FROM main.sales.orders VERSION AS OF 0"))
                    .containsExactly("3");
            assertThat(sql("DESCRIBE HISTORY main.sales.orders")).hasSize(7);
            sql("RESTORE TABLE main.sales.orders TO VERSION AS OF 0");
            assertThat(sql("SELECT id FROM main.sales.orders ORDER BY id")).containsExactly("0", "1", "2");
        }

        @Test
        void isReplacedWithNewColumnsByASave() {
            makeOrders();
            spark.sql("SELECT 'a' AS name")
                    .write()
                    .mode("overwrite")
                    .option("overwriteSchema", "true")
                    .saveAsTable("main.sales.orders");

            assertThat(sql("SELECT * FROM main.sales.orders")).containsExactly("a");
        }

        @Test
        void isRenamedToAnotherSchemaToo() {
            makeOrders();
            sql("CREATE SCHEMA main.old");
            sql("ALTER TABLE main.sales.orders RENAME TO main.old.orders_2025");

            assertThat(sql("SELECT count(*) FROM main.old.orders_2025")).containsExactly("3");
            assertThat(spark.catalog().tableExists("main.sales.orders")).isFalse();
            assertThat(warehouse.resolve("sales/orders")).doesNotExist();
        }

        @Test
        void isNotRenamedToATableThatIsThere() {
            makeOrders();
            spark.range(1).toDF("id").write().saveAsTable("main.sales.others");

            assertThatThrownBy(() -> sql("ALTER TABLE main.sales.orders RENAME TO main.sales.others"))
                    .isInstanceOf(AnalysisException.class)
                    .hasMessageContaining("TABLE_OR_VIEW_ALREADY_EXISTS");
            assertThat(sql("SELECT count(*) FROM main.sales.orders")).containsExactly("3");
        }

        @Test
        void isGoneWithItsFilesOnceItIsDroppedAndCanBeMadeAnew() {
            makeOrders();
            sql("DROP TABLE main.sales.orders");
            assertThat(warehouse.resolve("sales/orders")).doesNotExist();

            spark.range(5).toDF("other").write().saveAsTable("main.sales.orders");
            assertThat(sql("SELECT count(other) FROM main.sales.orders")).containsExactly("5");
        }
    }

    @Nested
    class AnExternalTable {
        @Test
        void liesElsewhereAndStaysThereWhenItIsDropped() {
            Path elsewhere = root.resolve("elsewhere");
            sql("CREATE SCHEMA main.sales");
            sql("CREATE TABLE main.sales.orders (id BIGINT) USING delta LOCATION '" + elsewhere + "'");
            sql("INSERT INTO main.sales.orders VALUES (1)");

            assertThat(elsewhere.resolve("_delta_log")).isDirectory();
            sql("DROP TABLE main.sales.orders");
            assertThat(elsewhere.resolve("_delta_log")).isDirectory();

            sql("CREATE TABLE main.sales.again USING delta LOCATION '" + elsewhere + "'");
            assertThat(sql("SELECT * FROM main.sales.again")).containsExactly("1");
        }
    }

    @Nested
    class ASchema {
        @Test
        void keepsItsCommentAndIsDroppedOnlyWhenItIsEmpty() {
            sql("CREATE SCHEMA main.sales COMMENT 'what was sold'");
            makeOrders();

            assertThat(sql("SHOW SCHEMAS IN main")).containsExactly("default", "sales");
            assertThat(sql("DESCRIBE SCHEMA main.sales")).contains("Comment what was sold");
            assertThatThrownBy(() -> sql("DROP SCHEMA main.sales")).hasMessageContaining("SCHEMA_NOT_EMPTY");
            sql("DROP SCHEMA main.sales CASCADE");
            assertThat(sql("SHOW SCHEMAS IN main")).containsExactly("default");
            assertThat(warehouse.resolve("sales")).doesNotExist();
        }

        @Test
        void hasToBeThereBeforeItsTables() {
            assertThatThrownBy(() -> spark.range(1).write().saveAsTable("main.nowhere.orders"))
                    .isInstanceOf(AnalysisException.class)
                    .hasMessageContaining("SCHEMA_NOT_FOUND");
            assertThat(warehouse.resolve("nowhere")).doesNotExist();
        }
    }

    @Nested
    class Refuses {
        @Test
        void views() {
            assertThatThrownBy(() -> sql("CREATE VIEW main.default.v AS SELECT 1"))
                    .isInstanceOf(AnalysisException.class)
                    .hasMessageContaining("main")
                    .hasMessageContaining("views");
        }

        @Test
        void otherFormats() {
            assertThatThrownBy(() -> sql("CREATE TABLE main.default.t (id INT) USING parquet"))
                    .hasMessageContaining("keeps Delta tables only, not 'parquet'");
        }

        @Test
        void namesThatLeadOutOfTheFolder() {
            for (String name : List.of("..", "../../etc", "a/b", ".hidden", "a\\b")) {
                assertThatThrownBy(() -> spark.range(1).write().saveAsTable("main.default.`" + name + "`"))
                        .hasMessageContaining("cannot be the name of a schema or table");
            }
            assertThat(root.resolve("etc")).doesNotExist();
        }
    }

    /** One process does it all, because starting one takes long. */
    @Test
    void isSharedWithOtherProcessesThatWriteAtTheSameTimeAndMakeTablesAnew() throws Exception {
        makeOrders();
        String insert = "INSERT INTO main.sales.orders VALUES (50)";
        Process other = otherProcess(
                "SELECT count(*) FROM main.sales.orders",
                "CREATE TABLE main.sales.others (name STRING)",
                insert,
                insert,
                insert,
                OtherProcess.WAIT,
                "DROP TABLE main.sales.others",
                "CREATE TABLE main.sales.others (id BIGINT, name STRING)",
                "INSERT INTO main.sales.others VALUES (1, 'new')");
        try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8);
                BufferedWriter in = other.outputWriter(StandardCharsets.UTF_8)) {
            assertThat(result(out)).contains("3");
            assertThat(result(out)).contains("");
            assertThat(sql("SELECT count(*) FROM main.sales.others")).containsExactly("0");
            in.write("the table has been read, it may be dropped\n");
            in.flush();
            for (int i = 0; i < 3; i++) {
                sql("INSERT INTO main.sales.orders VALUES (60)");
            }
            assertThat(out.lines().filter(line -> line.startsWith("=> "))).hasSize(6);
            assertThat(other.waitFor()).isZero();
        } finally {
            other.destroyForcibly();
        }

        assertThat(sql("SELECT id, count(*) FROM main.sales.orders WHERE id > 9 GROUP BY id ORDER BY id"))
                .containsExactly("50 3", "60 3");
        assertThat(sql("DESCRIBE HISTORY main.sales.orders")).hasSize(7);
        // It begins again with version 0, and must not be taken for the table that is in memory here.
        assertThat(sql("SELECT * FROM main.sales.others")).containsExactly("1 new");
    }

    private static Optional<String> result(BufferedReader out) {
        return out.lines()
                .filter(line -> line.startsWith("=> "))
                .map(line -> line.substring(3))
                .findFirst();
    }

    private Process otherProcess(String... statements) throws IOException {
        Path classPath = Files.writeString(
                root.resolve("class-path.args"), "-cp \"" + System.getProperty("java.class.path") + "\"");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "@" + classPath,
                OtherProcess.class.getName(),
                warehouse.toString()));
        command.addAll(List.of(statements));
        return new ProcessBuilder(command)
                .redirectError(root.resolve("other.err").toFile())
                .start();
    }
}
