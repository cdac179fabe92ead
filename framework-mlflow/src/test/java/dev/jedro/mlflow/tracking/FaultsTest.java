package dev.jedro.mlflow.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.config.ConfigMap;
import dev.jedro.mlflow.client.AwkwardServer;
import dev.jedro.mlflow.client.AwkwardServer.Asked;
import dev.jedro.mlflow.client.AwkwardServer.Reply;
import dev.jedro.mlflow.client.Experiment;
import dev.jedro.mlflow.client.Limits;
import dev.jedro.mlflow.client.NewExperiment;
import dev.jedro.mlflow.client.RunQuery;
import dev.jedro.mlflow.client.RunStatus;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.client.TrackingClient;
import dev.jedro.mlflow.server.TrackingServer;
import dev.jedro.problem.Place;
import dev.jedro.run.RunResult;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a run when its server, or what it logs, is not as it should be. */
@Timeout(90)
class FaultsTest {
    @TempDir
    Path root;

    @TempDir
    Path store;

    private final AwkwardServer server = new AwkwardServer();
    private final HttpClient http = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private TrackingServer tracking;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private TrackedProject project;

    @BeforeEach
    void starts() throws IOException {
        tracking = TrackingServer.start(store.resolve("mlruns"));
        project = new TrackedProject(root);
        failing(asked -> false);
        onError("warn");
    }

    @AfterEach
    void stops() {
        server.close();
        tracking.close();
    }

    private void onError(String wanted) throws IOException {
        project.mlflow("server: {mlflow_tracking_uri: '" + server.uri() + "'}\ntracking: {on_tracking_error: " + wanted
                + "}\n");
    }

    /** The server is away for some requests, and otherwise a good one. */
    private void failing(Predicate<Asked> away) {
        server.behaving(asked -> away.test(asked) ? Reply.status(503).with("Retry-After", "0") : forwarded(asked));
    }

