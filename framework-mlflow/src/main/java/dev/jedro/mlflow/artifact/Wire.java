package dev.jedro.mlflow.artifact;

import dev.jedro.mlflow.client.HttpEndpoint;
import dev.jedro.mlflow.client.HttpSettings;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** Streams files over HTTP: repeats what broke off, goes on with a half-fetched file where it stopped, and checks that what came is whole. */
final class Wire {
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);
    private static final Duration LONGEST = Duration.ofHours(2);
    private final HttpClient http;
    private final HttpSettings settings;

    /** @param tls as of {@link dev.jedro.mlflow.client.Host#tls} */
    Wire(Optional<SSLContext> tls, HttpSettings settings) {
        this.http = HttpEndpoint.client(tls, settings);
        this.settings = settings;
    }

    static String encoded(String path) {
        return Stream.of(path.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    private interface Attempt<T> {
        T make() throws IOException, InterruptedException;
    }

    private <T> T patiently(Attempt<T> attempt) throws IOException, InterruptedException {
        for (int tried = 1; ; tried++) {
            try {
                return attempt.make();
            } catch (NoSuchFileException | Refused e) {
                throw e;
            } catch (IOException e) {
                if (tried > settings.retries()) {
                    throw e;
                }
                Thread.sleep(Math.min(
                        settings.firstWait().toMillis() << Math.min(tried, 10),
                        settings.longestWait().toMillis()));
            }
        }
    }

    /** That the server said no, so that asking again is of no use. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(String message, int status) {
            super(message);
            this.status = status;
        }

        /** Whether who asks is not allowed to, or not any more. */
        boolean forbidden() {
            return status == 401 || status == 403;
        }
    }

    void put(URI uri, Map<String, String> headers, Path file) throws IOException, InterruptedException {
        send("PUT", uri, headers, file, 0, Files.size(file));
    }

    /**
     * Sends a piece of a file.
     *
     * @return the tag that the server gives what came; empty if it gives none
     */
    String send(String method, URI uri, Map<String, String> headers, Path file, long from, long length)
            throws IOException, InterruptedException {
        return send(method, uri, headers, piece(file, from, length));
    }

    /** As {@link #send(String, URI, Map, Path, long, long)}, of a text. */
    String send(String method, URI uri, Map<String, String> headers, String text)
            throws IOException, InterruptedException {
        return send(method, uri, headers, BodyPublishers.ofString(text));
    }

    private String send(String method, URI uri, Map<String, String> headers, BodyPublisher body)
            throws IOException, InterruptedException {
        return patiently(() -> {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(uri).timeout(LONGEST).method(method, body);
            headers.forEach(request::setHeader);
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            check(response.statusCode(), "sent");
            return response.headers().firstValue("ETag").orElse("");
        });
    }

    /** Removes a file; there may be none, and servers before MLflow 2 cannot. */
    void delete(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        patiently(() -> {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(uri).timeout(LONGEST).DELETE();
            headers.forEach(request::setHeader);
            int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
            if (status != 404 && status != 405) {
                check(status, "removed");
            }
            return true;
        });
    }

    private static BodyPublisher piece(Path file, long from, long length) throws IOException {
        if (length == 0) {
            return BodyPublishers.noBody();
        }
        if (from == 0 && length == Files.size(file)) {
            return BodyPublishers.ofFile(file);
        }
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> {
                    try {
                        InputStream in = Files.newInputStream(file);
                        in.skipNBytes(from);
                        return new Limited(in, length);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }),
                length);
    }

    /** The next bytes of a stream, so many and no more. */
    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int read = left > 0 ? super.read() : -1;
            left -= read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int read = left > 0 ? super.read(into, from, (int) Math.min(most, left)) : -1;
            left -= Math.max(0, read);
            return read;
        }
    }

    private static void check(int status, String done) throws IOException {
        if (status / 100 != 2) {
            String message = "the file was not " + done + ": status " + status;
            throw PASSING.contains(status) ? new IOException(message) : new Refused(message, status);
        }
    }

    /** Fetches a file whole. What an earlier attempt has fetched is gone on with if the server says that the file is the same still. */
    void get(URI uri, Map<String, String> headers, Path file) throws IOException, InterruptedException {
        Part part = new Part(file);
        try {
            patiently(() -> fetch(uri, headers, part));
            Files.move(part.file(), file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            part.tidy(!Files.exists(part.file()));
        }
    }

    private boolean fetch(URI uri, Map<String, String> headers, Part part) throws IOException, InterruptedException {
        long there = part.size();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(LONGEST).GET();
        headers.forEach(request::setHeader);
        if (there > 0) {
            request.setHeader("Range", "bytes=" + there + "-");
            request.setHeader("If-Range", part.tag());
        }
        HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            int status = response.statusCode();
            if (status == 404) {
                throw new NoSuchFileException(uri.getPath());
            }
            if (status == 416) { // nothing lies behind what is there
                part.forget();
                throw new IOException("the file is not as long any more as it was");
            }
            check(status, "fetched");
            long before = status == 206 ? there : 0;
            long announced =
                    response.headers().firstValueAsLong("Content-Length").orElse(-1);
            try (OutputStream out = part.open(
                    status == 206, response.headers().firstValue("ETag").orElse(""))) {
                in.transferTo(out);
            }
            if (announced >= 0 && Files.size(part.file()) - before != announced) {
                throw new IOException("the file broke off after " + Files.size(part.file()) + " bytes");
            }
        }
        return true;
    }
}
