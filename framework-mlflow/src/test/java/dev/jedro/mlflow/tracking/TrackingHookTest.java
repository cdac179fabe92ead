package dev.jedro.mlflow.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.mlflow.cli.MlflowCommands;
import dev.jedro.mlflow.client.AwkwardServer;
import dev.jedro.mlflow.client.Experiment;
import dev.jedro.mlflow.client.MetricPoint;
import dev.jedro.mlflow.client.RunQuery;
import dev.jedro.mlflow.client.RunStatus;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.client.TrackingClient;
import dev.jedro.run.RunResult;
import dev.jedro.run.Runner;
import dev.jedro.session.RunHandle;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import dev.jedro.spi.CommandContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(90)
class TrackingHookTest {
    @TempDir
    Path root;

    private TrackedProject project;

    @BeforeEach
    void makesAProject() throws IOException {
        project = new TrackedProject(root);
    }

    private RunResult run(String pipeline) {
        try (Session session = project.open()) {
            return session.run(RunRequest.of(pipeline));
        }
    }

    /** All runs of the project's experiment in its local store, newest first. */
    private List<TrackedRun> tracked() {
        try (Connection connection =
                Connection.of(section -> dev.jedro.config.ConfigMap.empty(dev.jedro.problem.Place.of(section)), root)) {
            TrackingClient client = connection.client();
            Experiment experiment = client.experimentByName("flights").orElseThrow();
            return client.runs(new RunQuery(List.of(experiment.id()), "", List.of()))
                    .toList();
        }
    }

    @Nested
    class WithNothingConfigured {

        @Test
        void tracksARunInTheFolderOfTheProject() throws IOException {
            run("report").orThrow();

            TrackedRun run = tracked().get(0);
            assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(run.name()).isEqualTo("report");
            assertThat(run.params())
                    .isEqualTo(Map.of(
                            "limit", "100",
                            "model_options.test_size", "0.2",
                            "model_options.split.seed", "3",
                            "model_options.split.columns", "[\"a\",\"b\"]"));
            assertThat(run.metrics()).containsKeys("node/large/seconds", "node/report/seconds", "run/seconds", "loss");
            assertThat(point(run, "dataset/large_planes/rows").value()).isEqualTo(2);
            assertThat(point(run, "loss").step()).isEqualTo(2);
            assertThat(run.tags())
                    .containsEntry("jedro.pipeline", "report")
                    .containsEntry("jedro.env", "local")
                    .containsEntry("kind", "test")
                    .containsKeys("jedro.run_id", "mlflow.user", "mlflow.runName");
            Path artifacts = Path.of(java.net.URI.create(run.artifactUri()));
            assertThat(artifacts.resolve("notes/report.txt")).hasContent("2 planes");
            assertThat(Files.readString(artifacts.resolve("jedro/pipeline.json")))
                    .contains("\"large_planes\"");
            assertThat(Files.readString(artifacts.resolve("jedro/parameters.yml")))
                    .contains("test_size: 0.2");
            assertThat(root.resolve(".jedro/mlflow")).doesNotExist();
        }

        @Test
        void tellsWhatTheRunHasRead() throws IOException {
            run("report").orThrow();

            String inputs;
            try (Stream<Path> files = Files.walk(root.resolve("mlruns"))) {
                inputs = files.filter(file -> file.toString().matches(".*/datasets/[^/]+/meta.yaml"))
                        .map(TrackingHookTest::text)
                        .reduce("", String::concat);
            }
            assertThat(inputs)
                    .contains("name: planes", "data/planes.csv", "mlflow_colspec", "num_rows")
                    .contains("seats");
        }

        @Test
        void endsAFailedRunAsFailedAndSaysWhy() {
            assertThat(run("broken").status()).isEqualTo(dev.jedro.run.RunStatus.FAILED);

            TrackedRun run = tracked().get(0);
            assertThat(run.status()).isEqualTo(RunStatus.FAILED);
            assertThat(run.tags().get("jedro.error")).contains("no runway", "broken");
        }

