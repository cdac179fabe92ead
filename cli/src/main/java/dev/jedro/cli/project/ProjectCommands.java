package dev.jedro.cli.project;

import dev.jedro.cli.CommandLines;
import dev.jedro.cli.ErrorReport;
import dev.jedro.cli.terminal.Terminal;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Runs the commands of one project. */
public final class ProjectCommands {
    private final Path root;
    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;

    public ProjectCommands(Path root, Terminal terminal, PrintStream out, PrintStream err) {
        this.root = root;
        this.terminal = terminal;
        this.out = out;
        this.err = err;
    }

    /** @return the exit code */
    public int run(String... arguments) {
        ErrorReport report = new ErrorReport(err, terminal.colour(), false);
        return CommandLines.execute(new CommandLine(CommandSpec.create().name("jedro")), arguments, out, report);
    }

    Path root() {
        return root;
    }
}
