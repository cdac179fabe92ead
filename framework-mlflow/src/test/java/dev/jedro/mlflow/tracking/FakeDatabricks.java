package dev.jedro.mlflow.tracking;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jedro.databricks.testkit.Answer;
import dev.jedro.databricks.testkit.FakeWorkspace;
import dev.jedro.mlflow.artifact.FakeSigner;
import dev.jedro.mlflow.artifact.FakeStorage;
import dev.jedro.mlflow.server.TrackingServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A workspace that tracks runs, and keeps their artifacts behind signed addresses in a cloud's storage; all on loopback. Its experiments must have a path for a name, as Databricks wants it. */
final class FakeDatabricks implements AutoCloseable {
    private static final String API = "/api/2.0/mlflow/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final FakeWorkspace workspace = FakeWorkspace.start();
    private final FakeStorage storage = new FakeStorage();
    private final FakeSigner signer = new FakeSigner(storage);
    private final TrackingServer tracking;
    private final HttpClient http = HttpClient.newHttpClient();

    FakeDatabricks(Path store) {
        tracking = TrackingServer.start(store);
        workspace.serves(API, this::answer);
    }

    FakeWorkspace workspace() {
        return workspace;
    }

    FakeStorage storage() {
        return storage;
    }

    /** Whose cloud signs the addresses, in Databricks' words. */
    void storage(String wanted) {
        signer.cloud(wanted);
    }

    private Answer answer(String method, String path, String body) {
        try {
            String call = path.substring(API.length()).replaceFirst("\\?.*", "");
            if (call.startsWith("artifacts/credentials-for-")) {
                return Answer.status(200, signer.answer(call.substring("artifacts/".length()), body));
            }
            return call.equals("artifacts/list") ? list(path) : tracked(method, path, body, call);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Files and folders directly beneath a path; a file itself as the only entry. */
    private Answer list(String path) {
        Map<String, String> query = FakeSigner.query(path);
        String run = query.get("run_id") + "/";
        String inside = query.getOrDefault("path", "");
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode files = answer.putArray("files");
        Map<String, Long> entries = new TreeMap<>();
        storage.files().forEach((key, bytes) -> {
            String file = key.startsWith(run) ? key.substring(run.length()) : "";
            if (file.equals(inside)) {
                entries.put(file, (long) bytes.length);
            } else if (!file.isEmpty() && (inside.isEmpty() || file.startsWith(inside + "/"))) {
                int slash = file.indexOf('/', inside.isEmpty() ? 0 : inside.length() + 1);
                entries.put(slash < 0 ? file : file.substring(0, slash), slash < 0 ? bytes.length : -1L);
            }
        });
        entries.forEach((name, size) -> {
            ObjectNode file = files.addObject().put("path", name).put("is_dir", size < 0);
            if (size >= 0) {
                file.put("file_size", size);
            }
        });
        return Answer.status(200, answer.toString());
    }

    private Answer tracked(String method, String path, String body, String call)
            throws IOException, InterruptedException {
        String sent = body;
        if (call.equals("experiments/create")) {
            ObjectNode experiment = (ObjectNode) JSON.readTree(body);
            if (!experiment.path("name").asText().startsWith("/")) {
                return Answer.status(
                        400,
                        "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"Experiment name must be an absolute path\"}");
            }
            sent = experiment
                    .put("artifact_location", "dbfs:/databricks/mlflow-tracking/77")
                    .toString();
        }
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(tracking.uri() + path))
                        .header("Authorization", "Bearer " + tracking.token())
                        .method(method, HttpRequest.BodyPublishers.ofString(sent))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return Answer.status(answer.statusCode(), answer.body());
    }

    @Override
    public void close() {
        workspace.close();
        storage.close();
        tracking.close();
    }
}