        @Test
        void keepsRunsApartThatGoOnAtOnce() throws InterruptedException {
            try (Session session = project.open()) {
                RunRequest request = RunRequest.of("report").runner(Runner.parallel(2));
                RunHandle one = session.start(request.params(Map.of("limit", 10)));
                RunHandle two = session.start(request.params(Map.of("limit", 500)));
                one.await().orThrow();
                two.await().orThrow();
            }

            assertThat(tracked())
                    .extracting(run -> run.params().get("limit") + ":"
                            + (int) point(run, "dataset/large_planes/rows").value())
                    .containsExactlyInAnyOrder("10:2", "500:1");
        }
    }

    private static MetricPoint point(TrackedRun run, String metric) {
        return Objects.requireNonNull(run.metrics().get(metric), metric);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    class ToldToWarn {

        private Duration timed(String pipeline) {
            long start = System.nanoTime();
            run(pipeline).orThrow();
            return Duration.ofNanos(System.nanoTime() - start);
        }

        @Test
        void goesOnWithoutTheServerAndKeepsWhatIsMissing() throws IOException {
            project.mlflow("server: {mlflow_tracking_uri: 'http://127.0.0.1:9'}\n");

            assertThat(timed("report")).isLessThan(Duration.ofSeconds(20));

            assertThat(Spool.waiting(root))
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readString(file))
                            .contains("\"limit\":\"100\"", "dataset/large_planes/rows", "\"status\":\"FINISHED\""));
        }

        @Test
        void waitsNoLongerThanItsPatienceForASlowServer() throws IOException {
            try (AwkwardServer server = new AwkwardServer().behaving(asked -> {
                new CountDownLatch(1).await(); // until the server is closed
                return AwkwardServer.Reply.json("{}");
            })) {
                project.mlflow("server: {mlflow_tracking_uri: '" + server.uri() + "'}\ntracking: {patience: 500ms}\n");

                assertThat(timed("report")).isLessThan(Duration.ofSeconds(15));
                assertThat(Spool.waiting(root)).hasSize(1);
            }
        }

        @Test
        void isNotSlowedByAStormOf429() throws IOException {
            try (AwkwardServer server = new AwkwardServer()
                    .behaving(asked -> AwkwardServer.Reply.status(429).with("Retry-After", "30"))) {
                project.mlflow("server: {mlflow_tracking_uri: '" + server.uri() + "'}\ntracking: {patience: 500ms}\n");

                assertThat(timed("report")).isLessThan(Duration.ofSeconds(15));
                assertThat(Spool.waiting(root)).hasSize(1);
            }
        }

