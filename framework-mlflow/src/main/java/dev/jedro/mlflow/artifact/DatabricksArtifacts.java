package dev.jedro.mlflow.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jedro.mlflow.client.ApiCaller;
import dev.jedro.mlflow.client.ApiCaller.Twice;
import dev.jedro.mlflow.client.ArtifactEntry;
import dev.jedro.mlflow.client.TrackingClient;
import dev.jedro.mlflow.client.TrackingException;
import dev.jedro.mlflow.tracking.Connection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Artifacts of runs of a Databricks workspace. For each file the workspace signs an address in the cloud's storage, which is asked without the workspace's token; the calls are those of
 * MLflow's own {@code DatabricksArtifactRepository} ({@code artifacts/credentials-for-write} and {@code -read}).
 */
final class DatabricksArtifacts implements ArtifactStore {
    private static final Pattern OF_A_RUN =
            Pattern.compile("/databricks/mlflow-tracking/[^/]+/([^/]+)/artifacts(?:/(.*))?");
    private static final String AZURE_BLOB = "AZURE_SAS_URI";
    private static final String AZURE_LAKE = "AZURE_ADLS_GEN2_SAS_URI";
    /** Azure takes at most 100 MiB at once. */
    private static final long LAKE_PIECE = 64L << 20;

    private final ApiCaller caller;
    private final TrackingClient client;
    private final Wire wire;
    private final String run;
    private final String top;

    private DatabricksArtifacts(Connection connection, String run, String top) {
        this.caller = connection.caller();
        this.client = connection.client();
        this.wire = new Wire(Optional.empty(), connection.http());
        this.run = run;
        this.top = top;
    }

    /** Empty for an address that is not that of a run's artifacts. */
    static Optional<ArtifactStore> of(URI uri, Connection connection) {
        Matcher matcher =
                OF_A_RUN.matcher(uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", ""));
        if (!"dbfs".equals(uri.getScheme()) || !matcher.matches()) {
            return Optional.empty();
        }
        String top = matcher.group(2);
        return Optional.of(new DatabricksArtifacts(connection, matcher.group(1), top == null ? "" : top));
    }

    private String full(String path) {
        return path.isEmpty() ? top : top.isEmpty() ? path : top + "/" + path;
    }

    /** An address in the cloud's storage that is good for a while. */
    private record Signed(String address, String type, Map<String, String> headers) {
        URI uri(String query) {
            return URI.create(address + (query.isEmpty() ? "" : (address.contains("?") ? "&" : "?") + query));
        }

        @Override
        public String toString() {
            return type; // who has the address can use it
        }
    }

    private Signed signed(String what, String path) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("run_id", run);
        body.putArray("path").add(full(ArtifactPath.checked(path)));
        JsonNode answer;
        try {
            answer = caller.send("POST", "/api/2.0/mlflow/artifacts/credentials-for-" + what, body, Twice.HARMLESS);
        } catch (TrackingException e) {
            throw e.toJedro();
        }
        JsonNode credential = answer.path("credential_infos").path(0);
        if (credential.path("signed_uri").asText("").isEmpty()) {
            throw new IOException("the workspace gave no address for it");
        }
        Map<String, String> headers = new HashMap<>();
        credential
                .path("headers")
                .forEach(header -> headers.put(
                        header.path("name").asText(), header.path("value").asText()));
        return new Signed(
                credential.path("signed_uri").asText(), credential.path("type").asText(""), headers);
    }

    private interface Transfer {
        void with(Signed signed) throws IOException, InterruptedException;
    }

    /** An address may end while a file is on its way: then another one is asked for. */
    private void transfer(String what, String path, Transfer transfer) throws IOException, InterruptedException {
        try {
            transfer.with(signed(what, path));
        } catch (Wire.Refused e) {
            if (!e.forbidden()) {
                throw e;
            }
            transfer.with(signed(what, path));
        }
    }

    @Override
    public void put(String path, Path file) throws IOException, InterruptedException {
        transfer("write", path, signed -> {
            Map<String, String> headers = new HashMap<>(signed.headers());
            switch (signed.type()) {
                case AZURE_LAKE -> putIntoLake(signed, headers, file);
                case AZURE_BLOB -> {
                    headers.put("x-ms-blob-type", "BlockBlob");
                    wire.put(signed.uri(""), headers, file);
                }
                default -> wire.put(signed.uri(""), headers, file);
            }
        });
    }

    /** A lake of Azure takes a file in three steps: made empty, filled piece by piece, and closed at its length. */
    private void putIntoLake(Signed signed, Map<String, String> headers, Path file)
            throws IOException, InterruptedException {
        long size = Files.size(file);
        wire.send("PUT", signed.uri("resource=file"), headers, file, 0, 0);
        for (long at = 0; at < size; at += LAKE_PIECE) {
            long length = Math.min(LAKE_PIECE, size - at);
            wire.send("PATCH", signed.uri("action=append&position=" + at), headers, file, at, length);
        }
        wire.send("PATCH", signed.uri("action=flush&position=" + size), headers, file, 0, 0);
    }

    @Override
    public void get(String path, Path file) throws IOException, InterruptedException {
        transfer("read", path, signed -> {
            try {
                wire.get(signed.uri(""), signed.headers(), file);
            } catch (NoSuchFileException e) {
                throw new NoSuchFileException(path); // the address must not be shown
            }
        });
    }

    @Override
    public List<Found> files(String path) throws IOException {
        List<Found> all = new ArrayList<>();
        try {
            collect(path, all);
        } catch (TrackingException e) {
            throw e.toJedro();
        }
        return all;
    }

    /** The workspace lists a file as the only entry of itself. */
    private void collect(String folder, List<Found> into) {
        int before = top.isEmpty() ? 0 : top.length() + 1;
        for (ArtifactEntry entry : client.artifacts(run, full(folder))) {
            if (entry.path().length() <= before || !entry.path().startsWith(top)) {
                continue;
            }
            String child = ArtifactPath.checked(entry.path().substring(before));
            if (entry.folder()) {
                collect(child, into);
            } else {
                into.add(new Found(child, entry.size()));
            }
        }
    }
}
