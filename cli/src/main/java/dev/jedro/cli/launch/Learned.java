package dev.jedro.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * In which environments the runs were of which a project's class archive was made: another environment's runs may load thousands of other classes, such as a client's in
 * place of an engine's.
 *
 * @param archive the name of the archive's file
 * @param environments in the order in which they were learned
 */
record Learned(String archive, List<String> environments) {
    /** Beside the launch file: the archive, and a line for each environment. */
    private static final String FILE = "learned.txt";

    Learned {
        environments = List.copyOf(environments);
    }

    /** What an archive has learned; nothing if that is not known. */
    static Learned of(Path archive) throws IOException {
        String name = archive.getFileName().toString();
        Path file = archive.resolveSibling(FILE);
        List<String> lines = Files.exists(archive) && Files.exists(file) ? Files.readAllLines(file) : List.of();
        return lines.isEmpty() || !lines.get(0).equals(name)
                ? new Learned(name, List.of())
                : new Learned(name, lines.subList(1, lines.size()));
    }

    boolean knows(String environment) {
        return environments.contains(environment);
    }

    Learned with(String environment) {
        return new Learned(
                archive,
                Stream.concat(environments.stream(), Stream.of(environment)).toList());
    }

    void write(Path state) throws IOException {
        NewFile.write(
                state.resolve(FILE),
                Stream.concat(Stream.of(archive), environments.stream()).toList());
    }
}
