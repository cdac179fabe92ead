package dev.jedro.cli.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the argument file that {@code java @file} reads to start a project. */
final class LaunchFile {
    static final String NAME = "launch.args";

    private static final String MAIN = "dev.jedro.cli.ProjectMain";
    private final Path root;
    private final Path state;
    private final ClassPath classPath;
    private final List<String> jvmOptions;
    private final boolean librariesFirst;

    /** @param librariesFirst whether the project's classes come last, which a class-data archive wants */
    LaunchFile(Path root, Path state, ClassPath classPath, List<String> jvmOptions, boolean librariesFirst) {
        this.root = root;
        this.state = state;
        this.classPath = classPath;
        this.jvmOptions = jvmOptions;
        this.librariesFirst = librariesFirst;
    }

    /** @param time the modification time that the file gets */
    Path write(FileTime time) throws IOException {
        Path file = state.resolve(NAME);
        Path classes = root.resolve("target/classes");
        List<String> arguments = new ArrayList<>(jvmOptions);
        arguments.add("-Djedro.root=" + root);
        arguments.add("-cp");
        Stream<Path> parts = librariesFirst
                ? Stream.of(classPath.libraries(), List.of(classes), classPath.folders())
                        .flatMap(List::stream)
                : Stream.concat(Stream.of(classes), classPath.jars().stream());
        arguments.add(parts.map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        arguments.add(MAIN);
        NewFile.write(file, arguments.stream().map(LaunchFile::quoted).toList());
        Files.setLastModifiedTime(file, time);
        return file;
    }

    /** A token as argument files want it: in quotes, with backslashes and quotes escaped. */
    static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
