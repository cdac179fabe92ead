package dev.jedro.cli.project;

import dev.jedro.cli.CommandRun;
import dev.jedro.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project {@link Letters} in a folder, and its commands. */
public record LettersOnDisk(Path root) {

    public static LettersOnDisk in(Path root) throws IOException {
        LettersOnDisk project = new LettersOnDisk(root);
        project.write("jedro.yml", "name: letters\nproject: " + Letters.class.getName() + "\n");
        project.write("conf/base/catalog.yml", """
                name:
                  type: Text
                  filepath: data/name.txt
                letter:
                  type: Text
                  filepath: data/letter.txt
                loud:
                  type: Text
                  filepath: data/loud.txt
                  versioned: true
                never:
                  type: Text
                  filepath: data/never.txt
                """);
        project.write("conf/base/parameters.yml", "greeting: Dear\ndepth:\n  deep: 1\n");
        project.write("conf/local/credentials.yml", "shop:\n  password: hunter2\n");
        project.write("data/name.txt", "Ada\n");
        return project;
    }

    public Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    public CommandRun jedro(String... arguments) {
        Terminal plain = new Terminal(false, false, false);
        return CommandRun.of((out, err) -> new ProjectCommands(root, plain, out, err).run(arguments));
    }
}
