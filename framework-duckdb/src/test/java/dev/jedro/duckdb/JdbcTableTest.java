package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.JedroException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code duckdb.Table} by credentials, on H2, whose own names are in upper case. */
class JdbcTableTest {
    record Planet(int id, String name, Optional<BigDecimal> mass) {}

    record Everything(
            boolean flag,
            long big,
            double real,
            LocalDate day,
            LocalTime time,
            LocalDateTime moment,
            Instant instant,
            String text) {}

    private static final String PLANETS =
            "select * from (values (1, 'Mercury', 0.055), (2, 'Venus', null)) as t(id, name, mass)";

    @TempDir
    Path root;

    private String url = "";
    private OpenCatalog catalog = TestCatalog.open(Path.of(""), Map.of());

    @BeforeEach
    void open() {
        url = "jdbc:h2:" + root.resolve("space");
        catalog = TestCatalog.open(
                root,
                Map.of(
                        "planets", table("planets", "overwrite"),
                        "log", table("planets", "append"),
                        "planet", table("planet", "overwrite"),
                        "everything", table("everything", "overwrite"),
                        "input", Map.of("type", "duckdb.Query", "sql", PLANETS),
                        "placeless", Map.of("type", "duckdb.Table", "table", "planets"),
                        "nowhere", Map.of("type", "duckdb.Table", "credentials", "nowhere", "table", "planets"),
                        "both",
                                Map.of(
                                        "type",
                                        "duckdb.Table",
                                        "credentials",
                                        "db",
                                        "table",
                                        "planets",
                                        "filepath",
                                        "data/x.duckdb")),
                Map.of(
                        "db", Map.of("url", url, "user", "sa", "password", "s3cret"),
                        "nowhere", Map.of("url", "jdbc:nothing://host/db?password=s3cret")),
                Map.of());
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    private static Map<String, Object> table(String name, String mode) {
        return Map.of("type", "duckdb.Table", "credentials", "db", "table", name, "mode", mode);
    }

    private Relation load(String name) {
        return catalog.load(name, Relation.class);
    }

    private void save(String name, Relation relation) {
        catalog.save(name, Relation.class, relation);
    }

    private void inH2(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "s3cret");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Nested
    class ATable {

        @Test
        void isMadeWithNamesThatNeedNoQuotesThereAndAreReadAsTheyWere() throws SQLException {
            assertThat(catalog.exists("planets")).isFalse();

            save("planets", load("input"));

            assertThat(catalog.exists("planets")).isTrue();
            assertThat(catalog.rows("planets")).hasValue(2);
            assertThat(load("planets").columns()).extracting(Column::name).containsExactly("id", "name", "mass");
            assertThat(load("planets").rows(Planet.class))
                    .containsExactly(
                            new Planet(1, "Mercury", Optional.of(new BigDecimal("0.055"))),
                            new Planet(2, "Venus", Optional.empty()));
            try (Connection connection = DriverManager.getConnection(url, "sa", "s3cret");
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select name from planets where mass is null")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("Venus");
            }
        }

        @Test
        void keepsValuesOfEveryType() {
            Relation all = load("input").sql("""
                    select true as flag, 9007199254740993 as big, 0.1::double as real, date '2026-03-29' as day,
                        time '12:34:56' as time, timestamp '2026-03-29 02:30:00.123456' as moment,
                        timestamptz '2026-03-29 02:30:00+00' as instant, 'ž''"' as text from this limit 1
                    """);

            save("everything", all);

            assertThat(load("everything").rows(Everything.class))
                    .containsExactly(new Everything(
                            true,
                            9007199254740993L,
                            0.1,
                            LocalDate.of(2026, 3, 29),
                            LocalTime.of(12, 34, 56),
                            LocalDateTime.of(2026, 3, 29, 2, 30, 0, 123456000),
                            Instant.parse("2026-03-29T02:30:00Z"),
                            "ž'\""));
        }

        @Test
        void isReplacedOrAppendedTo() {
            save("planets", load("input"));
            save("planets", load("input"));
            assertThat(load("planets").count()).isEqualTo(2);

            save("log", load("input").sql("select name, id from this where id = 1"));

            assertThat(load("planets").where("mass is null").doubles("id")).containsExactlyInAnyOrder(1, 2);
        }

        @Test
        void keepsItsDefinitionWhenItsRowsAreReplaced() throws SQLException {
            inH2(
                    "create table planets (id int primary key, name varchar(20), mass decimal(10, 3), seen boolean default true)");

            save("planets", load("input"));

            assertThat(load("planets").where("seen").count()).isEqualTo(2);
        }

        @Test
        void mayBeSavedFromItself() {
            save("planets", load("input"));

            save("planets", load("planets").where("id = 2"));

            assertThat(load("planets").doubles("id")).containsExactly(2);
        }
    }

    @Nested
    class AFailure {

        @Test
        void ofTheDatabaseInMidSaveLeavesTheOldRows() throws SQLException {
            inH2("create table planets (id int primary key, name varchar(20), mass decimal(10, 3))");
            save("planets", load("input"));
            Relation twice = load("input").sql("select range % 1500 as id, 'x' as name from range(3000)");

            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> save("planets", twice))
                    .withMessageContaining("JED-713")
                    .withMessageContaining("rimary key");
            assertThat(load("planets").count()).isEqualTo(2);
        }

        @Test
        void ofTheQueryLeavesTheOldRowsAndMakesNoTable() {
            save("planets", load("input"));
            Relation broken = load("input").sql("select id + error('broken')::int as id from this");

            for (String name : new String[] {"planets", "planet"}) {
                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> save(name, broken))
                        .withMessageContaining("JED-702")
                        .withMessageContaining("broken");
            }
            assertThat(load("planets").count()).isEqualTo(2);
            assertThat(catalog.exists("planet")).isFalse();
        }

        @Test
        void ofTheFirstSaveTakesTheNewTableAway() {
            Relation list = load("input").sql("select id, [id] as ids from this");

            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> save("planets", list))
                    .withMessageContaining("JED-717")
                    .withMessageContaining("The column 'ids' is INTEGER[]")
                    .withMessageContaining("to_json(ids)");
            assertThat(catalog.exists("planets")).isFalse();
        }

        @Test
        void namesTheTablesAndColumnsThatThereAre() {
            save("planets", load("input"));

            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> load("planet"))
                    .withMessageContaining("JED-717")
                    .withMessageContaining("The database has no table 'planet'.")
                    .withMessageContaining("Near: PLANETS");
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> save("log", load("input").sql("select id, name as nam from this")))
                    .withMessageContaining("JED-717")
                    .withMessageContaining("The table 'planets' has no column 'nam'.")
                    .withMessageContaining("which has ID, NAME, MASS");
            assertThat(load("planets").count()).isEqualTo(2);
        }

        @Test
        void ofTheConnectionTellsNoSecret() {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> load("nowhere"))
                    .withMessageContaining("JED-713")
                    .withMessageContaining("JDBC driver to the dependencies")
                    .withMessageNotContaining("s3cret");
        }

        @Test
        void ofTheEntryTellsWhatIsMissingOrTooMuch() {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> load("placeless"))
                    .withMessageContaining("JED-717")
                    .withMessageContaining("neither 'filepath' nor credentials with a 'url'");
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> load("both"))
                    .withMessageContaining("JED-717")
                    .withMessageContaining("both 'filepath' and credentials with a 'url'");
        }
    }
}
