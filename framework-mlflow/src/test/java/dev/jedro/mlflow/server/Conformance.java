package dev.jedro.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jedro.mlflow.store.FileTrackingStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * What MLflow's REST API does, as clients see it. It is asked of the embedded server, and with {@code -Djedro.mlflow.uri=http://host:port} (and {@code
 * -Djedro.mlflow.token=}) of any other: what passes here and fails there is our mistake.
 */
abstract class Conformance {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    static Path folder;

    private static @Nullable TrackingServer embedded;

    @SuppressWarnings("NullAway.Init") // Set before all tests.
    static Api api;

    @BeforeAll
    static void start() {
        String real = System.getProperty("jedro.mlflow.uri", "");
        if (real.isEmpty()) {
            // Tests that send artifacts by the API need them to go through the server.
            ServerOptions options = new ServerOptions("127.0.0.1", 0, TrackingServer.randomToken(), List.of(), true);
            embedded = TrackingServer.start(FileTrackingStore.open(folder.resolve("mlruns")), options);
            api = new Api(embedded.uri().toString(), embedded.token());
        } else {
            api = new Api(real, System.getProperty("jedro.mlflow.token", ""));
        }
    }

    @AfterAll
    static void stop() {
        if (embedded != null) {
            embedded.close();
        }
    }

    static String unique(String name) {
        return name + "-" + UUID.randomUUID();
    }

    static String experiment() {
        return ok(api.post("experiments/create", "{'name': '" + unique("shop") + "'}"))
                .path("experiment_id")
                .asText();
    }

    static String run(String experiment) {
        return ok(api.post("runs/create", "{'experiment_id': '" + experiment + "', 'start_time': 1700000000000}"))
                .at("/run/info/run_id")
                .asText();
    }

    static JsonNode ok(Api.Reply reply) {
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        return reply.json();
    }

    static JsonNode get(String run) {
        return ok(api.get("runs/get", "run_id", run)).path("run");
    }

    static void refused(Api.Reply reply, int status, String code) {
        assertThat(reply.error()).as(reply.json().toString()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.message()).isNotBlank();
    }

    static List<String> values(JsonNode list, String key) {
        List<String> values = new ArrayList<>();
        list.forEach(item -> values.add(item.path(key).asText()));
        return values;
    }
}
