package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check tells of entries with databases, before anything runs. */
class DatabaseChecksTest {
    private static final Place NODE = Place.of("Nodes.java", 7);
    private static final Map<String, Object> CREDENTIALS = Map.of(
            "db", Map.of("url", "jdbc:h2:mem:x", "user", "sa", "password", "s3cret"),
            "misspelt", Map.of("url", "jdbc:h2:mem:x", "pasword", "s3cret"),
            "urlless", Map.of("user", "sa"),
            "listed", List.of("jdbc:h2:mem:x"));

    @SuppressWarnings("ArrayRecordComponent") // as people write them
    record Photo(int id, byte[] pixels, Map<String, String> tags) {}

    record Listed(int id, List<String> tags) {}

    @TempDir
    Path root;

    private List<Problem> check(Map<String, Object> entry) {
        try (OpenCatalog catalog = open(entry)) {
            return catalog.definition().check("data");
        }
    }

    private Optional<Problem> checkSave(Map<String, Object> entry, Type type) {
        try (OpenCatalog catalog = open(entry)) {
            return catalog.definition().checkSave("data", type, NODE);
        }
    }

    private OpenCatalog open(Map<String, Object> entry) {
        return TestCatalog.open(root, Map.of("data", entry), CREDENTIALS, Map.of());
    }

    private static Map<String, Object> with(Object credentials, Map<String, Object> entry) {
        Map<String, Object> all = new LinkedHashMap<>(entry);
        all.put("credentials", credentials);
        return all;
    }

    private static Map<String, Object> table(Object credentials) {
        return with(credentials, Map.of("type", "duckdb.Table", "table", "rows"));
    }

    private static Map<String, Object> query(Object credentials) {
        return with(credentials, Map.of("type", "duckdb.Query", "sql", "select 1 as id"));
    }

    @Nested
    class Credentials {

        @Test
        void thatAreCompleteAreTaken() {
            assertThat(check(table("db"))).isEmpty();
            assertThat(check(query("db"))).isEmpty();
            assertThat(check(Map.of("type", "duckdb.Query", "sql", "select 1 as id")))
                    .isEmpty();
        }

        @Test
        void withAMisspeltKeyAreToldWithTheNearOne() {
            for (Map<String, Object> entry : List.of(table("misspelt"), query("misspelt"))) {
                assertThat(check(entry))
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.toString())
                                .contains("Dataset 'data'", "'pasword'", "password", "rename it to 'password'")
                                .contains("conf/local/credentials.yml", "conf/base/catalog.yml")
                                .doesNotContain("s3cret"));
            }
        }

        @Test
        void withoutAUrlAreTold() {
            for (Map<String, Object> entry : List.of(table("urlless"), query("urlless"))) {
                assertThat(check(entry))
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.toString())
                                .contains(
                                        "Dataset 'data'",
                                        "'url' is missing",
                                        "conf/local/credentials.yml",
                                        "add 'url"));
            }
        }

        @Test
        void thatAreAListAreTold() {
            for (Map<String, Object> entry : List.of(table(List.of("db")), query(List.of("db")), query("listed"))) {
                assertThat(check(entry))
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.toString())
                                .contains(
                                        "JED-310", "'credentials' of dataset 'data' must be a name of credentials.yml")
                                .contains("as in 'credentials: warehouse'"));
            }
        }

        @Test
        void besideAFileOrNowhereAreTold() {
            assertThat(check(Map.of("type", "duckdb.Table", "table", "rows")).toString())
                    .contains("JED-717", "The table 'rows' has neither 'filepath' nor credentials with a 'url'");
            assertThat(check(with("db", Map.of("type", "duckdb.Table", "table", "rows", "filepath", "x.duckdb")))
                            .toString())
                    .contains("JED-717", "The table 'rows' has both 'filepath' and credentials with a 'url'");
            assertThat(check(with("db", Map.of("type", "duckdb.Query", "sql", "select 1", "filepath", "x.duckdb")))
                            .toString())
                    .contains("JED-717", "The query has both 'filepath' and credentials with a 'url'");
        }
    }

    @Nested
    class Records {

        @Test
        void withComponentsThatNoColumnHoldsAreTold() {
            for (Map<String, Object> entry : List.of(
                    table("db"),
                    Map.<String, Object>of("type", "duckdb.Parquet", "filepath", "x.parquet"),
                    Map.<String, Object>of("type", "duckdb.Table", "table", "rows", "filepath", "x.duckdb"))) {
                assertThat(checkSave(entry, TestCatalog.listOf(Photo.class))
                                .orElseThrow()
                                .toString())
                        .contains("JED-710", "Dataset 'data'")
                        .contains("components of Photo: 'pixels' (byte[]), 'tags' (Map<String, String>)")
                        .contains("Nodes.java:7", "conf/base/catalog.yml");
            }
        }

        @Test
        void withListsAreToldWhereAnotherDatabaseTakesNone() {
            assertThat(checkSave(table("db"), TestCatalog.listOf(Listed.class))
                            .orElseThrow()
                            .toString())
                    .contains("JED-717", "The column 'tags' is VARCHAR[]", "Nodes.java:7");
            assertThat(checkSave(
                            Map.of("type", "duckdb.Table", "table", "rows", "filepath", "x.duckdb"),
                            TestCatalog.listOf(Listed.class)))
                    .isEmpty();
        }

        @Test
        void ofChunksAreToldAsWell() {
            try (OpenCatalog catalog = open(Map.of("type", "duckdb.Csv", "filepath", "x.csv"))) {
                assertThat(catalog.definition()
                                .checkAppend("data", Photo.class, NODE)
                                .orElseThrow()
                                .toString())
                        .contains("JED-710");
                assertThat(catalog.definition().checkAppend("data", Listed.class, NODE))
                        .isEmpty();
            }
        }
    }
}
