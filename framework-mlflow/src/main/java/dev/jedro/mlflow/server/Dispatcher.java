package dev.jedro.mlflow.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.jedro.mlflow.store.FileTrackingStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes each call, lets the right one answer it, and tells of mistakes as MLflow does. */
final class Dispatcher implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** The version whose API this is: the last that works without MLflow 3's traces and workspaces. */
    private static final String VERSION = "2.22.1";

    private static final int LARGEST_BATCH = 1_000_000;
    private static final int LARGEST_BODY = 32_000_000;
    private static final String ARTIFACTS = "mlflow-artifacts/artifacts";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final Guard guard;
    private final RestApi api;
    private final ArtifactCalls artifacts;
    private final PageFiles page = new PageFiles();

    Dispatcher(FileTrackingStore store, ServerOptions options) {
        this.guard = new Guard(options);
        ArtifactPlaces places = new ArtifactPlaces(store, options.proxiesArtifacts());
        this.artifacts = new ArtifactCalls(store, places);
        this.api = new RestApi(store, places, artifacts);
    }

    @Override
    public void handle(HttpExchange exchange) {
        try (exchange) {
            try {
                answer(exchange);
            } catch (RuntimeException e) {
                RestApi.Reply reply = RestApi.failure(e, exchange.getRequestMethod() + " " + path(exchange));
                if (exchange.getResponseCode() == -1) {
                    json(exchange, reply.status(), reply.body());
                }
            }
        } catch (IOException e) {
            LOG.debug("A client went away: {}", e.getMessage());
        }
    }

    private static String path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath();
    }

    private void answer(HttpExchange exchange) throws IOException {
        guard.check(exchange);
        String method = exchange.getRequestMethod();
        String path = path(exchange);
        if (path.equals("/health") || path.equals("/version")) {
            text(exchange, path.equals("/health") ? "OK" : VERSION);
            return;
        }
        if (page.isEntrance(exchange, guard)) {
            return;
        }
        if (page.isPublic(path)) {
            page.send(exchange, path);
            return;
        }
        guard.checkToken(exchange);
        if (path.equals("/get-artifact")) {
            artifacts.show(exchange, query(exchange));
            return;
        }
        String call = path.startsWith("/ajax-api/2.0/")
                ? path.substring("/ajax-api/2.0/".length())
                : path.startsWith("/api/2.0/") ? path.substring("/api/2.0/".length()) : "";
        if (call.equals(ARTIFACTS) && method.equals("GET")) {
            json(exchange, 200, artifacts.proxyList(query(exchange).text("path")));
        } else if (call.startsWith(ARTIFACTS + "/") && method.equals("GET")) {
            artifacts.download(exchange, call.substring(ARTIFACTS.length() + 1));
        } else if (call.startsWith(ARTIFACTS + "/")) {
            json(exchange, 200, artifacts.proxy(exchange, method, call.substring(ARTIFACTS.length() + 1)));
        } else {
            String route = call.startsWith("mlflow/") ? call.substring("mlflow/".length()) : "";
            json(exchange, 200, api.handler(method, route).answer(params(exchange, route)));
        }
    }

    private static Params params(HttpExchange exchange, String route) throws IOException {
        int limit = route.equals("runs/log-batch") ? LARGEST_BATCH : LARGEST_BODY;
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(limit + 1);
        }
        if (body.length > limit) {
            throw Refusal.badValue("Batched logging API requests must be at most " + limit + " bytes");
        }
        ObjectNode json = Params.query(exchange.getRequestURI().getRawQuery());
        if (body.length > 0) {
            try {
                JsonNode given = JSON.readTree(body);
                if (!(given instanceof ObjectNode object)) {
                    throw new Refusal(400, "BAD_REQUEST", "The body of the call is no JSON object");
                }
                json.setAll(object);
            } catch (JsonProcessingException e) {
                throw new Refusal(400, "BAD_REQUEST", "The body of the call is no JSON: " + e.getOriginalMessage());
            }
        }
        return new Params(json);
    }

    private static Params query(HttpExchange exchange) {
        return new Params(Params.query(exchange.getRequestURI().getRawQuery()));
    }

    private static void json(HttpExchange exchange, int status, ObjectNode json) throws IOException {
        send(exchange, status, "application/json", JSON.writeValueAsBytes(json));
    }

    private static void text(HttpExchange exchange, String text) throws IOException {
        send(exchange, 200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
