package dev.jedro.cli.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@link Preparation} has left in a project for those that work with its files.
 *
 * @param root the project's folder
 */
public record PreparedProject(Path root) {
    private static final String LIBRARIES = "libraries.txt";
    private static final String WATCHED = "watched.txt";
    private static final String ROOT = "root.txt";

    /** Whether the project was ever prepared; one that was packed is not. */
    public boolean exists() {
        return Files.isRegularFile(state(root).resolve(LIBRARIES));
    }

    /** Jars, and folders of classes of other modules of the same build, in the order of the class path. */
    public List<Path> libraries() {
        return librariesIn(state(root));
    }

    static List<Path> librariesIn(Path state) {
        return lines(state.resolve(LIBRARIES)).stream()
                .flatMap(line -> Stream.of(line.split(File.pathSeparator)))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .toList();
    }

    /** The folders of compiled classes: the project's own, then those of the modules that it needs. */
    public List<Path> classes() {
        return Stream.concat(
                        Stream.of(root.resolve("target/classes")),
                        libraries().stream().filter(Files::isDirectory))
                .toList();
    }

    /** What makes the project stale besides its own files: sources of the modules that it needs, and the poms of its build. */
    public List<Path> watchedBesides() {
        return lines(state(root).resolve(WATCHED)).stream().map(Path::of).toList();
    }

    /** One line that a shell can check quickly: a library that is gone means that the project must be prepared again. */
    static void keepLibraries(Path state, List<Path> libraries) throws IOException {
        NewFile.write(
                state.resolve(LIBRARIES),
                List.of(String.join(
                        File.pathSeparator,
                        libraries.stream().map(Path::toString).toList())));
    }

    /** The launcher compares it with where the project is: copied or moved, it must be prepared again. */
    static void keepRoot(Path state, Path root) throws IOException {
        NewFile.write(state.resolve(ROOT), List.of(root.toString()));
    }

    /** The launcher looks at each line's file or folder, and at what is beneath it, for something newer. */
    static void keepWatched(Path state, List<Path> watched) throws IOException {
        Path file = state.resolve(WATCHED);
        if (watched.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            NewFile.write(file, watched.stream().map(Path::toString).toList());
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path state(Path root) {
        return root.resolve("target/jedro");
    }
}
