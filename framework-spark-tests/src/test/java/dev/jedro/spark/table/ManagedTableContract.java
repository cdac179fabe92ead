package dev.jedro.spark.table;

import static dev.jedro.spark.SparkProject.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spark.SparkProject;
import dev.jedro.spark.failure.TableCode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a managed table does, on every engine. Tables have names of their own in each test, because a server outlives the test. */
abstract class ManagedTableContract {
    private static final Place ENTRY = Place.of("conf/base/catalog.yml", 1, 1);

    @TempDir
    Path root;

    SparkProject project = new SparkProject(Path.of("target"), "");
    private String database = "";

    abstract SparkProject project(Path folder);

    @BeforeEach
    void opens() {
        project = project(root);
        database = "db_" + Long.toString(System.nanoTime(), 36);
    }

    @AfterEach
    void closes() {
        project.close();
    }

    SparkProject orders(String options) {
        return project.catalog("""
                orders:
                  type: spark.ManagedTable
                  catalog: main
                  database: %s
                  table: orders
                """.formatted(database) + options.indent(2));
    }

    String fqn() {
        return "main." + database + ".orders";
    }

    @Test
    void appendsWithVersionsThatCanBeLoadedAgain() {
        orders("write_mode: append");
        assertThat(project.exists("orders")).isFalse();
        String first = project.save("orders", "SELECT 1 AS id, 'a' AS name");
        assertThat(project.exists("orders")).isTrue();
        String second = project.save("orders", "SELECT 2 AS id, 'b' AS name");
        assertThat(Long.parseLong(second)).isEqualTo(Long.parseLong(first) + 1);
        assertThat(project.rows("orders")).containsExactly("1 a", "2 b");

        // By name, not by position.
        project.save("orders", "SELECT 'c' AS name, 3 AS id");
        assertThat(project.rows("orders")).containsExactly("1 a", "2 b", "3 c");

        assertThat(orders("version: " + first).rows("orders")).containsExactly("1 a");
        assertThat(SparkProject.texts(project.load("orders", Map.of("orders", second))))
                .containsExactly("1 a", "2 b");
        Problem problem = problemOf(() -> orders("version: 99").rows("orders"));
        assertThat(problem.code()).isEqualTo(TableCode.NO_VERSION);
        assertThat(problem.where()).contains(ENTRY);
    }

    @Test
    void overwritesRowsAndKeepsTheTableUnlessItsColumnsChange() {
        orders(
                "write_mode: overwrite\ncomment: what was sold\ntable_properties: {team.name: sales}\nconstraints: {positive: id > 0}");
        project.save("orders", "SELECT 1 AS id");
        project.save("orders", "SELECT 2 AS id");
        assertThat(project.rows("orders")).containsExactly("2");
        assertThat(project.sql("DESCRIBE HISTORY " + fqn()))
                .filteredOn(line -> line.contains("REPLACE"))
                .isEmpty();

        project.save("orders", "SELECT 3 AS id, 'c' AS name");
        assertThat(project.rows("orders")).containsExactly("3 c");
        assertThat(project.sql("SHOW TBLPROPERTIES " + fqn()))
                .contains("team.name sales", "delta.constraints.positive id > 0");
        assertThat(project.sql("DESCRIBE DETAIL " + fqn()))
                .singleElement()
                .asString()
                .contains("what was sold");

        Problem problem = problemOf(() -> project.save("orders", "SELECT -1 AS id, 'd' AS name"));
        assertThat(problem.code()).isEqualTo(TableCode.REFUSED_ROW);
        assertThat(project.rows("orders")).containsExactly("3 c");
    }

    @Test
    void upsertsByKeysOfAllNamesWithNullsAndMoreColumns() {
        orders("write_mode: upsert\nprimary_key: [order id, line]\ntable_properties: {delta.columnMapping.mode: name}");
        project.save("orders", "SELECT 1 AS `order id`, 1 AS line, 'a' AS name UNION ALL SELECT 1, NULL, 'b'");
        String version = project.save(
                "orders", "SELECT 'B' AS name, 1 AS `order id`, CAST(NULL AS INT) AS line UNION ALL SELECT 'c', 2, 1");
        assertThat(project.rows("orders")).containsExactly("1 1 a", "1 null B", "2 1 c");
        assertThat(version).isNotEmpty();

        Problem more =
                problemOf(() -> project.save("orders", "SELECT 1 AS `order id`, 1 AS line, 'a' AS nme, 5 AS price"));
        assertThat(more.code()).isEqualTo(TableCode.OTHER_COLUMNS);
        assertThat(more.what()).contains("they have 'nme', 'price', which the table has not, and they lack 'name'");
        assertThat(more.near()).containsExactly("name");
        assertThat(more.fixes().get(0)).contains("evolve_schema: true");

        orders("write_mode: upsert\nprimary_key: [order id, line]\nevolve_schema: true");
        project.save("orders", "SELECT 1 AS `order id`, 1 AS line, 'A' AS name, 5 AS price");
        assertThat(project.rows("orders")).containsExactly("1 1 A 5", "1 null B null", "2 1 c null");

        Problem twice = problemOf(() -> project.save(
                "orders", "SELECT 7 AS `order id`, 1 AS line, 'x' AS name, 5 AS price UNION ALL SELECT 7, 1, 'y', 6"));
        assertThat(twice.code()).isEqualTo(TableCode.DUPLICATE_KEYS);
        assertThat(twice.what()).endsWith("share a key: order id=7 line=1 (2 times)");
        assertThat(twice.where()).contains(ENTRY);
        assertThat(twice.fixes()).hasSize(2);
        assertThat(project.rows("orders")).hasSize(3);
    }

