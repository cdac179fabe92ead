package dev.jedro.mlflow.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.jedro.mlflow.store.Artifacts;
import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.mlflow.store.LoggedModel;
import dev.jedro.mlflow.store.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code artifacts/list}, the artifacts that go through the server, and those that the page shows. */
final class ArtifactCalls {
    private static final int BUFFER = 1 << 20;
    private static final String BYTES = "application/octet-stream";

    /** What a browser may show. Anything else, HTML above all, it only downloads or shows as text. */
    private static final Map<String, String> SHOWN = Map.of(
            "png",
            "image/png",
            "jpg",
            "image/jpeg",
            "jpeg",
            "image/jpeg",
            "gif",
            "image/gif",
            "webp",
            "image/webp",
            "svg",
            "image/svg+xml");

    private static final List<String> TEXTS = List.of(
            "txt",
            "log",
            "json",
            "yml",
            "yaml",
            "csv",
            "tsv",
            "md",
            "py",
            "java",
            "sql",
            "xml",
            "html",
            "toml",
            "cfg",
            "properties",
            "ndjson");

    private final FileTrackingStore store;
    private final ArtifactPlaces places;

    ArtifactCalls(FileTrackingStore store, ArtifactPlaces places) {
        this.store = store;
        this.places = places;
    }

    void register(Routes routes) {
        routes.on("GET artifacts/list", params -> {
                    Run.Info run = store.runs()
                            .get(params.needed("run_id", "run_uuid"))
                            .info();
                    return list(run.artifactUri(), store.artifacts().folder(run), params.text("path"));
                })
                .onId("GET logged-models/{id}/artifacts/directories", (params, id) -> {
                    LoggedModel model = store.loggedModels().get(id);
                    Path folder = store.experiments()
                            .folder(model.experimentId())
                            .resolve("models")
                            .resolve(id)
                            .resolve("artifacts");
                    return list(model.artifactUri(), folder, params.text("artifact_directory_path"));
                });
    }

    private ObjectNode list(String uri, Path folder, String path) {
        ObjectNode json = Answer.empty().put("root_uri", places.shown(uri));
        json.set("files", Answer.list(store.artifacts().list(folder, path), entry -> Answer.file(entry, entry.path())));
        return json;
    }

    /**
     * A call of {@code mlflow-artifacts/artifacts/<path>}.
     *
     * @return what to answer in JSON; null if the answer is sent
     */
    ObjectNode proxy(HttpExchange exchange, String method, String path) throws IOException {
        ArtifactPlaces.Place place = places.place(path);
        Artifacts artifacts = store.artifacts();
        switch (method) {
            case "PUT" -> {
                Path target = artifacts.resolve(place.folder(), place.path());
                String length = exchange.getRequestHeaders().getFirst("Content-Length");
                try (InputStream body = exchange.getRequestBody()) {
                    artifacts.save(target, body, length == null ? -1 : Long.parseLong(length));
                }
                return Answer.empty();
            }
            case "DELETE" -> {
                artifacts.delete(
                        place.path().isEmpty() ? place.folder() : artifacts.resolve(place.folder(), place.path()));
                return Answer.empty();
            }
            default ->
                throw new Refusal(
                        405, "BAD_REQUEST", "An artifact is sent with PUT, had with GET and removed with DELETE");
        }
    }

    /** {@code mlflow-artifacts/artifacts?path=…} */
    ObjectNode proxyList(String path) {
        ArtifactPlaces.Place place = places.place(path.replaceAll("/+$", ""));
        int before = place.path().isEmpty() ? 0 : place.path().length() + 1;
        ObjectNode json = Answer.empty();
        json.set(
                "files",
                Answer.list(
                        store.artifacts().list(place.folder(), place.path()),
                        entry -> Answer.file(entry, entry.path().substring(before))));
        return json;
    }

    void download(HttpExchange exchange, String path) throws IOException {
        ArtifactPlaces.Place place = places.place(path);
        send(exchange, store.artifacts().resolve(place.folder(), place.path()), BYTES);
    }

    /** {@code /get-artifact}, for the page. */
    void show(HttpExchange exchange, Params params) throws IOException {
        Run.Info run = store.runs().get(params.needed("run_id", "run_uuid")).info();
        Path file = store.artifacts().resolve(store.artifacts().folder(run), params.needed("path"));
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        boolean text = TEXTS.contains(ending) || name.equals("mlmodel");
        send(exchange, file, text ? "text/plain; charset=utf-8" : SHOWN.getOrDefault(ending, BYTES));
    }

    private static void send(HttpExchange exchange, Path file, String type) throws IOException {
        if (!file.toFile().isFile()) {
            throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "There is no artifact '" + file.getFileName() + "'");
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        // An artifact is somebody else's: no script in it may act for who looks at it.
        exchange.getResponseHeaders()
                .set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'");
        if (type.equals(BYTES)) {
            exchange.getResponseHeaders().set("Content-Disposition", "attachment");
        }
        long size = Files.size(file);
        String tag = "\"" + Long.toHexString(size) + "-"
                + Long.toHexString(Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS)) + "\"";
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        long from = from(exchange.getRequestHeaders(), tag);
        if (from >= size && from > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + size);
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (from > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (size - 1) + "/" + size);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, size == 0 ? -1 : size - from);
        if (size > 0) {
            try (InputStream content = Files.newInputStream(file);
                    OutputStream body = exchange.getResponseBody()) {
                content.skipNBytes(from);
                byte[] buffer = new byte[BUFFER];
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    body.write(buffer, 0, read);
                }
            }
        }
    }

    /** Where a client goes on that has the begin of this very file; 0 for all of it, which every other range gets too. */
    private static long from(Headers headers, String tag) {
        String range = headers.getFirst("Range");
        String sameAs = headers.getFirst("If-Range");
        boolean goesOn = range != null && range.matches("bytes=\\d{1,18}-") && (sameAs == null || sameAs.equals(tag));
        return goesOn ? Long.parseLong(range.substring("bytes=".length(), range.length() - 1)) : 0;
    }
}
