package dev.jedro.mlflow.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** The page of runs: three files that need nothing from elsewhere. They hold no data; that comes by the API, which asks for the token. */
final class PageFiles {
    private static final Map<String, String> TYPES = Map.of(
            "/", "text/html; charset=utf-8",
            "/runs.css", "text/css; charset=utf-8",
            "/runs.js", "text/javascript; charset=utf-8");

    boolean isPublic(String path) {
        return TYPES.containsKey(path);
    }

    /** Somebody opens the address that the command printed: the token in it becomes a cookie, and leaves the address. */
    boolean isEntrance(HttpExchange exchange, Guard guard) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        if (!exchange.getRequestURI().getPath().equals("/") || query == null || !query.startsWith("token=")) {
            return false;
        }
        String token = query.substring("token=".length());
        if (guard.isToken(token)) {
            exchange.getResponseHeaders()
                    .set("Set-Cookie", Guard.COOKIE + "=" + token + "; HttpOnly; SameSite=Strict; Path=/");
        }
        exchange.getResponseHeaders().set("Location", "/");
        exchange.sendResponseHeaders(303, -1);
        return true;
    }

    void send(HttpExchange exchange, String path) throws IOException {
        String name = path.equals("/") ? "runs.html" : path.substring(1);
        try (InputStream file = PageFiles.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the page is part of the jar: " + name);
            }
            byte[] content = file.readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", String.valueOf(TYPES.get(path)));
            exchange.getResponseHeaders()
                    .set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.sendResponseHeaders(200, content.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(content);
            }
        }
    }
}