    @Test
    void keepsToItsSchema() {
        orders("write_mode: upsert\nprimary_key: [id]\nschema: id BIGINT NOT NULL COMMENT 'as printed', name STRING");
        project.save("orders", "SELECT 'a' AS name, 1L AS id");
        assertThat(project.rows("orders")).containsExactly("1 a");
        assertThat(project.load("orders").schema().fields()[0].nullable()).isFalse();

        Problem empty = problemOf(() -> project.save("orders", "SELECT CAST(NULL AS BIGINT) AS id, 'b' AS name"));
        assertThat(empty.code()).isEqualTo(TableCode.NULL_KEYS);
        assertThat(empty.what()).endsWith("id=null");
        Problem types = problemOf(() -> project.save("orders", "SELECT '2' AS id, 'b' AS name"));
        assertThat(types.code()).isEqualTo(TableCode.OTHER_COLUMNS);
        assertThat(types.what()).contains("'id' is STRING, not BIGINT");
        Problem more = problemOf(() -> project.save("orders", "SELECT 2L AS id, 'b' AS name, 5 AS price"));
        assertThat(more.code()).isEqualTo(TableCode.OTHER_COLUMNS);
        assertThat(more.what()).contains("'price'");

        assertThat(orders("schema: name STRING").rows("orders")).containsExactly("a");
        Problem missing = problemOf(() -> orders("schema: nme STRING").rows("orders"));
        assertThat(missing.code()).isEqualTo(TableCode.OTHER_COLUMNS);
    }

    @Test
    void dividesANewTableAndReplacesAPart() {
        orders("write_mode: overwrite\npartition_columns: [region]\nreplace_where: region = 'eu'");
        project.save("orders", "SELECT 1 AS id, 'eu' AS region");
        orders("write_mode: append\npartition_columns: [region]");
        project.save("orders", "SELECT 2 AS id, 'us' AS region");
        orders("write_mode: overwrite\npartition_columns: [region]\nreplace_where: region = 'eu'");
        project.save("orders", "SELECT 3 AS id, 'eu' AS region");
        assertThat(project.rows("orders")).containsExactly("2 us", "3 eu");

        Problem other = problemOf(() ->
                orders("write_mode: append\npartition_columns: [id]").save("orders", "SELECT 3 AS id, 'eu' AS region"));
        assertThat(other.code()).isEqualTo(TableCode.OTHER_LAYOUT);
        Problem column = problemOf(() -> orders("write_mode: append\npartition_columns: [regin]")
                .save("orders", "SELECT 3 AS id, 'eu' AS region"));
        assertThat(column.code()).isEqualTo(TableCode.OTHER_COLUMNS);
        assertThat(column.near()).containsExactly("region");
    }

    @Test
    void liesWhereItIsToldAndIsClustered() {
        Path elsewhere = root.resolve("elsewhere");
        orders("write_mode: append\ncluster_by: [id]\nowner_group: analysts\nlocation: file:" + elsewhere);
        project.save("orders", "SELECT 1 AS id");
        assertThat(elsewhere.resolve("_delta_log")).isDirectory();
        project.save("orders", "SELECT 2 AS id");
        assertThat(project.rows("orders")).containsExactly("1", "2");
    }

    @Test
    void takesATableAwayAgainThatCouldNotBeFilled() {
        orders("write_mode: append\nconstraints: {positive: id > 0}");
        assertThat(problemOf(() -> project.save("orders", "SELECT -1 AS id")).code())
                .isEqualTo(TableCode.REFUSED_ROW);
        assertThat(project.exists("orders")).isFalse();
    }

