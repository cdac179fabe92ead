package dev.jedro.cli;

import dev.jedro.cli.global.GlobalCommands;
import dev.jedro.cli.launch.Preparation;
import dev.jedro.cli.terminal.StandardOutput;
import dev.jedro.cli.terminal.Terminal;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code jedro} does outside a project's own process: the commands that need no project, and making a project ready to start
 * ({@code --prepare <folder>}, which the {@code jedro} script asks for).
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        StandardOutput out = Terminal.out();
        PrintStream err = Terminal.err();
        System.exit(written(out, err, run(arguments, out, err)));
    }

    /** The exit code of a command, unless it went well and its answer did not arrive. */
    static int written(StandardOutput out, PrintStream err, int code) {
        Optional<String> failure = out.failure();
        if (failure.isEmpty() || code != ExitCode.OK) {
            return code;
        }
        new ErrorReport(err, Terminal.current().colour(), false)
                .problems(List.of(Problem.error(
                                CliCode.ANSWER_LOST,
                                "The answer could not be written to standard output: " + failure.get())
                        .fix("look at the free space where it goes, and ask again")));
        return ExitCode.RUN_FAILED;
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        // Asked often, by scripts above all; so it is answered before anything is loaded.
        if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
            out.println("jedro " + Version.current());
            return ExitCode.OK;
        }
        if (arguments.length == 2 && arguments[0].equals("--prepare")) {
            return prepare(Path.of(arguments[1]), err);
        }
        return new GlobalCommands(Terminal.current(), out, err).run(arguments);
    }

    private static int prepare(Path root, PrintStream err) {
        try {
            new Preparation(root, err::println).run();
            return ExitCode.OK;
        } catch (JedroException | IllegalStateException e) {
            boolean verbose = Boolean.getBoolean("jedro.verbose");
            return new ErrorReport(err, Terminal.current().colour(), verbose).failure(e);
        }
    }
}
