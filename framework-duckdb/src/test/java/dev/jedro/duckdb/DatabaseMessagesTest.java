package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.config.ConfigMap;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each failure of a database has the cure for its own cause, and the place that the user can go to. */
class DatabaseMessagesTest {
    private static final String NO_HELP = "try_cast";

    @TempDir
    Path root;

    private String url = "";

    @BeforeEach
    void makeATable() throws SQLException {
        url = "jdbc:h2:" + root.resolve("db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table rows (id int primary key, name varchar(5) not null)");
        }
    }

    private String failureOf(String name, Map<String, Object> entry) {
        try (OpenCatalog catalog = open(Map.of(name, entry))) {
            return messageOf(() -> catalog.load(name, Relation.class));
        }
    }

    private static String messageOf(ThrowingCallable work) {
        return String.valueOf(catchThrowableOfType(JedroException.class, work).getMessage());
    }

    private OpenCatalog open(Map<String, Object> entries) {
        return TestCatalog.open(root, entries, Map.of("db", Map.of("url", url)), Map.of());
    }

    private static Map<String, Object> query(String sql) {
        return Map.of("type", "duckdb.Query", "credentials", "db", "sql", sql);
    }

    @Nested
    class AnotherDatabases {

        @Test
        void wordsAreToldWholeWithTheCureForTheSql() {
            assertThat(failureOf("data", query("select * from nowhere")))
                    .contains("JED-713", "The database refused: Table \"NOWHERE\" not found", "correct the SQL")
                    .doesNotContain("SQL statement", "password");
        }

        @Test
        void queryWithTwoColumnsOfOneNameIsTold() {
            assertThat(failureOf("data", query("select 1 as a, 2 as a")))
                    .contains("JED-701", "Dataset 'data'", "The query gives several columns named 'A'", "with 'as'")
                    .doesNotContain(NO_HELP);
        }

        @Test
        void sqlFileIsThePlace() throws IOException {
            Files.writeString(root.resolve("q.sql"), "select *\nfrom nowhere");

            assertThat(failureOf("data", Map.of("type", "duckdb.Query", "credentials", "db", "sql_file", "q.sql")))
                    .contains("JED-713", "at q.sql", "at conf/base/catalog.yml");
        }

        @Test
        void constraintsAreToldAsSuch() {
            try (OpenCatalog catalog =
                    open(Map.of("rows", Map.of("type", "duckdb.Table", "credentials", "db", "table", "rows")))) {
                record Row(int id, String name) {}
                assertThat(messageOf(() -> catalog.save(
                                "rows", TestCatalog.listOf(Row.class), List.of(new Row(1, "a"), new Row(1, "b")))))
                        .contains("JED-713", "rimary key", "correct the rows, or the constraints of the table")
                        .doesNotContain("insert into", "password");
                assertThat(messageOf(() ->
                                catalog.save("rows", TestCatalog.listOf(Row.class), List.of(new Row(1, "too long")))))
                        .contains("JED-713", "Value too long for column", "correct the value");
            }
        }

        @Test
        void batchIsNotShownWhereTheFailureComesAfterIt() {
            BatchUpdateException batch = new BatchUpdateException(
                    "Batch entry 0 insert into t values ('secret') was aborted", "23505", 0, new int[0]);
            batch.setNextException(new SQLException("ERROR: duplicate key\n  Detail: Key (id)=(1) exists.", "23505"));
            JdbcSource source = JdbcSource.of(ConfigMap.of(Map.of("url", url), Place.of("conf/local/credentials.yml")));

            assertThat(messageOf(() -> source.connected(connection -> {
                        throw batch;
                    })))
                    .contains("The database refused: ERROR: duplicate key", "Detail: Key (id)=(1) exists.")
                    .contains("correct the rows, or the constraints")
                    .doesNotContain("Batch entry");
        }

        @Test
        void severalStatementsAreRefusedBeforeAnyRuns() throws IOException {
            Files.writeString(root.resolve("q.sql"), "select 1 as x;\ndrop table rows");

            assertThat(failureOf("data", Map.of("type", "duckdb.Query", "credentials", "db", "sql_file", "q.sql")))
                    .contains("JED-701", "there are several statements", "at q.sql");
            try (OpenCatalog catalog = open(Map.of("data", query("select 1 as x; drop table rows")))) {
                assertThat(catalog.definition().check("data"))
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.toString())
                                .contains("JED-701", "there are several statements", "conf/base/catalog.yml"));
            }
            try (OpenCatalog catalog = open(Map.of("rows", query("select * from rows")))) {
                assertThat(catalog.load("rows", Relation.class).count()).isZero();
            }
        }
    }

    @Nested
    class AFile {

        @Test
        void ofSqlIsToldWithItsLine() throws IOException {
            Files.writeString(root.resolve("q.sql"), "select 1 as a,\n  nope\nfrom range(3)");

            assertThat(failureOf("data", Map.of("type", "duckdb.Query", "sql_file", "q.sql")))
                    .contains("JED-701", "at q.sql:2", "at conf/base/catalog.yml", "correct the SQL");
        }

        @Test
        void thatIsNotThereIsToldAsSuch() {
            try (DuckDb duckdb = DuckDb.open()) {
                assertThat(messageOf(() -> duckdb.sql("from read_csv('nope.csv')")))
                        .contains("JED-702", "No files found", "correct the path in the SQL")
                        .doesNotContain(NO_HELP);
                assertThat(messageOf(() -> duckdb.sql("from read_parquet('nope.parquet')")))
                        .contains("JED-702", "correct the path in the SQL");
            }
        }

        @Test
        void ofADatabaseTellsAColumnThatItsTableHasNot() {
            Map<String, Object> table =
                    Map.of("type", "duckdb.Table", "filepath", "x.duckdb", "table", "rows", "mode", "append");
            try (OpenCatalog catalog = open(Map.of("rows", table, "data", query("select 1 as id, 2 as more")))) {
                Relation two = catalog.load("data", Relation.class);
                catalog.save("rows", Relation.class, two.select("id"));

                assertThat(messageOf(() -> catalog.save("rows", Relation.class, two)))
                        .contains("JED-717", "Dataset 'rows'", "The table 'rows' has no column 'MORE'")
                        .contains("change the table, which has ID")
                        .doesNotContain("cache()");
            }
        }

        @Test
        void isNotChangedByAQuery() {
            assertThat(failureOf("data", Map.of("type", "duckdb.Query", "filepath", "x.duckdb", "sql", "drop table t")))
                    .contains("JED-701", "must be one statement that reads, and 'drop' does not")
                    .doesNotContain("CREATE TABLE");
        }
    }

    @Test
    void aBlobIsShownAsItsBytes() {
        try (DuckDb duckdb = DuckDb.open()) {
            assertThat(duckdb.sql(
                                    "select '\\xAA\\x41''\"\\x5C\\x7F'::blob as b, '\\xAA\\x41''\"\\x5C\\x7F'::blob::varchar as text")
                            .preview()
                            .rows()
                            .get(0))
                    .containsExactly("\\xAAA\\x27\\x22\\x5C\\x7F", "\\xAAA\\x27\\x22\\x5C\\x7F");
        }
    }
}
