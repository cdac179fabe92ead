package dev.jedro.config;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** A folder of the file system; links in it are followed. */
record FolderSource(Path folder, String shown) implements ConfigSource {
    private static final int DEEPEST = 32;

    @Override
    public List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
                return !at.equals(folder) && isHidden(at) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = folder.relativize(file).toString().replace(File.separatorChar, '/');
                if (attributes.isRegularFile() && ConfigFiles.isConfig(path)) {
                    files.add(path);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (isHidden(file)) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return files.stream().sorted().toList();
    }

    private static boolean isHidden(Path path) {
        return path.getFileName() != null && path.getFileName().toString().startsWith(".");
    }

    @Override
    public List<String> folders() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> Files.isDirectory(path) && !isHidden(path))
                    .map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public boolean hasFolder(String path) {
        return Files.isDirectory(folder.resolve(path));
    }

    @Override
    public byte[] read(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
    }
}