    private Reply forwarded(Asked asked) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(tracking.uri() + asked.path()))
                        .header("Authorization", "Bearer " + tracking.token())
                        .method(asked.method(), HttpRequest.BodyPublishers.ofString(asked.body()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Reply(answer.statusCode(), answer.body(), Map.of());
    }

    private RunResult run(String pipeline) {
        try (Session session = project.open()) {
            return session.run(RunRequest.of(pipeline));
        }
    }

    private Connection direct() {
        return Connection.of(
                section -> ConfigMap.empty(Place.of(section + ".yml")),
                root,
                new Surroundings(Map.of(
                        "MLFLOW_TRACKING_URI", tracking.uri().toString(), "MLFLOW_TRACKING_TOKEN", tracking.token())));
    }

    private List<TrackedRun> tracked() {
        try (Connection connection = direct()) {
            TrackingClient client = connection.client();
            Experiment experiment = client.experimentByName("flights").orElseThrow();
            return client.runs(new RunQuery(List.of(experiment.id()), "", List.of()))
                    .toList();
        }
    }

    private List<Sync.Sent> sync() {
        try (Connection connection = direct()) {
            return new Sync(root, connection, true).all();
        }
    }

    private void isWholeOnceItIsSent() {
        assertThat(sync()).singleElement().satisfies(sent -> {
            assertThat(sent.problems()).isEmpty();
            assertThat(sent.sent()).isTrue();
        });
        assertThat(tracked()).singleElement().satisfies(run -> {
            assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(run.params()).containsEntry("limit", "100").containsKey("model_options.split.seed");
            assertThat(run.metrics()).containsKeys("loss", "run/seconds", "node/report/seconds");
            assertThat(run.tags()).containsEntry("kind", "test");
        });
        assertThat(sync()).isEmpty();
    }

    @Nested
    class AServerThatGoesAway {

        @Test
        void duringARunHasAllOfItOnceTheRestIsSent() {
            AtomicInteger logged = new AtomicInteger();
            failing(asked -> logged.get() > 0 || (asked.is("POST", "runs/log-batch") && logged.incrementAndGet() > 0));

            run("report").orThrow();

            assertThat(tracked()).singleElement().extracting(TrackedRun::status).isEqualTo(RunStatus.RUNNING);
            isWholeOnceItIsSent();
        }

        @Test
        void atTheEndIsToldOfTheEndLater() {
            failing(asked -> asked.is("POST", "runs/update"));

            run("report").orThrow();

            isWholeOnceItIsSent();
        }

        @Test
        void afterItHasOpenedTheRunHasNoSecondOne() throws IOException {
            server.behaving(asked -> {
                Reply reply = forwarded(asked);
                return asked.is("POST", "runs/create") ? Reply.status(502) : reply;
            });
            onError("fail");

            run("report").orThrow();

            assertThat(tracked()).singleElement().extracting(TrackedRun::status).isEqualTo(RunStatus.FINISHED);
        }

        @Test
        void failsARunThatIsToldToFail() throws IOException {
            AtomicInteger logged = new AtomicInteger();
            failing(asked -> asked.is("POST", "runs/log-batch") && logged.incrementAndGet() > 0);
            onError("fail");

            assertThat(run("report").problems())
                    .extracting(problem -> problem.code().id())
                    .contains("JED-830");
            assertThat(Spool.waiting(root)).isEmpty();
        }
    }

    @Nested
    class Credentials {
        private void token(String token) throws IOException {
            project.mlflow("server: {mlflow_tracking_uri: '" + tracking.uri() + "', credentials: ml}\n")
                    .file("conf/local/credentials.yml", "ml: {token: '" + token + "'}\n");
        }

        @Test
        void thatAreWrongLoseNothing() throws IOException {
            token("planted-wrong-token");

            run("report").orThrow();

            assertThat(Spool.waiting(root))
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readString(file)).doesNotContain("planted-wrong-token"));
            isWholeOnceItIsSent();
        }

        @Test
        void thatAreWrongFailARunThatIsToldToFail() throws IOException {
            token("planted-wrong-token");
            project.file(
                    "conf/local/mlflow.yml",
                    "server: {mlflow_tracking_uri: '" + tracking.uri()
                            + "', credentials: ml}\ntracking: {on_tracking_error: fail}\n");

            assertThat(run("report").problems()).first().satisfies(problem -> {
                assertThat(problem.code().id()).isEqualTo("JED-831");
                assertThat(problem.fixes().get(0)).contains("server.credentials");
                assertThat(problem.toString()).doesNotContain("planted-wrong-token");
            });
            assertThat(root.resolve("data/large_planes.csv")).doesNotExist();
        }
    }

    @Nested
    class AnExperiment {

        private void deleted() {
            try (Connection connection = direct()) {
                String id = connection.client().createExperiment(NewExperiment.named("flights"));
                connection
                        .caller()
                        .send(
                                "POST",
                                "/api/2.0/mlflow/experiments/delete",
                                new com.fasterxml.jackson.databind.ObjectMapper()
                                        .createObjectNode()
                                        .put("experiment_id", id),
                                dev.jedro.mlflow.client.ApiCaller.Twice.HARMLESS);
            }
        }

        @Test
        void thatIsDeletedIsBroughtBack() {
            deleted();

            run("report").orThrow();

            assertThat(tracked()).hasSize(1);
        }

        @Test
        void thatIsDeletedStaysSoIfTheFileSaysSo() throws IOException {
            deleted();
            project.mlflow("server: {mlflow_tracking_uri: '" + server.uri()
                    + "'}\ntracking: {on_tracking_error: fail, experiment: {restore_if_deleted: false}}\n");

            assertThat(run("report").problems()).first().satisfies(problem -> {
                assertThat(problem.code().id()).isEqualTo("JED-837");
                assertThat(problem.fixes().get(0)).contains("restore_if_deleted");
            });
        }
    }

    @Nested
    class ARun {

        @ParameterizedTest
        @CsvSource({"warn", "fail"})
        void thatIsDeletedWhileItGoesOnIsNotAskedForEachValue(String mode) throws IOException {
            AtomicInteger asked = new AtomicInteger();
            server.behaving(request -> {
                if (request.is("POST", "runs/log-batch") && asked.incrementAndGet() == 1) {
                    String id = request.body().replaceFirst("(?s).*\"run_id\":\"([0-9a-f]+)\".*", "$1");
                    try (Connection connection = direct()) {
                        connection.client().deleteRun(id);
                    }
                }
                return forwarded(request);
            });
            onError(mode);

            RunResult result = run("much");

            assertThat(asked.get()).isLessThan(10);
            if (mode.equals("fail")) {
                assertThat(result.problems())
                        .first()
                        .satisfies(problem -> assertThat(problem.what()).contains("was deleted while it went on"));
            } else {
                result.orThrow();
                assertThat(sync()).singleElement().extracting(Sync.Sent::sent).isEqualTo(true);
                assertThat(tracked())
                        .singleElement()
                        .satisfies(run -> assertThat(run.metrics().get("loss"))
                                .extracting(point -> point.step())
                                .isEqualTo(9_999L));
            }
        }

        @Test
        void thatGoesOnIsNotSentByOthersYet() {
            Spool spool = new Spool(root, "20260101-000000-goes-on", "somewhere");
            Opening opening = new Opening(
                    "20260101-000000-goes-on",
                    MlflowSettings.ExperimentSettings.defaults(),
                    "flights",
                    java.util.Optional.empty(),
                    java.util.Optional.empty(),
                    "report",
                    Instant.now(),
                    Map.of());
            spool.begin(opening, java.util.Optional.empty(), "it is away");
            assertThat(sync()).isEmpty();

            spool.append(new Entry.End(RunStatus.FINISHED, Instant.now()));
            spool.close();

            assertThat(sync()).singleElement().extracting(Sync.Sent::sent).isEqualTo(true);
        }
    }

    @Nested
    class WhatIsLogged {

        private ActiveRun active(String longParams) throws IOException {
            project.mlflow("tracking: {on_tracking_error: fail, params: {long_params_strategy: " + longParams + "}}\n");
            Connection connection;
            try (Session session = project.open()) {
                connection = Connection.of(session.config()::section, root);
            }
            Opening opening = new Opening(
                    "r1",
                    MlflowSettings.ExperimentSettings.defaults(),
                    "flights",
                    java.util.Optional.empty(),
                    java.util.Optional.empty(),
                    "r",
                    Instant.now(),
                    Map.of());
            return new RunOpener(connection, root, text -> text).open(opening, java.util.Optional::empty);
        }

        private TrackedRun ended(ActiveRun run) {
            String id = run.id().orElseThrow();
            run.end(RunStatus.FINISHED);
            try (Connection connection = run.connection()) {
                return connection.client().run(id);
            }
        }

        @Test
        void withNamesAndValuesOverTheLimitsIsBroughtWithinThem() throws IOException {
            ActiveRun run = active("truncate");
            run.param("a[0]/../b:c", 1);
            run.param("long", "x".repeat(Limits.PARAM_VALUE + 1));
            run.metric("m".repeat(400), 2);
            run.tag("t\n", "y".repeat(Limits.TAG_VALUE + 1));

            TrackedRun tracked = ended(run);
            assertThat(tracked.params()).containsEntry("a_0_/_/b_c", "1");
            assertThat(tracked.params().get("long")).hasSize(Limits.PARAM_VALUE);
            assertThat(tracked.metrics()).containsOnlyKeys("m".repeat(Limits.KEY));
            assertThat(tracked.tags().get("t_")).hasSize(Limits.TAG_VALUE);
        }

        @Test
        void asALongParameterBecomesATagOrAProblemAsTheFileSays() throws IOException {
            ActiveRun asTag = active("tag");
            asTag.param("long", "x".repeat(Limits.PARAM_VALUE + 1));
            TrackedRun tracked = ended(asTag);
            assertThat(tracked.params()).doesNotContainKey("long");
            assertThat(tracked.tags()).containsKey("long");

            ActiveRun strict = active("fail");
            assertThatThrownBy(() -> strict.param("long", "x".repeat(Limits.PARAM_VALUE + 1)))
                    .hasMessageContaining("JED-838")
                    .hasMessageContaining("6001")
                    .hasMessageContaining("long_params_strategy");
            ended(strict);
        }

        @Test
        void twiceWithTwoValuesIsAProblemThatSaysWhatToDo() throws IOException {
            ActiveRun run = active("fail");
            run.param("depth", 3);
            run.param("depth", 3);
            assertThatThrownBy(() -> run.param("depth", 4))
                    .hasMessageContaining("JED-839")
                    .hasMessageContaining("'3'")
                    .hasMessageContaining("metric or a tag");
            assertThat(ended(run).params()).containsEntry("depth", "3");
        }

        @ParameterizedTest
        @CsvSource({"../up.txt", "/etc/passwd", "a//b", "a/../../b", "''", "c:/x", "'a\\b'"})
        void beneathAPathThatLeadsOutIsRefused(String path) throws IOException {
            ActiveRun run = active("fail");
            assertThatThrownBy(() -> run.text(path, "x")).hasMessageContaining("JED-841");
            ended(run);
        }
    }

    @Test
    void aClockThatIsSetBackChangesNoOrder() {
        AtomicLong nanos = new AtomicLong(5);
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        RunClock clock = new RunClock(start, nanos::get);

        nanos.addAndGet(1_500_000_000);
        assertThat(clock.now()).isEqualTo(start.plusMillis(1_500));
        nanos.set(0);
        assertThat(clock.now()).isEqualTo(start);
    }
}
