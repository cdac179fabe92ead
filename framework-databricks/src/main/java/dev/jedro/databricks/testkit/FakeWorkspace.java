package dev.jedro.databricks.testkit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A small workspace on the loopback address, for tests without Databricks: logs in by token and by service principal, tells who that is, and knows clusters and warehouses. It can be made
 * to fail: {@link #answers}. Thread-safe.
 *
 * <pre>{@code
 * try (FakeWorkspace workspace = FakeWorkspace.start().token("dapi-good").cluster("1120-101010-abcd1234", "TERMINATED", "19.1.x-scala2.13")) {
 *     workspace.answers("/api/2.1/clusters/get", Answer.tooMany("2"));
 *     …
 * }
 * }</pre>
 */
public final class FakeWorkspace implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TOKEN_PATH = "/oidc/v1/token";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fake workspace");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Map<String, String> principals = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> clusters = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> warehouses = new ConcurrentHashMap<>();
    private final Map<String, Deque<Answer>> planned = new LinkedHashMap<>();
    private final Map<String, Service> services = new ConcurrentHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final Set<String> issued = new LinkedHashSet<>();
    private volatile int life = 3600;
    private volatile @Nullable Front front;

    private FakeWorkspace(HttpServer server) {
        this.server = server;
    }

    /** Starts at a free port. */
    public static FakeWorkspace start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeWorkspace workspace = new FakeWorkspace(server);
            server.setExecutor(workspace.threads);
            server.createContext("/", workspace::handle);
            server.start();
            return workspace;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For instance {@code http://127.0.0.1:40123}. */
    public String url() {
        Front known = front;
        return "http://127.0.0.1:" + (known == null ? server.getAddress().getPort() : known.port());
    }

    /**
     * Lets the clusters of this workspace be a Spark Connect server that listens on this machine: from now on {@link #url} serves both, as a workspace does. The server sees the token and the
     * headers of each call; it has to look at them itself.
     *
     * @param port of a server without TLS
     */
    public FakeWorkspace spark(int port) {
        Front former = front;
        if (former != null) {
            former.close();
        }
        front = Front.start(server.getAddress().getPort(), port);
        return this;
    }

    /** Accepts a personal token. */
    public FakeWorkspace token(String token) {
        tokens.add(token);
        return this;
    }

    /** Accepts none of the tokens any more that it accepted so far. */
    public FakeWorkspace revokeTokens() {
        tokens.clear();
        return this;
    }

    /** Gives tokens {@code issued-1}, {@code issued-2} … to a service principal. */
    public FakeWorkspace servicePrincipal(String clientId, String clientSecret) {
        principals.put(clientId, clientSecret);
        return this;
    }

    /** How long tokens of service principals live; an hour if not said. */
    public FakeWorkspace tokenLife(int seconds) {
        life = seconds;
        return this;
    }

    /** Adds a cluster of the access mode Standard, named {@code cluster <id>}. */
    public FakeWorkspace cluster(String id, String state, String sparkVersion) {
        return cluster(id, state, sparkVersion, "USER_ISOLATION");
    }

    /** @param accessMode in Databricks' words */
    public FakeWorkspace cluster(String id, String state, String sparkVersion, String accessMode) {
        Map<String, Object> cluster = new ConcurrentHashMap<>();
        cluster.put("cluster_id", id);
        cluster.put("cluster_name", "cluster " + id);
        cluster.put("state", state);
        cluster.put("spark_version", sparkVersion);
        cluster.put("data_security_mode", accessMode);
        clusters.put(id, cluster);
        return this;
    }

    public FakeWorkspace warehouse(String id, String state) {
        warehouses.put(id, Map.of("id", id, "name", "warehouse " + id, "state", state));
        return this;
    }

    /** Gives these answers, one a request, to the next requests whose path begins so; then the truth again. */
    public FakeWorkspace answers(String path, Answer... answers) {
        synchronized (planned) {
            planned.computeIfAbsent(path, any -> new ArrayDeque<>()).addAll(Arrays.asList(answers));
        }
        return this;
    }

    /** A further part of a workspace, for instance its tracking of runs. */
    public interface Service {
        /** @param path with its query */
        Answer answer(String method, String path, String body);
    }

    /** Lets a service answer all requests whose path begins so and whose token is good. */
    public FakeWorkspace serves(String path, Service service) {
        services.put(path, service);
        return this;
    }

    /** What was asked so far, for instance {@code GET /api/2.1/clusters/get}. */
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** The tokens that service principals got, in order. */
    public List<String> issuedTokens() {
        synchronized (issued) {
            return List.copyOf(issued);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        synchronized (requests) {
            requests.add(exchange.getRequestMethod() + " " + path);
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer = planned(path).orElseGet(() -> truth(exchange, path, body));
        if (answer.kind() == Answer.Kind.NEVER) {
            awaitClose();
        }
        if (answer.kind() != Answer.Kind.WHOLE) {
            exchange.close();
            return;
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private Optional<Answer> planned(String path) {
        synchronized (planned) {
            return planned.entrySet().stream()
                    .filter(entry ->
                            path.startsWith(entry.getKey()) && !entry.getValue().isEmpty())
                    .findFirst()
                    .map(entry -> entry.getValue().removeFirst());
        }
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer truth(HttpExchange exchange, String path, String body) {
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        if (path.equals("/oidc/.well-known/oauth-authorization-server")) {
            return json(Map.of(
                    "token_endpoint", url() + TOKEN_PATH, "authorization_endpoint", url() + "/oidc/v1/authorize"));
        }
        if (path.equals(TOKEN_PATH)) {
            return issue(authorization);
        }
        if (!path.startsWith("/api/")) {
            return Answer.status(404, "<html><body>no such page</body></html>");
        }
        String token = authorization.replaceFirst("^Bearer ", "");
        if (!tokens.contains(token)) {
            return error(401, "UNAUTHENTICATED", "Invalid access token " + token);
        }
        Optional<Service> service = services.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .findFirst()
                .map(Map.Entry::getValue);
        if (service.isPresent()) {
            return service.get()
                    .answer(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            body);
        }
        return api(path, exchange.getRequestURI().getRawQuery(), body);
    }

    private Answer issue(String authorization) {
        String pair = authorization.startsWith("Basic ")
                ? new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8)
                : ":";
        String[] parts = pair.split(":", 2);
        if (!parts[1].equals(principals.get(parts[0]))) {
            return Answer.status(
                    401, "{\"error\":\"invalid_client\",\"error_description\":\"Client authentication failed\"}");
        }
        synchronized (issued) {
            String token = "issued-" + (issued.size() + 1);
            issued.add(token);
            tokens.add(token);
            return json(Map.of("access_token", token, "token_type", "Bearer", "expires_in", life));
        }
    }

    private Answer api(String path, @Nullable String query, String body) {
        if (path.equals("/api/2.0/preview/scim/v2/Me")) {
            return json(Map.of("id", "1", "userName", "ada@example.com", "active", true));
        }
        if (path.equals("/api/2.1/clusters/get")) {
            String id =
                    URLDecoder.decode(String.valueOf(query).replaceFirst("^cluster_id=", ""), StandardCharsets.UTF_8);
            return Optional.ofNullable(clusters.get(id))
                    .map(FakeWorkspace::json)
                    .orElseGet(() -> error(400, "INVALID_PARAMETER_VALUE", "Cluster " + id + " does not exist"));
        }
        if (path.equals("/api/2.1/clusters/list")) {
            return json(Map.of("clusters", List.copyOf(clusters.values())));
        }
        if (path.equals("/api/2.1/clusters/start")) {
            clusters.values().stream()
                    .filter(cluster -> body.contains("\"" + cluster.get("cluster_id") + "\""))
                    .forEach(cluster -> cluster.put("state", "RUNNING"));
            return json(Map.of());
        }
        if (path.startsWith("/api/2.0/sql/warehouses/")) {
            String id = path.substring("/api/2.0/sql/warehouses/".length());
            return Optional.ofNullable(warehouses.get(id))
                    .map(FakeWorkspace::json)
                    .orElseGet(() -> error(404, "RESOURCE_DOES_NOT_EXIST", "There is no warehouse " + id));
        }
        return error(404, "ENDPOINT_NOT_FOUND", "No API found for " + path);
    }

    private static Answer error(int status, String code, String message) {
        return Answer.status(status, text(Map.of("error_code", code, "message", message)));
    }

    private static Answer json(Map<String, ?> value) {
        return Answer.status(200, text(value));
    }

    private static String text(Map<String, ?> value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server and lets go of whoever still waits. */
    @Override
    public void close() {
        closed.countDown();
        Front known = front;
        if (known != null) {
            known.close();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
