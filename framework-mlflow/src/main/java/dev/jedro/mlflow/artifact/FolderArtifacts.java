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

/** Artifacts in a folder that this machine shares with the server. A file appears whole or not at all. */
final class FolderArtifacts implements ArtifactStore {
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

    private interface Writing {
        void to(Path aside) throws IOException;
    }

    private static void whole(Path target, Writing writing) throws IOException {
        Path folder = target.resolveSibling("");
        if (!folder.toFile().isDirectory()) {
            Files.createDirectories(folder);
        }
        Path aside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
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
        if (!Files.exists(start)) {
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
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
