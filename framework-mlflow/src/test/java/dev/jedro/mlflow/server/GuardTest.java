package dev.jedro.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.problem.JedroException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private TrackingServer server;

    @BeforeEach
    void start() {
        FileTrackingStore store = FileTrackingStore.open(folder.resolve("mlruns"));
        server = TrackingServer.start(
                store, new ServerOptions("127.0.0.1", 0, TrackingServer.randomToken(), List.of(), true));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Api as(String token) {
        return new Api(server.uri().toString(), token);
    }

    /** What {@link java.net.http.HttpClient} does not let one say. */
    private String speak(String request) throws IOException {
        try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.uri().getPort());
                OutputStream out = socket.getOutputStream()) {
            socket.setSoTimeout(10_000);
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new String(socket.getInputStream().readNBytes(15), StandardCharsets.UTF_8);
        }
    }

    @Test
    void letsInWhoHasTheTokenOnly() {
        Api.Reply stranger = as("guess").get("experiments/get", "experiment_id", "0");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.error()).isEqualTo("UNAUTHENTICATED");
        assertThat(stranger.message()).contains("MLFLOW_TRACKING_TOKEN").doesNotContain(server.token());
        assertThat(as("").raw("GET", "/get-artifact?run_id=a&path=b", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(401);
        assertThat(as("").raw("GET", "/health", BodyPublishers.noBody()).statusCode())
                .isEqualTo(200);
        assertThat(as(server.token())
                        .get("experiments/get", "experiment_id", "0")
                        .status())
                .isEqualTo(200);

        HttpResponse<byte[]> entrance = as("").raw("GET", "/?token=" + server.token(), BodyPublishers.noBody());
        assertThat(entrance.statusCode()).isEqualTo(303);
        String cookie = entrance.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
        assertThat(as("").raw(
                                "GET",
                                "/api/2.0/mlflow/experiments/get?experiment_id=0",
                                BodyPublishers.noBody(),
                                "Cookie",
                                cookie.split(";", -1)[0])
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void turnsAwayForeignHostsAndPages() throws IOException {
        String rest = "Authorization: Bearer " + server.token() + "\r\nConnection: close\r\n\r\n";
        String call = "GET /api/2.0/mlflow/experiments/get?experiment_id=0 HTTP/1.1\r\nHost: ";
        assertThat(speak(call + "evil.example\r\n" + rest)).startsWith("HTTP/1.1 403");
        assertThat(speak(call + "localhost:" + server.uri().getPort() + "\r\n" + rest))
                .startsWith("HTTP/1.1 200");

        HttpResponse<byte[]> foreign = as(server.token())
                .raw(
                        "POST",
                        "/api/2.0/mlflow/experiments/create",
                        BodyPublishers.ofString("{\"name\": \"x\"}"),
                        "Origin",
                        "http://evil.example");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(new String(foreign.body(), StandardCharsets.UTF_8)).contains("PERMISSION_DENIED");
    }

    @Test
    void refusesBodiesThatAreTooLargeOrNoJson() {
        Api api = as(server.token());
        Api.Reply large = api.post("runs/log-batch", "{'run_id': 'a', 'x': '" + "y".repeat(1_000_000) + "'}");
        assertThat(large.status()).isEqualTo(400);
        assertThat(large.message()).contains("1000000 bytes");
        assertThat(api.post("runs/create", "{").error()).isEqualTo("BAD_REQUEST");
        assertThat(api.post("runs/create", "[]").error()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void keepsArtifactsAwayFromTheStoresOwnFiles() throws IOException {
        Api api = as(server.token());
        String id = api.post("runs/create", "{'experiment_id': '0'}")
                .json()
                .at("/run/info/run_id")
                .asText();
        Path meta = folder.resolve("mlruns/0").resolve(id).resolve("meta.yaml");
        String before = Files.readString(meta);
        for (String path : List.of(
                "0/" + id + "/meta.yaml",
                "0/meta.yaml",
                "0/" + id + "/artifacts/%2e%2e/meta.yaml",
                "0/" + id + "/params/x")) {
            int status = api.raw("PUT", "/api/2.0/mlflow-artifacts/artifacts/" + path, BodyPublishers.ofString("x"))
                    .statusCode();
            assertThat(status).as(path).isEqualTo(400);
        }
        assertThat(meta).content().isEqualTo(before);
        assertThat(api.post("experiments/create", "{'name': 'spy', 'artifact_location': 'file:///etc'}")
                        .status())
                .isEqualTo(400);

        // What is sent as a page is not shown as one.
        api.raw(
                "PUT",
                "/api/2.0/mlflow-artifacts/artifacts/0/" + id + "/artifacts/a.html",
                BodyPublishers.ofString("<script>alert(1)</script>"));
        HttpResponse<byte[]> page =
                api.raw("GET", "/get-artifact?run_id=" + id + "&path=a.html", BodyPublishers.noBody());
        assertThat(page.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox");
    }

    @Test
    void keepsNothingOfAnArtifactWhoseSenderGoesAway() throws Exception {
        Api api = as(server.token());
        String id = api.post("runs/create", "{'experiment_id': '0'}")
                .json()
                .at("/run/info/run_id")
                .asText();
        Path artifacts = folder.resolve("mlruns/0").resolve(id).resolve("artifacts");
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            socket.getOutputStream()
                    .write(("PUT /api/2.0/mlflow-artifacts/artifacts/0/" + id
                                    + "/artifacts/half.bin HTTP/1.1\r\nHost: localhost\r\n" + "Authorization: Bearer "
                                    + server.token() + "\r\nContent-Length: 1000000\r\n\r\nonly this")
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            await(() -> !names(artifacts).isEmpty()); // the server has begun to write it
        }
        await(() -> names(artifacts).isEmpty());
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::getFileName).map(String::valueOf).toList();
        }
    }

    @Test
    void saysWhyItCannotListen() {
        FileTrackingStore store = FileTrackingStore.open(folder.resolve("mlruns"));
        ServerOptions taken = new ServerOptions("127.0.0.1", server.uri().getPort(), "t", List.of(), false);
        JedroException thrown = catchThrowableOfType(JedroException.class, () -> TrackingServer.start(store, taken));
        assertThat(Objects.requireNonNull(thrown).problems().get(0).code()).isEqualTo(ServerCode.CANNOT_LISTEN);
        assertThat(thrown.problems().get(0).where().get(0).source()).isEqualTo("--port");
        assertThat(thrown.problems().get(0).fixes())
                .contains("choose another port with --port, or 0 for any that is free");
    }
}
