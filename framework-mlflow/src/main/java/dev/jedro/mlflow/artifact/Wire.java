package dev.jedro.mlflow.artifact;

import dev.jedro.mlflow.client.Host;
import dev.jedro.mlflow.client.HttpEndpoint;
import dev.jedro.mlflow.client.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Streams files over HTTP: repeats what broke off, goes on with a half-fetched file where it stopped, and checks that what came is whole. */
final class Wire {
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);
    private static final Duration LONGEST = Duration.ofHours(2);
    private final HttpClient http;
    private final HttpSettings settings;

    Wire(Host host, HttpSettings settings) {
        this.http = HttpEndpoint.client(host, settings);
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

        Refused(String message) {
            super(message);
        }
    }

    void put(URI uri, Map<String, String> headers, Path file) throws IOException, InterruptedException {
        patiently(() -> {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(uri).timeout(LONGEST).PUT(HttpRequest.BodyPublishers.ofFile(file));
            headers.forEach(request::setHeader);
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            check(response.statusCode(), "sent");
            return true;
        });
    }

    private static void check(int status, String done) throws IOException {
        if (status / 100 != 2) {
            String message = "the file was not " + done + ": status " + status;
            throw PASSING.contains(status) ? new IOException(message) : new Refused(message);
        }
    }

    void get(URI uri, Map<String, String> headers, Path file) throws IOException, InterruptedException {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            patiently(() -> fetch(uri, headers, part));
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private boolean fetch(URI uri, Map<String, String> headers, Path part) throws IOException, InterruptedException {
        long there = Files.exists(part) ? Files.size(part) : 0;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(LONGEST).GET();
        headers.forEach(request::setHeader);
        if (there > 0) {
            request.setHeader("Range", "bytes=" + there + "-");
        }
        HttpResponse<java.io.InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
        try (java.io.InputStream in = response.body()) {
            int status = response.statusCode();
            if (status == 404) {
                throw new NoSuchFileException(uri.getPath());
            }
            check(status, "fetched");
            boolean goesOn = status == 206;
            long announced =
                    response.headers().firstValueAsLong("Content-Length").orElse(-1);
            long before = goesOn ? there : 0;
            try (var out = goesOn
                    ? Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    : Files.newOutputStream(part)) {
                in.transferTo(out);
            }
            if (announced >= 0 && Files.size(part) - before != announced) {
                throw new IOException("the file broke off after " + Files.size(part) + " bytes");
            }
        }
        return true;
    }
}