    @Test
    void leavesTheTableAsItWasWhereRowsOfOtherColumnsBreakAConstraint() {
        orders("write_mode: overwrite\nconstraints: {positive: id > 0}");
        project.save("orders", "SELECT 1 AS id");

        for (String constraints : new String[] {"{positive: id > 0}", "{positive: id > 1}", "{named: name <> 'x'}"}) {
            orders("write_mode: overwrite\nconstraints: " + constraints);
            Problem problem = problemOf(() -> project.save("orders", "SELECT -1 AS id, 'x' AS name"));
            assertThat(problem.code()).as(constraints).isEqualTo(TableCode.REFUSED_ROW);
            assertThat(project.rows("orders")).as(constraints).containsExactly("1");
        }

        orders("write_mode: overwrite\nconstraints: {positive: id > 5}");
        project.save("orders", "SELECT 6 AS id");
        assertThat(project.rows("orders"))
                .as("the old rows need not keep to it")
                .containsExactly("6");
        assertThat(project.sql("SHOW TBLPROPERTIES " + fqn())).contains("delta.constraints.positive id > 5");
    }

    @Test
    void takesTheTableThatLiesAtItsLocation() {
        Path elsewhere = root.resolve("elsewhere");
        String sales = database + "_there";
        project.sql("CREATE SCHEMA IF NOT EXISTS main." + sales);
        project.sql("CREATE TABLE main." + sales + ".sales USING delta LOCATION 'file:" + elsewhere
                + "' AS SELECT 1 AS id, 'old' AS name");
        String location = "\nlocation: file:" + elsewhere;

        orders("write_mode: upsert\nprimary_key: [id]" + location);
        project.save("orders", "SELECT 1 AS id, 'new' AS name");
        assertThat(project.rows("orders")).containsExactly("1 new");

        project.sql("DROP TABLE " + fqn());
        orders("write_mode: append" + location);
        Problem problem = problemOf(() -> project.save("orders", "SELECT 2 AS id"));
        assertThat(problem.code()).isEqualTo(TableCode.OTHER_COLUMNS);
        assertThat(project.exists("orders")).isFalse();

        orders("write_mode: overwrite" + location);
        project.save("orders", "SELECT 2 AS id, 5 AS price");
        assertThat(project.rows("orders")).containsExactly("2 5");

        Problem moved = problemOf(() -> orders("write_mode: overwrite\nlocation: file:" + root.resolve("other"))
                .save("orders", "SELECT 3 AS id, 5 AS price"));
        assertThat(moved.code()).isEqualTo(TableCode.OTHER_LAYOUT);
        assertThat(moved.what()).contains("lies at").contains("other");
    }

    @Test
    void replacesOnlyTheRowsOfACondition() {
        orders("write_mode: overwrite");
        project.save("orders", "SELECT 1 AS id, 'a' AS k");
        orders("write_mode: overwrite\nreplace_where: k = 'a'");

        Problem problem = problemOf(() -> project.save("orders", "SELECT 2 AS id, 'b' AS k"));

        assertThat(problem.code()).isEqualTo(TableCode.REFUSED_ROW);
        assertThat(problem.fixes()).contains("leave such rows out in the node, or correct 'replace_where'");
        assertThat(project.rows("orders")).containsExactly("1 a");
    }

    @Test
    void countsAFirstSaveThatWasKilledAsNone() {
        orders("write_mode: append");
        project.save("orders", "SELECT 1 AS id");
        String made = project.sql("SHOW TBLPROPERTIES " + fqn()).stream()
                .filter(line -> line.startsWith("jedro."))
                .findFirst()
                .orElseThrow();
        project.sql("DROP TABLE " + fqn());

        // What is there when the process dies between the table and its rows.
        project.sql(
                "CREATE TABLE " + fqn() + " (id INT) USING delta TBLPROPERTIES ('" + made.replace(" ", "' = '") + "')");
        assertThat(project.exists("orders")).isFalse();

        project.save("orders", "SELECT 1 AS id");
        assertThat(project.exists("orders")).isTrue();
        assertThat(project.rows("orders")).containsExactly("1");

        // A clone begins anew with its versions.
        project.sql("ALTER TABLE " + fqn() + " SET TBLPROPERTIES ('" + made.split(" ")[0] + "' = '99')");
        assertThat(project.exists("orders")).isTrue();
    }

    @Test
    void saysThatThereIsNoTable() {
        Problem problem = problemOf(() -> orders("").rows("orders"));
        assertThat(problem.code()).isEqualTo(TableCode.NO_TABLE);
        assertThat(problem.what()).contains("'orders'");
        assertThat(problem.where()).contains(ENTRY);
        assertThat(problem.fixes()).isNotEmpty();
    }

    @Nested
    class ChangesNothingElse {
        @Test
        void inTheSession() {
            orders("write_mode: upsert\nprimary_key: [id]");
            String before = project.session().catalog().currentCatalog() + "."
                    + project.session().catalog().currentDatabase();
            project.save("orders", "SELECT 1 AS id");
            project.save("orders", "SELECT 1 AS id");
            assertThat(project.session().catalog().currentCatalog() + "."
                            + project.session().catalog().currentDatabase())
                    .isEqualTo(before);
            assertThat(project.sql("SHOW VIEWS IN spark_catalog.default"))
                    .filteredOn(v -> v.contains("jedro_"))
                    .isEmpty();
        }
    }
}
