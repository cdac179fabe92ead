package dev.jedro.mlflow.artifact;

import dev.jedro.mlflow.client.ArtifactEntry;
import dev.jedro.mlflow.client.TrackingClient;
import dev.jedro.mlflow.client.TrackingException;
import dev.jedro.mlflow.tracking.Connection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private final TrackingClient client;
    private final DatabricksAddresses addresses;
    private final Wire wire;
    private final DatabricksUpload upload;
    private final String run;
    private final String top;

    private DatabricksArtifacts(Connection connection, String run, String top) {
        this.client = connection.client();
        this.addresses = new DatabricksAddresses(connection.caller(), run);
        this.wire = new Wire(Optional.empty(), connection.http());
        this.upload = new DatabricksUpload(addresses, wire);
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

    @Override
    public void put(String path, Path file) throws IOException, InterruptedException {
        upload.send(full(ArtifactPath.checked(path)), file);
    }

    @Override
    public void get(String path, Path file) throws IOException, InterruptedException {
        String asked = full(ArtifactPath.checked(path));
        try {
            new RenewableAddress(null, () -> addresses.forRead(asked)).use(signed -> {
                wire.get(signed.uri(), signed.headers(), file);
                return file;
            });
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(path); // the address must not be shown
        }
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
