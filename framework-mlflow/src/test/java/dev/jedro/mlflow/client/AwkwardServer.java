package dev.jedro.mlflow.client;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that behaves as a test wants: slow, overloaded, broken. Remembers what it was asked. */
public final class AwkwardServer implements AutoCloseable {
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = request -> Reply.json("{}");
    private final Loopback server = new Loopback(this::handle);

    /** @param path with its query */
    public record Asked(String method, String path, Map<String, List<String>> headers, String body) {
        public boolean is(String wantedMethod, String end) {
            return method.equals(wantedMethod) && path.replaceFirst("\\?.*", "").endsWith(end);
        }
    }

    public record Reply(int status, String body, Map<String, String> headers) {
        public static Reply json(String body) {
            return new Reply(200, body, Map.of());
        }

        public static Reply status(int status) {
            return new Reply(status, "{\"error_code\":\"X\",\"message\":\"no\"}", Map.of());
        }

        public Reply with(String header, String value) {
            return new Reply(status, body, Map.of(header, value));
        }
    }

    public interface Behaviour {
        Reply reply(Asked asked) throws Exception;
    }

    public AwkwardServer behaving(Behaviour wanted) {
        behaviour = wanted;
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        Asked request = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        asked.add(request);
        try (exchange) {
            Reply reply = behaviour.reply(request);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (Exception e) {
            // the connection breaks without an answer, as the test wants
        }
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public URI uri() {
        return server.uri();
    }

    public Host host() {
        return new Host() {
            @Override
            public URI uri() {
                return AwkwardServer.this.uri();
            }

            @Override
            public Map<String, String> headers() {
                return Map.of();
            }
        };
    }

    /** Patient in number, not in time. */
    public static HttpSettings quick() {
        return new HttpSettings(
                Duration.ofSeconds(2), Duration.ofSeconds(5), 7, Duration.ofMillis(1), Duration.ofSeconds(2));
    }

    public RestTrackingClient client() {
        return client(quick());
    }

    public RestTrackingClient client(HttpSettings settings) {
        return new RestTrackingClient(new ApiCaller(new HttpEndpoint(host(), settings), settings));
    }

    @Override
    public void close() {
        server.close();
    }
}
