package dev.jedro.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** MLflow's REST API as any client calls it: nothing of ours but HTTP and JSON. */
final class Api {
    static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String uri;
    private final String token;

    Api(String uri, String token) {
        this.uri = uri.replaceAll("/+$", "");
        this.token = token;
    }

    /** An answer. */
    record Reply(int status, JsonNode json) {
        String error() {
            return json.path("error_code").asText();
        }

        String message() {
            return json.path("message").asText();
        }
    }

    /** @param body JSON with {@code '} instead of {@code "} */
    Reply post(String call, String body) {
        return send("POST", "/api/2.0/mlflow/" + call, BodyPublishers.ofString(body.replace('\'', '"')));
    }

    Reply post(String call, ObjectNode body) {
        return send("POST", "/api/2.0/mlflow/" + call, BodyPublishers.ofString(body.toString()));
    }

    Reply send(String method, String call, String body) {
        return send(method, "/api/2.0/mlflow/" + call, BodyPublishers.ofString(body.replace('\'', '"')));
    }

    /** @param query keys and values in turn */
    Reply get(String call, String... query) {
        StringBuilder path = new StringBuilder("/api/2.0/mlflow/").append(call);
        for (int i = 0; i < query.length; i += 2) {
            path.append(i == 0 ? '?' : '&').append(query[i]).append('=').append(encoded(query[i + 1]));
        }
        return send("GET", path.toString(), BodyPublishers.noBody());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Reply send(String method, String path, BodyPublisher body) {
        HttpResponse<byte[]> response = raw(method, path, body);
        try {
            return new Reply(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new AssertionError(new String(response.body(), StandardCharsets.UTF_8), e);
        }
    }

    HttpResponse<byte[]> raw(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body)
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
