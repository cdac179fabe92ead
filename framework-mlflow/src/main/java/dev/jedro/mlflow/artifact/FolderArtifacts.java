package dev.jedro.mlflow.artifact;

import dev.jedro.catalog.AtomicFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/** Artifacts in a folder that this machine shares with the server. A file appears whole or not at all. */
final class FolderArtifacts implements ArtifactStore {
    /** Read while a folder is read, written while one takes the place of another: readers of this process see one of them, whole. */
    private static final ReentrantReadWriteLock SWAP = new ReentrantReadWriteLock();

    private final Path top;

    FolderArtifacts(Path top) {
        this.top = top;
    }

    @Override
    public void put(String path, Path file) throws IOException {
        whole(ArtifactPath.beneath(top, path), next -> Files.copy(file, next));
    }

    @Override
    public void put(String path, byte[] content) throws IOException {
        whole(ArtifactPath.beneath(top, path), next -> Files.write(next, content));
    }

    @Override
    public void get(String path, Path file) throws IOException {
        Path source = ArtifactPath.beneath(top, path);
        if (!Files.isRegularFile(source)) {
            throw new NoSuchFileException(path);
        }
        whole(file, next -> Files.copy(source, next));
    }

    private interface Writing {
        void to(Path next) throws IOException;
    }

    private static void whole(Path target, Writing writing) throws IOException {
        try (AtomicFile file = AtomicFile.replacing(target)) {
            writing.to(file.temporary());
            file.commitUnforced(); // what it costs to force a gigabyte is more than to copy it
        }
    }

    @Override
    public boolean putWhole(String path, Path folder) throws IOException {
        try (AtomicFile target = AtomicFile.replacing(ArtifactPath.beneath(top, path))) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path from : all.toList()) {
                    Path to = target.temporary().resolve(folder.relativize(from).toString());
                    if (Files.isDirectory(from)) {
                        Files.createDirectories(to);
                    } else if (Files.isRegularFile(from)) {
                        Files.copy(from, to);
                    }
                }
            }
            SWAP.writeLock().lock();
            try {
                target.commit();
            } finally {
                SWAP.writeLock().unlock();
            }
        }
        return true;
    }

    @Override
    public void remove(String path) throws IOException {
        Files.deleteIfExists(ArtifactPath.beneath(top, path));
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
                whole(file, next -> Files.copy(source, next));
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

    @Override
    public List<Found> files(String path) throws IOException {
        SWAP.readLock().lock(); // not while a folder steps aside
        try {
            return filesNow(path.isEmpty() ? top : ArtifactPath.beneath(top, path));
        } finally {
            SWAP.readLock().unlock();
        }
    }

    private List<Found> filesNow(Path start) throws IOException {
        if (!Files.exists(start)) {
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return AtomicFile.temporary(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !AtomicFile.temporary(file)) {
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
