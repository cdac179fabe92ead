package dev.jedro.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jedro.problem.JedroException;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.spark.OnTheEngine;
import dev.jedro.spark.SparkProject;
import dev.jedro.spi.CommandContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as typed, on tables that a project has saved. */
@OnTheEngine
class SparkCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Run(int code, String out, String err) {}

    /** Registered by its name in jedro.yml. */
    public static final class Empty implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {}
    }

    @TempDir
    Path root;

    private SparkProject project = new SparkProject(Path.of("target"), "");

    @BeforeEach
    void makesAProject() {
        project = SparkProject.local(root).catalog("""
                orders: {type: spark.ManagedTable, catalog: main, database: shop, table: orders, write_mode: append}
                trail: {type: spark.File, filepath: data/trail, format: delta, mode: append}
                lines: {type: spark.File, filepath: data/lines, format: json}
                metrics: {type: Json, filepath: data/metrics.json}
                """);
        project.file("jedro.yml", "name: Shop\nproject: " + Empty.class.getName() + "\n");
    }

    @AfterEach
    void closes() {
        project.close();
    }

    private List<Path> data(String folder) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }

    @Test
    void listVersionsWriteFilesTogetherAndDeleteTheOldOnesOnlyWhenTold() throws IOException {
        project.save("orders", "SELECT 1 AS id");
        project.save("orders", "SELECT 2 AS id");

        Run history = type("history", "orders");
        assertThat(history.code()).isZero();
        assertThat(history.out().lines()).hasSize(3).first().asString().matches(" +2  \\S+Z  WRITE  1 rows");
        JsonNode versions = JSON.readTree(
                type("history", "orders", "--limit", "1", "--format", "json").out());
        assertThat(versions).hasSize(1);
        assertThat(versions.get(0).get("version").asLong()).isEqualTo(2);
        assertThat(Instant.parse(versions.get(0).get("time").asText()))
                .isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));

        assertThat(type("optimize", "orders").out()).startsWith("2 files are 1 now.");
        String folder = "data/warehouse/main/shop/orders";
        assertThat(data(folder)).hasSize(3);

        assertThat(type("vacuum", "orders").out()).startsWith("Nothing to delete");
        Run dry = type("vacuum", "orders", "--retain", "0h", "--allow-short-retention");
        assertThat(dry.out()).contains("Nothing was deleted. 2 files would go");
        assertThat(data(folder)).hasSize(3);
        JsonNode gone = JSON.readTree(
                type("vacuum", "orders", "--retain", "0h", "--allow-short-retention", "--delete", "--format", "json")
                        .out());
        assertThat(gone.get("deleted").asBoolean()).isTrue();
        assertThat(gone.get("files")).hasSize(2);
        assertThat(data(folder)).hasSize(1);
        assertThat(project.rows("orders")).containsExactly("1", "2");
    }

    @Test
    void workOnDeltaFilesToo() {
        project.save("trail", "SELECT 1 AS id");
        assertThat(type("history", "trail").out().lines()).hasSize(1);
    }

    @Test
    void sayWhatIsWrong() {
        project.open().close();
        Run unknown = type("history", "ordrs");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("JED-315", "Near: orders");
        Run other = type("optimize", "lines");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err())
                .contains(
                        "JED-784",
                        "'lines' (spark.File) is no Delta table",
                        "catalog.yml:3",
                        "name one of: orders, trail");
        assertThat(type("history", "metrics").err()).contains("JED-784", "name one of: orders, trail\n");
        Run absent = type("history", "orders");
        assertThat(absent.err()).contains("JED-770", "catalog.yml:1");
        Run absentFile = type("vacuum", "trail");
        assertThat(absentFile.err()).contains("JED-320", "catalog.yml:2");
        Run brief = type("vacuum", "orders", "--retain", "6d");
        assertThat(brief.code()).isEqualTo(2);
        assertThat(brief.err()).contains("JED-784", "at --retain", "--allow-short-retention");
        assertThat(type("vacuum", "orders", "--retain", "week").err()).contains("'week'", "30d");
    }

    private Run type(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream rest = new PrintStream(err, true, StandardCharsets.UTF_8);
        CommandLine line = SparkCommands.line(
                CommandContext.of(Optional.of(root), new PrintStream(out, true, StandardCharsets.UTF_8), rest));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, command, result) -> {
            if (e instanceof JedroException mistake) {
                mistake.problems().forEach(rest::println);
                return 2;
            }
            throw e;
        });
        int code = line.execute(arguments);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void tellWhereSessionsWouldBeWithTheSourceOfEachSettingAndNoSecret() throws IOException {
        project.file("conf/base/spark.yml", """
                provider: connect
                remote: sc://spark.acme.com/;token=planted
                sessions:
                  here: {master: 'local[1]'}
                """);

        Run text = type("info");
        assertThat(text.code()).isZero();
        assertThat(text.out())
                .containsSubsequence(
                        "The session",
                        "  provider  connect                                conf/base/spark.yml:1:1",
                        "  remote    sc://spark.acme.com:15002 (encrypted)  conf/base/spark.yml:2:1",
                        "The session 'here'",
                        "  master    local[1]  conf/base/spark.yml:4:10",
                        "  provider  local     default")
                .doesNotContain("planted");

        JsonNode json = JSON.readTree(type("info", "--format", "json").out());
        assertThat(json.at("/0/settings/1/key").asText()).isEqualTo("remote");
        assertThat(json.at("/0/settings/1/source").asText()).isEqualTo("the project's configuration");
        assertThat(json.at("/1/session").asText()).isEqualTo("here");
    }

    @Test
    void tellWhatIsWrongWithAnAddressBesideTheSettings() {
        project.file("conf/base/spark.yml", """
                sessions:
                  far: {provider: connect, remote: 'sc://h:99999'}
                  none: {provider: connect}
                """);

        Run run = type("info");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("The session 'far'", "The session 'none'", "provider  connect");
        assertThat(run.err()).contains("JED-753", "is no port", "needs the address of a server");
    }

    @Test
    void showWhatAnswersAndTellOfWhatCannotBeOpened() {
        project.file("conf/base/spark.yml", "sessions: {away: {provider: connect, remote: 'sc://localhost:1'}}\n");

        Run run = type("info", "--connect");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("  answers: engine local");
        assertThat(run.err()).contains("JED-755", "sc://localhost:1");
    }
}
