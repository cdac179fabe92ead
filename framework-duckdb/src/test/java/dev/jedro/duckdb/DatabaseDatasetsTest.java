package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.JedroException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseDatasetsTest {
    private static final String DATABASE = "data/space.duckdb";

    @TempDir
    Path root;

    private OpenCatalog open() {
        return TestCatalog.open(
                root,
                Map.of(
                        "numbers",
                        Map.of(
                                "type",
                                "duckdb.Query",
                                "sql",
                                "select range as id, range % 2 = 0 as even from range(4)"),
                        "planets",
                        Map.of("type", "duckdb.Table", "filepath", DATABASE, "table", "planets"),
                        "planet",
                        Map.of("type", "duckdb.Table", "filepath", DATABASE, "table", "planet"),
                        "log",
                        Map.of(
                                "type",
                                "duckdb.Table",
                                "filepath",
                                DATABASE,
                                "table",
                                "log",
                                "schema",
                                "audit",
                                "mode",
                                "append"),
                        "even",
                        Map.of(
                                "type",
                                "duckdb.Query",
                                "filepath",
                                DATABASE,
                                "sql",
                                "select id from planets where even;"),
                        "filed",
                        Map.of("type", "duckdb.Query", "filepath", DATABASE, "sql_file", "conf/odd.sql"),
                        "remote",
                        Map.of("type", "duckdb.Query", "credentials", "db", "sql", "select * from t order by id"),
                        "nowhere",
                        Map.of("type", "duckdb.Query", "credentials", "nowhere", "sql", "select 1")),
                Map.of(
                        "db",
                        Map.of("url", "jdbc:duckdb:" + root.resolve("other.duckdb")),
                        "nowhere",
                        Map.of("url", "jdbc:nothing://host/db?password=s3cret", "user", "me", "password", "s3cret")),
                Map.of());
    }

    private OpenCatalog openQuery(Map<String, String> options) {
        Map<String, Object> entry = new LinkedHashMap<>(options);
        entry.put("type", "duckdb.Query");
        return TestCatalog.open(root, Map.of("query", entry));
    }

    private static Relation load(OpenCatalog catalog, String name) {
        return catalog.load(name, Relation.class);
    }

    @Nested
    class Tables {

        @Test
        void outliveTheSession() {
            try (OpenCatalog catalog = open()) {
                assertThat(catalog.exists("planets")).isFalse();
                catalog.save("planets", Relation.class, load(catalog, "numbers"));
                assertThat(catalog.rows("planets")).hasValue(4);
            }
            try (OpenCatalog catalog = open()) {
                assertThat(catalog.exists("planets")).isTrue();
                assertThat(load(catalog, "planets").doubles("id")).containsExactly(0, 1, 2, 3);
            }
        }

        @Test
        void areReplacedOrAppendedTo() {
            try (OpenCatalog catalog = open()) {
                Relation numbers = load(catalog, "numbers");
                for (int i = 0; i < 2; i++) {
                    catalog.save("planets", Relation.class, numbers);
                    catalog.save("log", Relation.class, numbers.sql("select even, id from this limit 1"));
                }
                assertThat(load(catalog, "planets").count()).isEqualTo(4);
                assertThat(load(catalog, "log").doubles("id")).containsExactly(0, 0);
            }
        }

        @Test
        void keepTheirRowsIfASaveFails() {
            try (OpenCatalog catalog = open()) {
                Relation numbers = load(catalog, "numbers");
                catalog.save("planets", Relation.class, numbers);
                Relation failing = numbers.sql("select id + error('broken')::int as id from this");

                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> catalog.save("planets", Relation.class, failing))
                        .withMessageContaining("JED-702")
                        .withMessageContaining("broken");
                assertThat(load(catalog, "planets").count()).isEqualTo(4);
            }
        }

        @Test
        void mayBeSavedFromThemselves() {
            try (OpenCatalog catalog = open()) {
                catalog.save("planets", Relation.class, load(catalog, "numbers"));
                catalog.save("planets", Relation.class, load(catalog, "planets").where("even"));

                assertThat(load(catalog, "planets").doubles("id")).containsExactly(0, 2);
            }
        }

        @Test
        void thatAreNotThereAreTold() {
            try (OpenCatalog catalog = open()) {
                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> load(catalog, "planet"))
                        .withMessageContaining("JED-712")
                        .withMessageContaining("There is no database file")
                        .withMessageContaining("at data/space.duckdb");
                catalog.save("planets", Relation.class, load(catalog, "numbers"));
                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> load(catalog, "planet"))
                        .withMessageContaining("no table 'planet' in the schema 'main'")
                        .withMessageContaining("Near: planets");
            }
        }

        @Test
        void inAFileThatIsNoDatabaseAreTold() throws IOException {
            Files.createDirectories(root.resolve("data"));
            Files.writeString(
                    root.resolve(DATABASE), "no database, but a text that is longer than a header".repeat(500));
            try (OpenCatalog catalog = open()) {
                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> load(catalog, "planets"))
                        .withMessageContaining("JED-712")
                        .withMessageContaining("at data/space.duckdb")
                        .withMessageContaining("correct 'filepath'");
            }
        }
    }

    @Nested
    class Queries {

        @Test
        void areInTheSqlOfTheDatabaseFile() throws IOException {
            Files.createDirectories(root.resolve("conf"));
            Files.writeString(root.resolve("conf/odd.sql"), "-- the odd ones\nselect id from planets where not even\n");
            try (OpenCatalog catalog = open()) {
                catalog.save("planets", Relation.class, load(catalog, "numbers"));

                assertThat(load(catalog, "even").doubles("id")).containsExactly(0, 2);
                assertThat(load(catalog, "filed").doubles("id")).containsExactly(1, 3);
            }
        }

        @Test
        void mayEndWithAComment() {
            try (OpenCatalog catalog = openQuery(Map.of("sql", "select 1 as id -- the only one"))) {
                assertThat(load(catalog, "query").doubles("id")).containsExactly(1);
            }
        }

        @Test
        void thatAreWrongAreToldWithTheirLine() {
            try (OpenCatalog catalog = openQuery(Map.of("sql", "select id,\n  evn\nfrom range(4) t(id)"))) {
                assertIsToldWithItsLine(catalog);
            }
            try (OpenCatalog catalog = open()) {
                catalog.save("planets", Relation.class, load(catalog, "numbers"));
            }
            try (OpenCatalog catalog =
                    openQuery(Map.of("filepath", DATABASE, "sql", "select id,\n  evn\nfrom planets"))) {
                assertIsToldWithItsLine(catalog);
            }
        }

        private void assertIsToldWithItsLine(OpenCatalog catalog) {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> load(catalog, "query"))
                    .withMessageContaining("JED-701")
                    .withMessageContaining("Dataset 'query'")
                    .withMessageContaining("line 2:   evn")
                    .withMessageContaining("at conf/base/catalog.yml")
                    .withMessageContaining("correct the SQL");
        }

        @Test
        void goToOtherDatabasesByJdbc() throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + root.resolve("other.duckdb"));
                    Statement statement = connection.createStatement()) {
                statement.execute("create table t as select * from (values "
                        + "(1, 'a', 1.25::decimal(9, 2), true, date '2026-11-20', timestamp '2026-11-20 16:40:00', 2.5::double), "
                        + "(2, null, null, null, null, null, null)) as v(id, s, d, b, day, \"at\", r)");
            }
            try (OpenCatalog catalog = open()) {
                Relation rows = load(catalog, "remote");

                assertThat(rows)
                        .hasToString(
                                "Relation(id INTEGER, s VARCHAR, d DECIMAL(9,2), b BOOLEAN, day DATE, at TIMESTAMP, r DOUBLE)");
                assertThat(rows.sql("select columns(*)::varchar from this")
                                .preview()
                                .rows()
                                .toString())
                        .isEqualTo(
                                "[[1, a, 1.25, true, 2026-11-20, 2026-11-20 16:40:00, 2.5], [2, null, null, null, null, null, null]]");
            }
        }

        @Test
        void tellNoSecretIfTheDatabaseCannotBeReached() {
            try (OpenCatalog catalog = open()) {
                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> load(catalog, "nowhere"))
                        .withMessageContaining("JED-713")
                        .withMessageContaining("JDBC driver")
                        .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("s3cret", "jdbc:nothing"));
            }
        }
    }
}
