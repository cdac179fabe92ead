package dev.jedro.cli;

import dev.jedro.cli.project.ProjectCommands;
import dev.jedro.cli.terminal.Terminal;
import java.nio.file.Path;

/** What {@code jedro} does in a project's own process, on the project's class path. The launch file starts it. */
public final class ProjectMain {
    private ProjectMain() {}

    public static void main(String[] arguments) {
        Path root = Path.of(System.getProperty("jedro.root", ""));
        System.exit(new ProjectCommands(root.toAbsolutePath(), Terminal.current(), Terminal.out(), Terminal.err())
                .run(arguments));
    }
}
