package dev.jedro.mlflow.artifact;

import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.tracking.Connection;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The artifacts of a run or a model: files and folders, sent and fetched several at a time, sizes checked, never out of their folder. */
public final class ArtifactStores {
    private static final int LOOKS = 20;
    private final ArtifactStore store;
    private final String shown;

    private ArtifactStores(ArtifactStore store, String shown) {
        this.store = store;
        this.shown = shown;
    }

    public static ArtifactStores of(Connection connection, TrackedRun run) {
        return of(connection, run.artifactUri());
    }

    /** @param uri the top of the artifacts, as a server says it */
    public static ArtifactStores of(Connection connection, String uri) {
        return new ArtifactStores(store(connection, uri), uri);
    }

    private static ArtifactStore store(Connection connection, String text) {
        URI uri = URI.create(text.replace(" ", "%20"));
        String scheme = uri.getScheme() == null ? "file" : uri.getScheme().toLowerCase(Locale.ROOT);
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (scheme.equals("file")) {
            return new FolderArtifacts(Path.of(path));
        }
        if (scheme.equals("mlflow-artifacts")) {
            return new ServerArtifacts(connection.host(), connection.http(), path.replaceAll("^/+|/+$", ""));
        }
        Optional<ArtifactStore> databricks = DatabricksArtifacts.of(uri, connection);
        if (databricks.isPresent()) {
            return databricks.get();
        }
        for (ArtifactScheme one : ServiceLoader.load(ArtifactScheme.class)) {
            if (one.reaches(scheme)) {
                return one.open(uri, connection);
            }
        }
        throw new JedroException(Problem.error(
                        MlflowCode.ARTIFACT_SCHEME,
                        "Nothing here can reach artifacts at '" + scheme + ":', where the server keeps them.")
                .fix("let the server serve them: mlflow server --serve-artifacts --artifacts-destination " + scheme
                        + "://…")
                .fix("add a library with an " + ArtifactScheme.class.getName() + " for '" + scheme + "'"));
    }

    private void tried(String what, Works.Work work) {
        try {
            work.on();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(what, e);
        } catch (JedroException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw failed(what, e);
        }
    }

    private JedroException failed(String what, Exception e) {
        if (e instanceof NoSuchFileException) {
            return missing(what);
        }
        String why = e.getMessage() == null ? e.toString() : e.getMessage();
        return new JedroException(
                Problem.error(MlflowCode.ARTIFACT_FAILED, "The artifact '" + what + "' of " + shown + ": " + why + ".")
                        .fix("try again"),
                e);
    }

    private JedroException missing(String what) {
        return new JedroException(
                Problem.error(MlflowCode.ARTIFACT_MISSING, "There is no artifact '" + what + "' at " + shown + ".")
                        .fix("correct the path; the page of the run lists its artifacts"));
    }

    public void putText(String path, String text) {
        tried(path, () -> store.put(ArtifactPath.checked(path), text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends a file, or a folder with all in it; what was there under the path before is replaced. */
    public void put(String path, Path file) {
        tried(path, () -> {
            ArtifactPath.checked(path);
            if (!Files.isDirectory(file)) {
                store.put(path, file);
            } else if (!store.putWhole(path, file)) {
                putEach(path, file);
            }
        });
    }

    private void putEach(String path, Path folder) throws IOException, InterruptedException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        Set<String> stale = new TreeSet<>();
        store.files(path).forEach(found -> stale.add(found.path()));
        List<Works.Work> works = new ArrayList<>();
        for (Path file : files) {
            String target = path + "/" + folder.relativize(file).toString().replace('\\', '/');
            stale.remove(target);
            works.add(() -> store.put(target, file));
        }
        Works.all(works);
        for (String old : stale) {
            store.remove(old);
        }
    }

    /** Whether there is a file, or a folder with files. */
    public boolean exists(String path) {
        List<ArtifactStore.Found> found = new ArrayList<>();
        tried(path, () -> found.addAll(store.files(path)));
        return !found.isEmpty();
    }

    /**
     * Fetches a file, or a folder with all in it.
     *
     * @param target the file or folder that it becomes; a file that was half fetched before is gone on with
     */
    public void get(String path, Path target) {
        tried(path, () -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    if (!store.getWhole(path, target)) {
                        fetch(path, target);
                    }
                    return;
                } catch (Replaced | NoSuchFileException e) { // somebody has saved it since it was looked up
                    if (attempt == LOOKS) {
                        throw e;
                    }
                }
            }
        });
    }

    private void fetch(String path, Path target) throws IOException, InterruptedException {
        List<ArtifactStore.Found> files = store.files(path);
        if (files.isEmpty()) {
            throw missing(path);
        }
        List<Works.Work> works = new ArrayList<>();
        for (ArtifactStore.Found found : files) {
            boolean alone = found.path().equals(path);
            Path file = alone
                    ? target
                    : ArtifactPath.beneath(
                            target, path.isEmpty() ? found.path() : found.path().substring(path.length() + 1));
            works.add(() -> fetch(found, file));
        }
        Works.all(works);
    }

    /** What is fetched is not what was looked up. */
    private static final class Replaced extends IOException {
        private static final long serialVersionUID = 1L;

        Replaced(String message) {
            super(message);
        }
    }

    private void fetch(ArtifactStore.Found found, Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            store.get(found.path(), file);
        } catch (NoSuchFileException e) {
            throw new Replaced("it is not there any more");
        }
        if (found.size() >= 0 && Files.size(file) != found.size()) {
            throw new Replaced("it has " + Files.size(file) + " bytes instead of " + found.size());
        }
    }
}
