package dev.jedro.mlflow.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Artifacts in a folder that this machine shares with the server. A file appears whole or not at all. */
final class FolderArtifacts implements ArtifactStore {
    private final Path top;

    FolderArtifacts(Path top) {
        this.top = top;
    }

    @Override
    public void put(String path, Path file) throws IOException {
        copy(file, ArtifactPath.beneath(top, path));
    }

    @Override
    public void get(String path, Path file) throws IOException {
        Path source = ArtifactPath.beneath(top, path);
        if (!Files.isRegularFile(source)) {
            throw new NoSuchFileException(path);
        }
        copy(source, file);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Path temporary = to.resolveSibling("." + to.getFileName() + "." + UUID.randomUUID());
        try {
            Files.copy(from, temporary);
            Files.move(temporary, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public List<Found> files(String path) throws IOException {
        Path start = path.isEmpty() ? top : ArtifactPath.beneath(top, path);
        if (!Files.exists(start)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(start)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .map(file -> new Found(
                            top.relativize(file).toString().replace('\\', '/'),
                            file.toFile().length()))
                    .toList();
        }
    }
}
