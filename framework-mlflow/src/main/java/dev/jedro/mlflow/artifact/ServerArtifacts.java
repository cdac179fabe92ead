package dev.jedro.mlflow.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jedro.mlflow.client.Host;
import dev.jedro.mlflow.client.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Artifacts that go through the tracking server itself: {@code mlflow-artifacts:/…}. */
final class ServerArtifacts implements ArtifactStore {
    private static final String API = "/api/2.0/mlflow-artifacts/artifacts";
    private final Host host;
    private final Wire wire;
    private final String top;

    /** @param top path within the server's artifacts, without slashes around it */
    ServerArtifacts(Host host, HttpSettings settings, String top) {
        this.host = host;
        this.wire = new Wire(host.tls(), settings);
        this.top = top;
    }

    private String full(String path) {
        return path.isEmpty() ? top : top.isEmpty() ? path : top + "/" + path;
    }

    private URI uri(String rest) {
        return URI.create(host.uri() + API + rest);
    }

    @Override
    public void put(String path, Path file) throws IOException, InterruptedException {
        wire.put(uri("/" + Wire.encoded(full(ArtifactPath.checked(path)))), host.headers(), file);
    }

    @Override
    public void remove(String path) throws IOException, InterruptedException {
        wire.delete(uri("/" + Wire.encoded(full(ArtifactPath.checked(path)))), host.headers());
    }

    @Override
    public void get(String path, Path file) throws IOException, InterruptedException {
        wire.get(uri("/" + Wire.encoded(full(ArtifactPath.checked(path)))), host.headers(), file);
    }

    @Override
    public List<Found> files(String path) throws IOException, InterruptedException {
        List<Found> all = new ArrayList<>();
        collect(path, all);
        if (all.isEmpty() && !path.isEmpty()) { // perhaps a file: its folder tells
            int slash = path.lastIndexOf('/');
            String folder = slash < 0 ? "" : path.substring(0, slash);
            for (JsonNode entry : list(folder)) {
                if (!entry.path("is_dir").asBoolean() && path.equals(child(folder, entry))) {
                    all.add(new Found(path, entry.path("file_size").asLong(-1)));
                }
            }
        }
        return all;
    }

    private void collect(String folder, List<Found> into) throws IOException, InterruptedException {
        for (JsonNode entry : list(folder)) {
            String child = ArtifactPath.checked(child(folder, entry));
            if (entry.path("is_dir").asBoolean()) {
                collect(child, into);
            } else {
                into.add(new Found(child, entry.path("file_size").asLong(-1)));
            }
        }
    }

    /** Names come alone or with the path before them, as the server likes it. */
    private static String child(String folder, JsonNode entry) {
        String name = entry.path("path").asText();
        name = name.substring(name.lastIndexOf('/') + 1);
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    private JsonNode list(String folder) throws IOException, InterruptedException {
        Path answer = Files.createTempFile("jedro-mlflow", ".json");
        try {
            wire.get(uri("?path=" + Wire.encoded(full(folder)).replace("/", "%2F")), host.headers(), answer);
            return new ObjectMapper().readTree(answer.toFile()).path("files");
        } catch (java.nio.file.NoSuchFileException e) {
            return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        } finally {
            Files.deleteIfExists(answer);
        }
    }
}
