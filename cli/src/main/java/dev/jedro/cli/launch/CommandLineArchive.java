package dev.jedro.cli.launch;

import dev.jedro.cli.global.GlobalCommands;
import dev.jedro.cli.terminal.Terminal;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the class-data archive of the command line itself: of the commands that need no project, and of what compiles a project's edits. The {@code jedro} script starts
 * it in the background after it has built Jedro, and takes the archive from then on.
 */
public final class CommandLineArchive {
    private static final String REHEARSE = "--rehearse";

    private CommandLineArchive() {}

    /** @param arguments the archive to make; or {@code --rehearse} and a folder */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals(REHEARSE)) {
            rehearse(Path.of(arguments[1]));
            return;
        }
        make(Path.of(arguments[0]).toAbsolutePath());
    }

    private static void make(Path archive) throws IOException, InterruptedException {
        Path stage = Files.createTempDirectory("jedro");
        Path list = stage.resolve("classes.list");
        String classPath = System.getProperty("java.class.path");
        try {
            List<String> rehearsal =
                    new ArrayList<>(List.of(ArchiveMaker.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
            rehearsal.add("-XX:DumpLoadedClassList=" + list);
            rehearsal.addAll(List.of("-cp", classPath, CommandLineArchive.class.getName(), REHEARSE, stage.toString()));
            if (new ProcessBuilder(rehearsal).inheritIO().start().waitFor() == 0) {
                ArchiveMaker.dump(List.of("-XX:+UseSerialGC"), list, classPath, archive);
            }
        } finally {
            delete(stage);
        }
    }

    /** Does what the command line does for users, so that Java notes the classes. */
    private static void rehearse(Path stage) throws IOException {
        Path project = stage.resolve("rehearsal");
        say("--help");
        say("starter", "list");
        say("new", "--starter", "minimal", "--name", "Rehearsal", "--directory", project.toString());
        List<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        Path state = Files.createDirectories(project.resolve("target/jedro"));
        ClassPath.keep(project, state, jars);
        new Preparation(project, line -> {}).run();
    }

    private static void say(String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        int code = new GlobalCommands(new Terminal(false, false, false), nowhere, System.err).run(arguments);
        if (code != 0) {
            throw new IllegalStateException("jedro " + String.join(" ", arguments) + " ended with " + code);
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
