package dev.jedro.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jedro.databricks.testkit.Answer;
import dev.jedro.databricks.testkit.FakeWorkspace;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A workspace that answers as it should, and one that does not. Nothing sleeps: the pauses are written down instead. */
class WorkspaceTest {
    private static final String TOKEN = "dapi-planted-0123456789";
    private static final String ME = "/api/2.0/preview/scim/v2/Me";
    private static final String CLUSTER = "1120-101010-abcd1234";

    @TempDir
    Path home;

    final FakeWorkspace fake = FakeWorkspace.start().token(TOKEN);
    final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void stop() {
        fake.close();
    }

    private Workspace workspace(Map<String, String> more) {
        Map<String, String> env =
                new LinkedHashMap<>(Map.of("DATABRICKS_HOST", fake.url(), "DATABRICKS_CLUSTER_ID", CLUSTER));
        env.putAll(more);
        if (env.keySet().stream().noneMatch(name -> name.endsWith("TOKEN") || name.endsWith("SECRET"))) {
            env.put("DATABRICKS_TOKEN", TOKEN);
        }
        return Workspace.of(
                DatabricksSettings.resolve(Wishes.none(), new Surroundings(env, home, Optional.empty())), pauses::add);
    }

    private Workspace workspace() {
        return workspace(Map.of());
    }

    /** The one problem, which must bear no secret. */
    private static Problem problem(ThrowingCallable call) {
        JedroException thrown = catchThrowableOfType(JedroException.class, call);
        assertThat(thrown).isNotNull();
        for (Throwable link = thrown; link != null; link = link.getCause()) {
            assertThat(String.valueOf(link)).doesNotContain(TOKEN).doesNotContain("s3cr3t-planted");
        }
        assertThat(thrown.problems()).hasSize(1);
        assertThat(thrown.problems().get(0).fixes()).isNotEmpty();
        return thrown.problems().get(0);
    }

    @Test
    void tellsWhoIsLoggedInAndWhatThereIs() {
        fake.cluster(CLUSTER, "RUNNING", "19.1.x-scala2.13").warehouse("w1", "STOPPED");

        assertThat(workspace().me()).isEqualTo(new User("ada@example.com"));
        assertThat(workspace().warehouse("w1").state()).isEqualTo("STOPPED");
        Cluster cluster = workspace().cluster(CLUSTER);
        assertThat(cluster.running()).isTrue();
        assertThat(cluster.runtime().flatMap(ClusterRuntime::spark)).contains("4.2");
        assertThat(cluster.runtime().flatMap(ClusterRuntime::scala)).contains("2.13");
    }

    @Nested
    class AnAnswerThatIsAnError {

        @Test
        void isAboutTheTokenForStatus401() {
            fake.revokeTokens();

            Problem problem = problem(() -> workspace().me());

            assertThat(problem.code()).isEqualTo(DatabricksCode.BAD_TOKEN);
            assertThat(problem.where()).hasToString("[DATABRICKS_TOKEN]");
            assertThat(problem.what()).contains("Invalid access token *****");
            assertThat(fake.requests()).hasSize(1);
        }

        @Test
        void isAboutRightsForStatus403() {
            fake.answers(ME, Answer.status(403));

            Problem problem = problem(() -> workspace().me());
            assertThat(problem.code()).isEqualTo(DatabricksCode.FORBIDDEN);
            assertThat(problem.what()).contains("does not let them in");
        }

        @Test
        void isAboutTheHostWhereNobodyCanLogIn() {
            fake.answers(ME, Answer.status(404));

            Problem problem = problem(() -> workspace().me());

            assertThat(problem.code()).isEqualTo(DatabricksCode.NOT_DATABRICKS);
            assertThat(problem.what()).contains("nobody can log in there", "404");
            assertThat(problem.where()).hasToString("[DATABRICKS_HOST]");
            assertThat(problem.fixes()).contains("correct the host").noneMatch(fix -> fix.contains("the id"));
        }

        @Test
        void namesTheClusterThatIsNotThere() {
            fake.cluster("1120-101010-abcd1243", "RUNNING", "19.1.x-scala2.13").cluster("0", "RUNNING", "");

            Problem problem = problem(() -> workspace().cluster(CLUSTER));

            assertThat(problem.code()).isEqualTo(DatabricksCode.NOT_FOUND);
            assertThat(problem.what()).contains(CLUSTER, fake.url(), "does not exist");
            assertThat(problem.where()).hasToString("[DATABRICKS_CLUSTER_ID]");
            assertThat(problem.near()).containsExactly("1120-101010-abcd1243 (cluster 1120-101010-abcd1243)");
            fake.answers("/api/2.1/clusters/list", Answer.status(403));
            assertThat(problem(() -> workspace().cluster(CLUSTER)).near())
                    .as("they may not be seen")
                    .isEmpty();
            assertThat(problem(() -> workspace().warehouse("none")).code()).isEqualTo(DatabricksCode.NOT_FOUND);
        }

