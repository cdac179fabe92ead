package dev.jedro.mlflow.artifact;

import com.sun.net.httpserver.HttpExchange;
import dev.jedro.mlflow.client.Loopback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cloud's storage on loopback: takes and gives files by signed addresses, refuses who comes with another's token, goes on where a client stopped, and takes files in parts as S3, Azure's blobs and
 * Azure's lakes do. Can be made to break off.
 */
public final class FakeStorage implements AutoCloseable {
    private static final Pattern LISTED = Pattern.compile("<Uncommitted>([^<]+)</Uncommitted>");
    private final Map<String, byte[]> files = new ConcurrentSkipListMap<>();
    /** Of files that are not there yet, by path or by upload: bytes by place, block or number. */
    private final Map<String, NavigableMap<String, byte[]>> unfinished = new ConcurrentHashMap<>();

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger forbidden = new AtomicInteger();
    private final AtomicInteger failing = new AtomicInteger();
    private volatile String refused = "nothing is refused";
    private volatile int breakAfter = -1;
    private final Loopback server = new Loopback(this::handle);

    public URI signed(String path) {
        return URI.create(server.uri() + "/" + Wire.encoded(path) + "?sig=secret-signature");
    }

    public Map<String, byte[]> files() {
        return files;
    }

    /** Paths and uploads of which something came, and that are no file yet. */
    public List<String> unfinished() {
        return List.copyOf(unfinished.keySet());
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

    /** Requests with this in their query get 409. */
    public void refuse(String query) {
        refused = query;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath().substring(1);
        String query = exchange.getRequestURI().getQuery() + "&";
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(method + " " + path + (range == null ? "" : " Range=" + range)
                + query.replace("sig=secret-signature&", " ").stripTrailing());
        try (exchange) {
            if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(503, -1);
            } else if (!query.contains("sig=secret-signature")
                    || exchange.getRequestHeaders().containsKey("Authorization")
                    || forbidden.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(403, -1);
            } else if (query.contains(refused)) {
                exchange.sendResponseHeaders(409, -1);
            } else if (method.equals("GET")) {
                give(exchange, path, range);
            } else if (method.equals("DELETE")) {
                unfinished.remove(value(query, "uploadId"));
                exchange.sendResponseHeaders(204, -1);
            } else {
                exchange.getResponseHeaders().set("ETag", tag(body));
                take(path, query, body, exchange.getRequestHeaders().getFirst("x-ms-blob-type"));
                exchange.sendResponseHeaders(201, -1);
            }
        }
    }

    private void take(String path, String query, byte[] body, @Nullable String blob) {
        if (query.contains("resource=file")) {
            parts(path).clear();
        } else if (query.contains("action=append")) {
            parts(path).put(String.format("%015d", Long.parseLong(value(query, "position"))), body);
        } else if (query.contains("action=flush")) {
            byte[] whole = joined(parts(path).values());
            if (whole.length == Long.parseLong(value(query, "position"))) {
                files.put(path, whole);
                unfinished.remove(path);
            }
        } else if (query.contains("comp=blocklist")) {
            List<String> blocks = LISTED.matcher(new String(body, StandardCharsets.UTF_8))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            files.put(path, joined(blocks.stream().map(parts(path)::get).toList()));
            unfinished.remove(path);
        } else if (query.contains("comp=block&")) {
            parts(path).put(value(query, "blockid"), body);
        } else if (query.contains("partNumber=")) {
            parts(value(query, "uploadId")).put(value(query, "partNumber"), body);
        } else {
            files.put(path, body);
        }
        if (blob != null) {
            requests.add(path + " is a " + blob);
        }
    }

    /** Makes a file of the parts of an upload, if these are their tags. */
    boolean complete(String path, String upload, List<String> tags) {
        NavigableMap<String, byte[]> parts = Objects.requireNonNull(unfinished.get(upload));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int i = 0; i < tags.size(); i++) {
            byte[] part = parts.get(String.valueOf(i + 1));
            if (part == null || !tags.get(i).equals(tag(part))) {
                return false;
            }
            whole.writeBytes(part);
        }
        files.put(path, whole.toByteArray());
        unfinished.remove(upload);
        return true;
    }

    private NavigableMap<String, byte[]> parts(String of) {
        return unfinished.computeIfAbsent(of, key -> new ConcurrentSkipListMap<>());
    }

    private static byte[] joined(Iterable<byte[]> parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        parts.forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    private static String value(String query, String name) {
        return query.replaceFirst(".*\\b" + name + "=([^&]*)&.*", "$1");
    }

    private static String tag(byte[] file) {
        return "\"" + Arrays.hashCode(file) + "\"";
    }

    private void give(HttpExchange exchange, String path, @Nullable String range) throws IOException {
        byte[] file = files.get(path);
        if (file == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        boolean same = tag(file).equals(exchange.getRequestHeaders().getFirst("If-Range"));
        int from = range == null || !same ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        exchange.getResponseHeaders().set("ETag", tag(file));
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, file.length - from);
        int most = breakAfter < 0 ? file.length - from : breakAfter;
        breakAfter = -1;
        exchange.getResponseBody().write(file, from, Math.min(most, file.length - from));
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.close();
    }
}
