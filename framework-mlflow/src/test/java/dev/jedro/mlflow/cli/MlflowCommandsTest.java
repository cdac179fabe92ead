package dev.jedro.mlflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jedro.mlflow.server.ServerCode;
import dev.jedro.mlflow.server.TrackingServer;
import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.mlflow.store.Metric;
import dev.jedro.mlflow.store.StoreCode;
import dev.jedro.mlflow.tracking.TrackedProject;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spi.CommandContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MlflowCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Problem> problems = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private TrackedProject project;

    @BeforeEach
    void makesAProject() throws IOException {
        project = new TrackedProject(folder);
    }

    private int jedro(String... arguments) {
        out.reset();
        err.reset();
        problems.clear();
        CommandContext context = CommandContext.of(
                Optional.of(folder),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        CommandLine mlflow =
                (CommandLine) new MlflowCommands().commands(context).get(0);
        return mlflow.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, line, parsed) -> {
                    if (exception instanceof JedroException mistake) {
                        problems.addAll(mistake.problems());
                        return 2;
                    }
                    throw exception;
                })
                .execute(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String run(String name, double rmse, String kind) {
        FileTrackingStore store = FileTrackingStore.open(folder.resolve("mlruns"));
        String id = store.runs()
                .create("0", name, "ann", 1_700_000_000_000L, Map.of())
                .info()
                .id();
        store.runs().log(id, List.of(new Metric("rmse", rmse, 1, 0)), Map.of("kind", kind, "size", "0.2"), Map.of());
        return id;
    }

    @Test
    void listsWhatMatches() throws IOException {
        run("first", 0.5, "linear");
        String second = run("second", 0.25, "tree");

        assertThat(jedro("runs", "list", "--order-by", "metrics.rmse ASC")).isZero();
        assertThat(out().lines()).hasSize(3);
        assertThat(out().lines().findFirst().orElseThrow()).matches("RUN +NAME +STATUS +STARTED +TOOK +rmse");
        assertThat(out().lines().skip(1).findFirst().orElseThrow())
                .startsWith(second.substring(0, 8))
                .endsWith("0.25");

        assertThat(jedro("runs", "list", "--filter", "params.kind = 'linear'", "--format", "json"))
                .isZero();
        JsonNode json = new ObjectMapper().readTree(out());
        assertThat(json).hasSize(1);
        assertThat(json.at("/0/name").asText()).isEqualTo("first");
        assertThat(json.at("/0/metrics/rmse").asDouble()).isEqualTo(0.5);
    }

    @Test
    void showsARunByTheBeginOfItsIdOrItsName() {
        String id = run("first", 0.5, "linear");
        assertThat(jedro("runs", "show", id.substring(0, 6))).isZero();
        assertThat(out())
                .contains("first  " + id, "Metrics:", "  rmse  0.5  step 0", "  kind  linear", "Artifacts: file:");
        assertThat(jedro("runs", "show", "first")).isZero();
        assertThat(jedro("runs", "show", "frist")).isEqualTo(2);
        assertThat(problems.get(0).code()).isEqualTo(StoreCode.NOT_THERE);
        assertThat(problems.get(0).near()).containsExactly("first");
        assertThat(problems.get(0).fixes()).containsExactly("list them: jedro mlflow runs list");
    }

    @Test
    void comparesWhatDiffers() {
        run("first", 0.5, "linear");
        run("second", 0.25, "tree");
        assertThat(jedro("runs", "compare", "first", "second")).isZero();
        assertThat(out().lines())
                .containsExactly(
                        "              first   second", "metrics.rmse  0.5     0.25", "params.kind   linear  tree");
    }

    @Test
    void deletesAllOrNone() {
        String id = run("first", 0.5, "linear");
        run("second", 0.25, "tree");
        assertThat(jedro("runs", "delete", "first", "thrid")).isEqualTo(2);
        assertThat(jedro("runs", "list", "--deleted")).isZero();
        assertThat(out()).isEmpty();
        assertThat(jedro("runs", "delete", "first")).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("jedro mlflow runs restore " + id);
        assertThat(jedro("runs", "restore", id)).isZero();
        assertThat(jedro("runs", "list")).isZero();
        assertThat(out().lines()).hasSize(3);
    }

    @Test
    void refusesANameOfSeveralRunsAndAFolderThatIsNotThere() {
        assertThat(jedro("runs", "list")).isEqualTo(2);
        assertThat(problems.get(0).code()).isEqualTo(StoreCode.NO_STORE);
        assertThat(problems.get(0).fixes()).contains("give the folder with --store");
        assertThat(folder.resolve("mlruns")).doesNotExist();
        run("same", 1, "a");
        run("same", 2, "b");
        assertThat(jedro("runs", "show", "same")).isEqualTo(2);
        assertThat(problems.get(0).code()).isEqualTo(StoreCode.AMBIGUOUS);
        assertThat(problems.get(0).near()).hasSize(2);
    }

    @Test
    void servesOtherMachinesOnlyWithAToken() {
        assertThat(jedro("server", "--host", "0.0.0.0", "--token", "")).isEqualTo(2);
        assertThat(problems.get(0).code()).isEqualTo(ServerCode.OPEN_TO_ALL);
        assertThat(problems.get(0).where().get(0).source()).isEqualTo("--host");
        assertThat(problems.get(0).fixes()).contains("leave out --host");
    }

    @Test
    void workWhereTheProjectsFileSaysOnAServerToo(@TempDir Path elsewhere) throws IOException {
        try (TrackingServer server = TrackingServer.start(elsewhere.resolve("runs"))) {
            FileTrackingStore store = FileTrackingStore.open(elsewhere.resolve("runs"));
            String id = store.runs()
                    .create("0", "remote", "ann", 1_700_000_000_000L, Map.of())
                    .info()
                    .id();
            store.runs().log(id, List.of(new Metric("rmse", 0.5, 1, 0)), Map.of("kind", "tree"), Map.of());
            project.mlflow("server: {mlflow_tracking_uri: '" + server.uri() + "', credentials: ml}\n")
                    .file("conf/local/credentials.yml", "ml: {token: " + server.token() + "}\n");

            assertThat(jedro("runs", "list", "--filter", "metrics.rmse < 1")).isZero();
            assertThat(out()).contains("remote", "RUNNING", "rmse");
            assertThat(jedro("runs", "show", "remote")).isZero();
            assertThat(out()).contains(id, "kind", "tree", "Artifacts: ");
            assertThat(jedro("runs", "delete", id.substring(0, 8))).isZero();
            assertThat(jedro("runs", "list")).isZero();
            assertThat(out()).isEmpty();
            assertThat(jedro("runs", "list", "--deleted")).isZero();
            assertThat(out()).contains("remote");
            assertThat(jedro("runs", "restore", id)).isZero();
            assertThat(jedro("runs", "list", "--format", "json")).isZero();
            assertThat(out()).contains("\"run_id\" : \"" + id + "\"");
            assertThat(jedro("experiments", "list")).isZero();
            assertThat(out()).contains("Default");
            assertThat(jedro("ui", "--no-browser")).isZero();
            assertThat(out()).isEqualToIgnoringNewLines(server.uri().toString());
            assertThat(jedro("server")).isEqualTo(2);
            assertThat(problems.get(0).code().id()).isEqualTo("JED-818");
            assertThat(problems.get(0).where()).hasToString("[conf/base/mlflow.yml:1:31]");
            assertThat(jedro("runs", "show", "remoet")).isEqualTo(2);
            assertThat(problems.get(0).near()).contains("remote");
        }
    }

    @Test
    void workInTheFolderThatTheProjectsFileNames() throws IOException {
        project.mlflow("server: {mlflow_tracking_uri: tracked/runs}\n");
        FileTrackingStore.open(folder.resolve("tracked/runs"))
                .runs()
                .create("0", "elsewhere", "ann", 1_700_000_000_000L, Map.of());

        assertThat(jedro("runs", "list")).isZero();
        assertThat(out()).contains("elsewhere");
    }

    @Test
    void listsExperiments() {
        FileTrackingStore store = FileTrackingStore.open(folder.resolve("mlruns"));
        String id = store.experiments().create("shop", "", Map.of());
        assertThat(jedro("experiments", "list")).isZero();
        assertThat(out()).contains(id + "  shop", "0  ", "Default");
        assertThat(jedro("experiments", "delete", id)).isZero();
        assertThat(jedro("experiments", "list")).isZero();
        assertThat(out()).doesNotContain("shop");
        assertThat(jedro("experiments", "restore", id)).isZero();
    }

    @Test
    void initWritesEveryKeyOnceAndReplacesNothingUnasked() throws IOException {
        Path settings = folder.resolve("conf/prod/mlflow.yml");

        assertThat(jedro("init", "--env", "prod")).isZero();
        assertThat(out()).isEqualTo("conf/prod/mlflow.yml" + System.lineSeparator());
        String written = Files.readString(settings);
        assertThat(written).contains("on_tracking_error: warn");

        Files.writeString(settings, "ui: {port: 1}\n");
        assertThat(jedro("init", "--env", "prod")).isEqualTo(2);
        assertThat(err()).contains("JED-834", "conf/prod/mlflow.yml", "--force");
        assertThat(settings).hasContent("ui: {port: 1}");
        assertThat(jedro("init", "--env", "prod", "--force")).isZero();
        assertThat(settings).hasContent(written);

        assertThat(jedro("init", "--env", "../prod")).isEqualTo(2);
        assertThat(err()).contains("JED-211", "'../prod' is no name of an environment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"init", "sync"})
    void saysWhatNeedsAProject(String command) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        CommandContext nowhere =
                CommandContext.of(Optional.empty(), System.out, new PrintStream(said, true, StandardCharsets.UTF_8));
        CommandLine mlflow =
                (CommandLine) new MlflowCommands().commands(nowhere).get(0);
        mlflow.setCaseInsensitiveEnumValuesAllowed(true); // as the command line does

        assertThat(mlflow.execute(command)).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("JED-501", "'jedro mlflow " + command + "' needs a project", "jedro new");
    }
}