        @ParameterizedTest
        @ValueSource(ints = {500, 502, 503, 504})
        void isAskedAgainWhenItMayPass(int status) {
            fake.answers(ME, Answer.status(status), Answer.status(status));

            assertThat(workspace().me().name()).isEqualTo("ada@example.com");
            assertThat(pauses).hasSize(2).isSorted();
        }

        @Test
        void isGivenUpAfterFourTimes() {
            Answer page = Answer.status(502, "<html><body>Bad Gateway</body></html>");
            fake.answers(ME, page, page, page, page);

            Problem problem = problem(() -> workspace().me());

            assertThat(problem.code()).isEqualTo(DatabricksCode.SERVER_FAILED);
            assertThat(problem.what()).contains("502").doesNotContain("<html>");
            assertThat(fake.requests()).hasSize(4);
        }

        @ParameterizedTest
        @CsvSource({
            "2, 2000, 2000",
            "0, 0, 0",
            "-5, 0, 0",
            "99999, 60000, 60000",
            "'Wed, 21 Oct 2015 07:28:00 GMT', 0, 0",
            "soon, 1000, 1600",
            "'', 1000, 1600"
        })
        void isWaitedForAsLongAsItSays(String retryAfter, long atLeast, long atMost) {
            fake.answers(ME, Answer.tooMany(retryAfter));

            assertThat(workspace().me().name()).isEqualTo("ada@example.com");
            assertThat(pauses)
                    .singleElement()
                    .satisfies(pause -> assertThat(pause.toMillis()).isBetween(atLeast, atMost));
        }

        @Test
        void saysThatThereAreTooManyRequests() {
            fake.answers(ME, Answer.tooMany("1"), Answer.tooMany("1"), Answer.tooMany("1"), Answer.tooMany("1"));

            assertThat(problem(() -> workspace().me()).code()).isEqualTo(DatabricksCode.TOO_MANY_REQUESTS);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "<html>Log in to the Wi-Fi</html>", "[1]", "{}", "{\"userName\":7}"})
        void isNoneOfDatabricks(String body) {
            fake.answers(ME, Answer.garbage(body));

            assertThat(problem(() -> workspace().me()).code()).isEqualTo(DatabricksCode.NOT_DATABRICKS);
        }

