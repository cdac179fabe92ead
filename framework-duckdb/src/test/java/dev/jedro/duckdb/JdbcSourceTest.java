package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.JedroException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Other databases; their values are tested in DatabaseDatasetsTest. */
class JdbcSourceTest {
    private final Driver telling = new TellingDriver();

    @TempDir
    Path root;

    @BeforeEach
    void register() throws SQLException {
        DriverManager.registerDriver(telling);
    }

    @AfterEach
    void deregister() throws SQLException {
        DriverManager.deregisterDriver(telling);
    }

    private OpenCatalog open(String sql, Map<String, Object> credentials) {
        return TestCatalog.open(
                root,
                Map.of("data", Map.of("type", "duckdb.Query", "credentials", "db", "sql", sql)),
                Map.of("db", credentials),
                Map.of());
    }

    private static String printed(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Test
    void asksForNoTransactionWhereNoneIsNeeded() {
        try (OpenCatalog catalog = open("select 42 as id", Map.of("url", "jdbc:telling:jdbc:duckdb:"))) {
            assertThat(catalog.load("data", Relation.class).doubles("id")).containsExactly(42);
        }
    }

    @Test
    void tellsNoPartOfTheCredentialsNeitherInCauses() {
        Map<String, Object> credentials = Map.of(
                "url",
                "jdbc:telling://me:s3c/r@t@db.example.org:5432/sales?token=t0ken&key=a%40b&ssl=true",
                "user",
                "bo",
                "password",
                "pa55");
        try (OpenCatalog catalog = open("select 1", credentials)) {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> catalog.load("data", Relation.class))
                    .withMessageContaining("JED-713")
                    .withMessageContaining("The database refused: cannot log in as *****")
                    .withMessageContaining("check 'url', 'user' and 'password'")
                    .satisfies(thrown -> assertThat(printed(thrown))
                            .contains("no route to ***** for *****", "with *****", "Caused by", "TellingDriver.connect")
                            .doesNotContain(
                                    "s3c", "r@t", "pa55", "t0ken", "a%40b", "a@b", "as bo", "example.org", "5432"));
        }
    }

    @Test
    void tellsAFailureBetweenTheRowsAsOneOfTheDatabase() {
        String failing =
                "select case when range = 99999 then error('broken at pa55')::bigint else range end as id from range(100000)";
        try (OpenCatalog catalog = open(
                failing, Map.of("url", "jdbc:telling:jdbc:duckdb:?jdbc_stream_results=true", "password", "pa55"))) {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> catalog.load("data", Relation.class))
                    .withMessageContaining("JED-713")
                    .withMessageContaining("broken at *****")
                    .satisfies(thrown -> assertThat(printed(thrown)).doesNotContain("pa55"));
        }
    }

    @Test
    @Timeout(60)
    void endsWhenItsThreadIsInterruptedBetweenTheRows() throws Exception {
        StallingDriver stalling = new StallingDriver();
        DriverManager.registerDriver(stalling);
        CompletableFuture<String> ended = new CompletableFuture<>();
        try (OpenCatalog catalog = open("select 1 as id", Map.of("url", "jdbc:stalling:jdbc:duckdb:"))) {
            Thread worker = new Thread(() -> {
                try {
                    ended.complete("loaded " + catalog.load("data", Relation.class));
                } catch (RuntimeException e) {
                    ended.complete(e.toString());
                }
            });
            worker.start();
            stalling.stalled.await();
            worker.interrupt();

            assertThat(ended.get(30, TimeUnit.SECONDS))
                    .contains("The query was interrupted")
                    .doesNotContain("JED-713");
        } finally {
            DriverManager.deregisterDriver(stalling);
        }
    }

    @Test
    void leavesHarmlessWordsReadable() {
        JdbcSecrets secrets = new JdbcSecrets("jdbc:h2:mem:t;MODE=x;SSL=true", List.of("", "at"));

        assertThat(secrets.mask("cat at t, time true x")).isEqualTo("cat ***** *****, time true *****");
    }
}
