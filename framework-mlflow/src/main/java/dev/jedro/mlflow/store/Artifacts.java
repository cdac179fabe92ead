package dev.jedro.mlflow.store;

import dev.jedro.catalog.AtomicFile;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files that runs keep. No path leads out of the folder it belongs to, not even over a link. */
public final class Artifacts {
    private static final int BUFFER = 1 << 20;

    private final FileTrackingStore store;

    Artifacts(FileTrackingStore store) {
        this.store = store;
    }

    /**
     * A file or folder among artifacts.
     *
     * @param path relative to the folder of artifacts, with {@code /}
     * @param size in bytes; 0 for folders
     */
    public record Entry(String path, boolean folder, long size) {}

    /** As MLflow writes it: {@code file:///…}, without a slash at its end. */
    static String uri(Path folder) {
        return folder.toUri().toString().replaceAll("/+$", "");
    }

    /** Where the artifacts of a run are; the folder may not exist yet. */
    public Path folder(Run.Info run) {
        Path folder = local(run.artifactUri());
        Path own = store.runs().folder(run.id()).path().resolve(RunFolder.ARTIFACTS);
        // A store that was moved or mounted elsewhere still has its runs' artifacts.
        return folder.toFile().isDirectory() || !own.toFile().isDirectory() ? folder : own;
    }

    private static Path local(String uri) {
        try {
            if (uri.startsWith("file:")) {
                URI parsed = URI.create(uri);
                String host = parsed.getAuthority();
                if (host == null || host.isEmpty() || host.equals("localhost")) {
                    return Path.of(parsed.getPath());
                }
            } else if (!uri.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*") && !uri.isEmpty()) {
                return Path.of(uri).toAbsolutePath();
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new JedroException(Problem.error(
                        StoreCode.NOT_LOCAL, "The artifacts are at '" + uri + "', which is no folder of this machine")
                .at(Place.of("artifact_uri"))
                .fix("read them from there"));
    }

    /** What is in a folder of artifacts, sorted by name; a file alone for the path of a file; nothing for what does not exist. */
    public List<Entry> list(Path base, String path) {
        Path folder = path.isEmpty() ? base : resolve(base, path);
        if (!path.isEmpty() && folder.toFile().isFile()) {
            return new ArrayList<>();
        }
        List<Entry> entries = new ArrayList<>();
        if (folder.toFile().isDirectory()) {
            try (Stream<Path> inside = Files.list(folder)) {
                for (Path entry : inside.toList()) {
                    String name = String.valueOf(entry.getFileName());
                    if (!AtomicFile.temporary(entry)) {
                        boolean isFolder = entry.toFile().isDirectory();
                        String relative = path.isEmpty() ? name : path + "/" + name;
                        entries.add(new Entry(
                                relative,
                                isFolder,
                                isFolder ? 0 : entry.toFile().length()));
                    }
                }
            } catch (IOException e) {
                throw StoreFiles.unreadable(folder, e);
            }
        }
        entries.sort(Comparator.comparing(Entry::path));
        return entries;
    }

    /**
     * The place of an artifact.
     *
     * @param path relative, with {@code /}
     */
    public Path resolve(Path base, String path) {
        List<String> pieces = List.of(path.split("/", -1));
        boolean clean = pieces.stream().noneMatch(piece -> piece.isEmpty() || piece.equals(".") || piece.equals(".."))
                && path.chars().noneMatch(c -> c == '\\' || c < ' ' || c == 0x7f)
                && !path.matches("[a-zA-Z]:.*");
        if (clean) {
            Path target = base.resolve(path).normalize();
            if (target.startsWith(base) && insideByLinks(base, target)) {
                return target;
            }
        }
        throw new JedroException(Problem.error(
                        StoreCode.OUTSIDE,
                        "Invalid path: '" + printable(path) + "' is no clean path below the artifacts")
                .at(Place.of("path"))
                .fix("use a relative path without '..'"));
    }

    private static String printable(String path) {
        return path.replaceAll("\\p{Cntrl}", "?");
    }

    private static boolean insideByLinks(Path base, Path target) {
        try {
            Path existing = target;
            while (!Files.exists(existing) && existing.getParent() != null && !existing.equals(base)) {
                existing = existing.getParent();
            }
            return !Files.exists(existing) || existing.toRealPath().startsWith(base.toRealPath());
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw StoreFiles.unreadable(target, e);
        }
    }

    /**
     * Keeps an artifact. A reader finds it whole or not at all.
     *
     * @param size how many bytes must come; negative if that is not known
     * @throws IOException if the bytes cannot be had from {@code content}, or are not as many as promised; nothing is kept then
     */
    public void save(Path target, InputStream content, long size) throws IOException {
        AtomicFile file = StoreFiles.writing(target, () -> {
            if (target.toFile().isDirectory()) {
                throw new FileAlreadyExistsException(target.toString());
            }
            return AtomicFile.replacing(target);
        });
        try (file) {
            long received = copy(content, file.temporary());
            if (size >= 0 && received != size) {
                throw new IOException("only " + received + " of " + size + " bytes came");
            }
            StoreFiles.writing(target, file::commitUnforced);
        }
    }

    private static long copy(InputStream content, Path target) throws IOException {
        long all = 0;
        byte[] buffer = new byte[BUFFER];
        OutputStream file;
        try {
            file = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw StoreFiles.unwritable(target, e);
        }
        try (file) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                try {
                    file.write(buffer, 0, read);
                } catch (IOException e) {
                    throw StoreFiles.unwritable(target, e);
                }
                all += read;
            }
        }
        return all;
    }

    /** Removes an artifact, or a folder of them; nothing happens if there is none. */
    public void delete(Path target) {
        StoreFiles.writing(target, () -> StoreFiles.delete(target));
    }
}