        @Test
        void leadsElsewhere() {
            fake.answers(ME, Answer.status(302, "").header("Location", "https://login.example.com"));

            assertThat(problem(() -> workspace().me()).code()).isEqualTo(DatabricksCode.NOT_DATABRICKS);
        }
    }

    @Nested
    class ANetworkThatFails {

        @Test
        void isTriedAgainAfterAConnectionThatWasClosed() {
            fake.answers(ME, Answer.dropped());

            assertThat(workspace().me().name()).isEqualTo("ada@example.com");
        }

        @Test
        void isToldWhenConnectionsAreAlwaysClosed() {
            fake.answers(ME, Answer.dropped(), Answer.dropped(), Answer.dropped(), Answer.dropped());
            // The JDK's client sends a GET once more by itself.
            fake.answers(ME, Answer.dropped(), Answer.dropped(), Answer.dropped(), Answer.dropped());

            assertThat(problem(() -> workspace().me()).code()).isEqualTo(DatabricksCode.CONNECTION_LOST);
        }

        @Test
        void isSlow() {
            fake.answers(ME, Answer.never());

            Problem problem = problem(() ->
                    workspace(Map.of("DATABRICKS_HTTP_TIMEOUT_SECONDS", "1")).me());

            assertThat(problem.code()).isEqualTo(DatabricksCode.TOO_SLOW);
            assertThat(problem.what()).contains("1 s");
            assertThat(pauses).isEmpty();
        }

        @Test
        void takesNoConnections() throws IOException {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }

            Problem problem = problem(() -> workspace(Map.of("DATABRICKS_HOST", "http://127.0.0.1:" + port))
                    .me());

            assertThat(problem.code()).isEqualTo(DatabricksCode.UNREACHABLE);
            assertThat(problem.what()).contains("port " + port);
            assertThat(problem.where()).hasToString("[DATABRICKS_HOST]");
            assertThat(pauses).as("a dead host is not asked again").isEmpty();
        }

        @Test
        void knowsNoSuchHost() {
            Problem problem = problem(() -> workspace(Map.of("DATABRICKS_HOST", "https://no-such-workspace.invalid"))
                    .me());

            assertThat(problem.code()).isIn(DatabricksCode.UNKNOWN_HOST, DatabricksCode.UNREACHABLE);
        }

        @Test
        void speaksNoTls() throws IOException {
            try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                List<Socket> held = Collections.synchronizedList(new ArrayList<>());
                Thread server = new Thread(() -> answerInClear(plain, held));
                server.setDaemon(true);
                server.start();

                Problem problem =
                        problem(() -> workspace(Map.of("DATABRICKS_HOST", "https://127.0.0.1:" + plain.getLocalPort()))
                                .me());

                assertThat(problem.code()).isEqualTo(DatabricksCode.TLS_FAILED);
                assertThat(problem.fixes()).anyMatch(fix -> fix.contains("trustStore"));
                for (Socket socket : held) {
                    socket.close();
                }
            }
        }

        /** Says at once what no TLS client understands, and keeps the connection: closing it might be noticed before the answer is. */
        private void answerInClear(ServerSocket plain, List<Socket> held) {
            try {
                while (true) {
                    Socket socket = plain.accept();
                    held.add(socket);
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException closed) {
                // the test is over
            }
        }
    }

    @Nested
    class AServicePrincipal {
        private Workspace workspace(String secret) {
            return WorkspaceTest.this.workspace(
                    Map.of("DATABRICKS_CLIENT_ID", "robot", "DATABRICKS_CLIENT_SECRET", secret));
        }

        @Test
        void logsInOnceForManyCalls() {
            fake.servicePrincipal("robot", "s3cr3t-planted");
            Workspace workspace = workspace("s3cr3t-planted");

            assertThat(workspace.me().name()).isEqualTo("ada@example.com");
            assertThat(workspace.token()).isEqualTo("issued-1");
            assertThat(fake.issuedTokens()).hasSize(1);
        }

        @Test
        void getsANewTokenBeforeTheOldOneEnds() {
            // Tokens are renewed when less than 40 seconds of their life are left.
            fake.servicePrincipal("robot", "s3cr3t-planted").tokenLife(30);
            Workspace workspace = workspace("s3cr3t-planted");

            String first = workspace.token();

            assertThat(workspace.token()).isNotEqualTo(first);
            assertThat(workspace.me().name()).isEqualTo("ada@example.com");
        }

        @Test
        void getsANewTokenWhenTheOldOneWasTakenBack() {
            fake.servicePrincipal("robot", "s3cr3t-planted");
            Workspace workspace = workspace("s3cr3t-planted");
            workspace.me();
            fake.revokeTokens();

            assertThat(workspace.me().name()).isEqualTo("ada@example.com");
            assertThat(fake.issuedTokens()).hasSize(2);
        }

        @Test
        void asksAgainForATokenThatCouldNotBeGiven() {
            fake.servicePrincipal("robot", "s3cr3t-planted")
                    .answers("/oidc/v1/token", Answer.status(500), Answer.status(503));

            assertThat(workspace("s3cr3t-planted").me().name()).isEqualTo("ada@example.com");
        }

        @Test
        void isToldThatItsSecretIsWrong() {
            fake.servicePrincipal("robot", "another");

            Problem problem = problem(() -> workspace("s3cr3t-planted").me());

            assertThat(problem.code()).isEqualTo(DatabricksCode.LOGIN_FAILED);
            assertThat(problem.what()).contains("oauth-m2m", "invalid_client");
            assertThat(problem.where()).hasToString("[DATABRICKS_CLIENT_ID]");
            assertThat(problem.fixes().get(0)).contains("client_secret");
        }
    }

    @Nested
    class AClusterThatStandsStill {

        @Test
        void isNotStartedUnlessThatIsAllowed() {
            fake.cluster(CLUSTER, "TERMINATED", "19.1.x-scala2.13");

            Problem problem = problem(() -> workspace().running(CLUSTER, AutoStart.NEVER));

            assertThat(problem.code()).isEqualTo(DatabricksCode.CLUSTER_STOPPED);
            assertThat(problem.fixes()).anyMatch(fix -> fix.contains("auto_start: always"));
            assertThat(problem(() -> workspace().running(CLUSTER, AutoStart.PROMPT))
                            .code())
                    .isEqualTo(DatabricksCode.CLUSTER_STOPPED);
            assertThat(fake.requests()).noneMatch(request -> request.startsWith("POST"));
        }

        @Test
        void isStartedOnceAndAwaited() {
            fake.cluster(CLUSTER, "TERMINATED", "19.1.x-scala2.13");

            assertThat(workspace()
                            .running(CLUSTER, AutoStart.PROMPT, cluster -> true)
                            .running())
                    .isTrue();
            assertThat(fake.requests())
                    .filteredOn(request -> request.startsWith("POST"))
                    .hasSize(1);
        }

        @Test
        void isToldWhenItFails() {
            fake.cluster(CLUSTER, "ERROR", "19.1.x-scala2.13");

            assertThat(problem(() -> workspace().running(CLUSTER, AutoStart.ALWAYS))
                            .code())
                    .isEqualTo(DatabricksCode.CLUSTER_FAILED);
        }
    }
}