        @Test
        void sendsLaterWhatWasKept() throws IOException {
            project.mlflow("server: {mlflow_tracking_uri: 'http://127.0.0.1:9'}\n");
            run("report").orThrow();
            project.mlflow("server: {}\n");

            try (Connection connection = Connection.of(
                    section -> dev.jedro.config.ConfigMap.empty(dev.jedro.problem.Place.of(section)), root)) {
                assertThat(new Sync(root, connection, false).all())
                        .singleElement()
                        .satisfies(sent -> assertThat(sent.problems().get(0).toString())
                                .contains("JED-847", "127.0.0.1:9", "send it to mlruns", "--any-target"));
                assertThat(root.resolve("mlruns")).doesNotExist();
                assertThat(new Sync(root, connection, true).all())
                        .singleElement()
                        .satisfies(sent -> {
                            assertThat(sent.problems()).isEmpty();
                            assertThat(sent.entries()).isPositive();
                        });
            }

            TrackedRun run = tracked().get(0);
            assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(run.params()).containsEntry("limit", "100");
            assertThat(run.metrics()).containsKey("dataset/large_planes/rows");
            assertThat(Spool.waiting(root)).isEmpty();
        }
    }

    @Nested
    class AProcessThatEnds {
        private Process start(String pipeline) throws IOException {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            TrackedProject.class.getName(),
                            root.toString(),
                            pipeline)
                    .redirectError(root.resolve("said.txt").toFile())
                    .start();
        }

        @Test
        void becauseANodeCallsExitLeavesAFailedRun() throws Exception {
            Process process = start("exits");

            assertThat(process.waitFor()).as(text(root.resolve("said.txt"))).isEqualTo(3);
            TrackedRun run = tracked().get(0);
            assertThat(run.status()).isEqualTo(RunStatus.FAILED);
            assertThat(run.end()).isPresent();
            assertThat(run.metrics()).containsKey("before");
            assertThat(run.tags().get("jedro.error"))
                    .contains("Node 'exits' ended the process: it called System.exit.");
        }

        @Test
        void becauseSomebodyStopsItLeavesAKilledRun() throws Exception {
            Process process = start("waits");
            String id;
            try (BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                id = said.lines()
                        .filter(line -> line.matches("[0-9a-f]{32}"))
                        .findFirst()
                        .orElseThrow();
                process.destroy(); // SIGTERM
            }

            assertThat(process.waitFor()).as(text(root.resolve("said.txt"))).isNotZero();
            TrackedRun run = tracked().get(0);
            assertThat(run.id()).isEqualTo(id);
            assertThat(run.status()).isEqualTo(RunStatus.KILLED);
            assertThat(run.tags().get("jedro.error")).contains("was told to end");
        }
    }

    @Nested
    class ToldToFail {

        @Test
        void failsBeforeTheFirstNodeWithoutTheServer() throws IOException {
            project.mlflow(
                    "server: {mlflow_tracking_uri: 'http://127.0.0.1:9'}\ntracking: {on_tracking_error: fail}\n");

            RunResult result = run("report");

            assertThat(result.problems()).anySatisfy(problem -> {
                assertThat(problem.code().id()).isEqualTo("JED-830");
                assertThat(problem.what()).contains("http://127.0.0.1:9");
                assertThat(problem.fixes()).isNotEmpty();
            });
            assertThat(root.resolve("data/large_planes.csv")).doesNotExist();
        }
    }

    @Nested
    class RunsThatANodeBegins {
        private Map<String, TrackedRun> byName() {
            return tracked().stream().collect(java.util.stream.Collectors.toMap(TrackedRun::name, run -> run));
        }

        private TrackedRun named(Map<String, TrackedRun> runs, String name) {
            return Objects.requireNonNull(runs.get(name));
        }

        @Test
        void lieBeneathItsRunAndEndOnTheirOwnOrWithIt() {
            run("trials").orThrow();

            Map<String, TrackedRun> runs = byName();
            String parent = named(runs, "trials").id();
            assertThat(runs).containsOnlyKeys("trials", "depth 1", "depth 2", "bad", "left open");
            assertThat(named(runs, "trials").tags()).doesNotContainKey("mlflow.parentRunId");
            assertThat(named(runs, "trials").params()).isEmpty();
            assertThat(named(runs, "depth 2").params()).isEqualTo(Map.of("depth", "2"));
            assertThat(point(named(runs, "depth 2"), "rmse").value()).isEqualTo(0.5);
            assertThat(named(runs, "depth 2").tags()).containsEntry("mlflow.parentRunId", parent);
            assertThat(named(runs, "bad").status()).isEqualTo(RunStatus.FAILED);
            assertThat(named(runs, "bad").tags()).containsEntry("jedro.error", "it did not converge");
            assertThat(named(runs, "left open").status()).isEqualTo(RunStatus.FINISHED);
        }

        @Test
        void lieBesideItIfTheFileSaysSo() throws IOException {
            project.mlflow("tracking: {run: {nested: false}}\n");

            run("trials").orThrow();

            assertThat(named(byName(), "depth 1").tags())
                    .doesNotContainKey("mlflow.parentRunId")
                    .containsKey("jedro.parent_run_id");
        }

        @Test
        void lieBeneathItAlsoIfAllIsSentLater() throws IOException {
            project.mlflow("server: {mlflow_tracking_uri: 'http://127.0.0.1:9'}\n");
            run("trials").orThrow();
            Files.delete(root.resolve("conf/base/mlflow.yml"));

            try (Session session = project.open();
                    Connection connection = Connection.of(session.config()::section, root)) {
                assertThat(new Sync(root, connection, true).all()).allMatch(Sync.Sent::sent);
            }

            Map<String, TrackedRun> runs = byName();
            assertThat(named(runs, "depth 1").tags())
                    .containsEntry("mlflow.parentRunId", named(runs, "trials").id());
            assertThat(named(runs, "bad").status()).isEqualTo(RunStatus.FAILED);
        }
    }

    @Test
    void belongsWhereTheFileSaysAndElseWhereMlflowsVariablesDo() throws IOException {
        Surroundings variables = new Surroundings(
                Map.of("MLFLOW_EXPERIMENT_NAME", "by-name", "MLFLOW_EXPERIMENT_ID", "77", "MLFLOW_RUN_ID", "abc"));
        Surroundings onlyId = new Surroundings(Map.of("MLFLOW_EXPERIMENT_ID", "77"));
        assertThat(chosen(variables)).isEqualTo(new RunChoice("by-name", Optional.empty(), Optional.of("abc")));
        assertThat(chosen(onlyId)).isEqualTo(new RunChoice("flights", Optional.of("77"), Optional.empty()));
        assertThat(chosen(new Surroundings(Map.of())))
                .isEqualTo(new RunChoice("flights", Optional.empty(), Optional.empty()));
        project.mlflow("tracking: {experiment: {name: mine}, run: {id: def}}\n");
        assertThat(chosen(variables)).isEqualTo(new RunChoice("mine", Optional.empty(), Optional.of("def")));
    }

    private RunChoice chosen(Surroundings surroundings) {
        try (Session session = project.open();
                Connection connection = Connection.of(session.config()::section, root, surroundings)) {
            return RunChoice.of(connection, "flights");
        }
    }

    @Test
    void tracksNothingOfPipelinesThatAreDisabled() throws IOException {
        project.mlflow("tracking: {disable_tracking: {pipelines: [report]}}\n");

        run("report").orThrow();

        assertThat(root.resolve("mlruns")).doesNotExist();
    }

    @Test
    void refusesAnExperimentThatIsNoPathOnDatabricks() throws IOException {
        project.mlflow("server: {mlflow_tracking_uri: databricks}\ntracking: {experiment: {name: flights}}\n");

        assertThat(run("report").problems()).anySatisfy(problem -> {
            assertThat(problem.code().id()).isEqualTo("JED-837");
            assertThat(problem.where().get(0)).hasToString("conf/base/mlflow.yml:2:31");
            assertThat(problem.fixes().get(0)).contains("/Users/you@example.com/flights");
        });
    }

    @Test
    void understandsTheFileThatInitWrites() throws IOException {
        CommandContext context = CommandContext.of(Optional.of(root), System.out, System.err);
        CommandLine mlflow =
                (CommandLine) new MlflowCommands().commands(context).get(0);

        assertThat(mlflow.execute("init")).isZero();

        run("report").orThrow();
        assertThat(tracked()).hasSize(1);
    }

    @Test
    void refusesKeysThatItDoesNotKnow() throws IOException {
        project.mlflow("tracking:\n  experimnt: {name: x}\n");

        assertThatThrownBy(() -> run("report"))
                .hasMessageContaining("experimnt")
                .hasMessageContaining("conf/base/mlflow.yml:2")
                .hasMessageContaining("experiment");
    }

    @Test
    void neverTellsASecret() throws IOException {
        project.file("conf/local/credentials.yml", "db: {password: hunter2-planted}\nml: {token: tok-planted-77}\n")
                .file("conf/base/parameters.yml", """
                        limit: 100
                        model_options:
                          test_size: 0.2
                          split: {seed: 3, columns: [hunter2-planted, b]}
                        """)
                .mlflow("server: {credentials: ml}\n")
                .file("conf/base/catalog.yml", """
                        planes: {type: Csv, filepath: data/planes.csv, credentials: db}
                        large_planes: {type: Csv, filepath: data/large_planes.csv}
                        """);
        try (Session session = project.open()) {
            session.commandStarted("run", List.of("--params", "db_password=hunter2-planted,limit=3"));
            session.config().credentials().entries();
            session.run(RunRequest.of("report")).orThrow();
        }

        try (Stream<Path> files = Files.walk(root.resolve("mlruns"))) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(text(file)).doesNotContain("hunter2-planted", "tok-planted-77"));
        }
        assertThat(tracked().get(0).params().get("model_options.split.columns")).contains("*****");
        assertThat(tracked().get(0).tags())
                .containsEntry("jedro.command", "jedro run --params db_password=*****,limit=3");
    }

    @Test
    void sendsTenThousandMetricsInBatches() {
        try (Session session = project.open()) {
            session.run(RunRequest.of("report")).orThrow(); // the store is open, classes are loaded
            long start = System.nanoTime();
            session.run(RunRequest.of("much")).orThrow();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
        assertThat(point(tracked().get(0), "loss").step()).isEqualTo(9_999);
    }
}
