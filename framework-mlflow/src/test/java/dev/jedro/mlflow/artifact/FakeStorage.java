package dev.jedro.mlflow.artifact;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A cloud's storage on loopback: takes and gives files by signed addresses, refuses who comes with another's token, goes on where a client stopped. Can be made to break off. */
public final class FakeStorage implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new ConcurrentSkipListMap<>();
    private final Map<String, ByteArrayOutputStream> open = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger forbidden = new AtomicInteger();
    private final AtomicInteger failing = new AtomicInteger();
    private volatile int breakAfter = -1;

    public FakeStorage() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI signed(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + path + "?sig=secret-signature");
    }

    public Map<String, byte[]> files() {
        return files;
    }

    /** Method, path, and what else matters: {@code GET a.bin Range=bytes=10-}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** The next answer breaks off after so many bytes. */
    public void breakAfter(int bytes) {
        breakAfter = bytes;
    }

    /** The next addresses have ended. */
    public void forbid(int times) {
        forbidden.set(times);
    }

    /** The next requests fail with 503. */
    public void fail(int times) {
        failing.set(times);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath().substring(1);
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(exchange.getRequestMethod() + " " + path + (range == null ? "" : " Range=" + range)
                + (query.contains("action=") ? query.replaceFirst(".*(action=\\w+).*", " $1") : ""));
        try (exchange) {
            if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(503, -1);
            } else if (!query.contains("sig=secret-signature")
                    || exchange.getRequestHeaders().containsKey("Authorization")
                    || forbidden.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(403, -1);
            } else if (exchange.getRequestMethod().equals("GET")) {
                give(exchange, path, range);
            } else {
                take(path, query, body, exchange.getRequestHeaders().getFirst("x-ms-blob-type"));
                exchange.sendResponseHeaders(201, -1);
            }
        }
    }

    private void take(String path, String query, byte[] body, String blob) {
        if (query.contains("resource=file")) {
            open.put(path, new ByteArrayOutputStream());
        } else if (query.contains("action=append")) {
            Objects.requireNonNull(open.get(path)).writeBytes(body);
        } else if (query.contains("action=flush")) {
            files.put(path, Objects.requireNonNull(open.get(path)).toByteArray());
        } else {
            files.put(path, body);
        }
        if (blob != null) {
            requests.add(path + " is a " + blob);
        }
    }

    private void give(HttpExchange exchange, String path, String range) throws IOException {
        byte[] file = files.get(path);
        if (file == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        String tag = "\"" + Arrays.hashCode(file) + "\"";
        boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
        int from = range == null || !same ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, file.length - from);
        int most = breakAfter < 0 ? file.length - from : breakAfter;
        breakAfter = -1;
        exchange.getResponseBody().write(file, from, Math.min(most, file.length - from));
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
