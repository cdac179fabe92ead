package dev.jedro.mlflow.artifact;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/** Artifacts in a folder that this machine shares with the server. A file appears whole or not at all. */
final class FolderArtifacts implements ArtifactStore {
    /** The store lists nothing that begins so. */
    private static final String ASIDE = ".jedro-";

    /** Read while a folder is read, written while one takes the place of another: readers of this process see one of them, whole. */
    private static final ReentrantReadWriteLock SWAP = new ReentrantReadWriteLock();

    private static final int SWAPS = 20;

    private final Path top;

    FolderArtifacts(Path top) {
        this.top = top;
    }

    @Override
    public void put(String path, Path file) throws IOException {
        whole(ArtifactPath.beneath(top, path), aside -> Files.copy(file, aside));
    }

    @Override
    public void put(String path, byte[] content) throws IOException {
        whole(ArtifactPath.beneath(top, path), aside -> Files.write(aside, content, StandardOpenOption.CREATE_NEW));
    }

    @Override
    public void get(String path, Path file) throws IOException {
        Path source = ArtifactPath.beneath(top, path);
        if (!Files.isRegularFile(source)) {
            throw new NoSuchFileException(path);
        }
        whole(file, aside -> Files.copy(source, aside));
    }

    @Override
    public boolean putWhole(String path, Path folder) throws IOException {
        Path target = ArtifactPath.beneath(top, path);
        Path next = aside(target);
        try {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path from : all.toList()) {
                    Path to = next.resolve(folder.relativize(from).toString());
                    if (Files.isDirectory(from)) {
                        Files.createDirectories(to);
                    } else if (Files.isRegularFile(from)) {
                        Files.copy(from, to);
                    }
                }
            }
            SWAP.writeLock().lock();
            try {
                swap(next, target);
            } finally {
                SWAP.writeLock().unlock();
            }
        } finally {
            discard(next);
        }
        return true;
    }

    /** A folder cannot be renamed over another one, so the old one steps aside first. Another process may do the same at the same time; then the later one stays. */
    private static void swap(Path next, Path target) throws IOException {
        for (int tried = 1; ; tried++) {
            Path before = aside(target);
            try {
                Files.move(target, before, StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException e) {
                // there was none
            }
            try {
                Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
                discard(before);
                return;
            } catch (IOException e) {
                if (!Files.exists(target) && Files.exists(before)) {
                    Files.move(before, target, StandardCopyOption.ATOMIC_MOVE);
                }
                discard(before);
                if (tried == SWAPS || !Files.exists(next)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void remove(String path) throws IOException {
        Files.deleteIfExists(ArtifactPath.beneath(top, path));
    }

    private static void discard(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(one);
                }
            }
        }
    }

    /** A place beside the target whose name says that it is none of the artifacts. */
    private static Path aside(Path target) throws IOException {
        Path folder = target.resolveSibling("");
        if (!folder.toFile().isDirectory()) {
            Files.createDirectories(folder);
        }
        return target.resolveSibling(ASIDE + UUID.randomUUID());
    }

    @Override
    public boolean getWhole(String path, Path target) throws IOException {
        List<Path> made = new ArrayList<>();
        SWAP.readLock().lock();
        try {
            for (Found found : files(path)) {
                Path source = ArtifactPath.beneath(top, found.path());
                Path file = found.path().equals(path)
                        ? target
                        : ArtifactPath.beneath(
                                target,
                                path.isEmpty() ? found.path() : found.path().substring(path.length() + 1));
                whole(file, aside -> Files.copy(source, aside));
                made.add(file);
            }
            return !made.isEmpty();
        } catch (IOException e) { // another process has replaced it: what comes next must not be mixed with this
            for (Path file : made) {
                Files.deleteIfExists(file);
            }
            throw e;
        } finally {
            SWAP.readLock().unlock();
        }
    }

    private interface Writing {
        void to(Path aside) throws IOException;
    }

    private static void whole(Path target, Writing writing) throws IOException {
        Path aside = aside(target);
        try {
            writing.to(aside);
            Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(aside);
            throw e;
        }
    }

    @Override
    public List<Found> files(String path) throws IOException {
        Path start = path.isEmpty() ? top : ArtifactPath.beneath(top, path);
        SWAP.readLock().lock(); // not while a folder steps aside
        try {
            if (!Files.exists(start)) {
                return List.of();
            }
        } finally {
            SWAP.readLock().unlock();
        }
        List<Found> found = new ArrayList<>();
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return String.valueOf(folder.getFileName()).startsWith(ASIDE)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !file.getFileName().toString().startsWith(".")) {
                    // No size: a copy is whole, and another save may replace the file before it is made.
                    found.add(new Found(top.relativize(file).toString().replace('\\', '/'), -1));
                }
                return FileVisitResult.CONTINUE;
            }

            /** What another save writes aside is gone a moment later. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        found.sort(Comparator.comparing(Found::path));
        return found;
    }
}
