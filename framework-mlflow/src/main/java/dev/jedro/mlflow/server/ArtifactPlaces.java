package dev.jedro.mlflow.server;

import dev.jedro.mlflow.store.FileTrackingStore;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where artifacts are, for clients and for us. Clients that send them through the server know them as {@code mlflow-artifacts:/experiment/run/artifacts/…}; only
 * such paths are let through, so that nobody writes over the store's own files.
 */
final class ArtifactPlaces {
    private static final String SCHEME = "mlflow-artifacts:/";
    private static final Pattern OF_RUN_OR_MODEL =
            Pattern.compile("([^/]+)/((?:models/)?[^/]+)/artifacts(?:/(.*))?", Pattern.DOTALL);

    private final FileTrackingStore store;
    private final boolean proxied;
    private final String root;

    ArtifactPlaces(FileTrackingStore store, boolean proxied) {
        this.store = store;
        this.proxied = proxied;
        this.root = store.root().toUri().toString().replaceAll("/+$", "") + "/";
    }

    /**
     * Folder and path of an artifact.
     *
     * @param path relative to the folder; empty for the folder itself
     */
    record Place(Path folder, String path) {}

    /** How clients see the URI that the store has. */
    String shown(String uri) {
        return proxied && uri.startsWith(root) ? SCHEME + uri.substring(root.length()) : uri;
    }

    /** @param path that follows {@code mlflow-artifacts:/} */
    Place place(String path) {
        Matcher matcher = OF_RUN_OR_MODEL.matcher(path);
        if (!matcher.matches() || path.contains("..") || path.startsWith(".")) {
            throw Refusal.badValue("Invalid path: artifacts are at <experiment>/<run>/artifacts/…, or at"
                    + " <experiment>/models/<model>/artifacts/…");
        }
        String experiment = String.valueOf(matcher.group(1));
        String owner = String.valueOf(matcher.group(2));
        Path folder = store.experiments().folder(experiment).resolve(owner);
        if (!folder.resolve("meta.yaml").toFile().isFile()) {
            throw new Refusal(
                    404,
                    "RESOURCE_DOES_NOT_EXIST",
                    "There is no run or model '" + owner + "' in experiment " + experiment);
        }
        String inside = matcher.group(3);
        return new Place(folder.resolve("artifacts"), inside == null ? "" : inside.replaceAll("/+$", ""));
    }

    /** Who sends artifacts through the server must not make it read or write elsewhere on its disk. */
    void checkNew(String location) {
        boolean local = !location.isEmpty() && (location.startsWith("file:") || !location.contains(":"));
        if (proxied && local && !location.startsWith(root)) {
            throw Refusal.badValue("The artifacts of an experiment of this server cannot be at '" + location
                    + "': leave out artifact_location, or give a URI of another store");
        }
    }
}
