package dev.jedro.cli.global;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.Help;
import dev.jedro.cli.project.ProjectCommands;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.starters.Starter;
import dev.jedro.starters.Starters;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what a shell needs to complete {@code jedro}. */
@Command(
        name = "completion",
        description =
                "Print a script that completes commands, options and the project's names: eval \"$(jedro completion bash)\"")
final class CompletionCommand implements Runnable {
    private static final List<String> SHELLS = List.of("bash", "zsh");
    private final Supplier<CommandLine> global;
    private final PrintStream out;

    @Parameters(arity = "0..1", paramLabel = "SHELL", description = "bash or zsh; that of $SHELL if not given.")
    @Nullable
    String shell;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /** @param global the commands that work anywhere */
    CompletionCommand(Supplier<CommandLine> global, PrintStream out) {
        this.global = global;
        this.out = out;
    }

    @Override
    public void run() {
        String wanted = shell == null ? ofUser() : shell.toLowerCase(Locale.ROOT);
        if (!SHELLS.contains(wanted)) {
            throw new JedroException(Problem.error(CliCode.BAD_OPTION, "There is no completion for '" + wanted + "'.")
                    .at(Place.of("SHELL"))
                    .near(NearNames.of(wanted, SHELLS))
                    .fix("choose one of: " + String.join(", ", SHELLS)));
        }
        CompletionScript script =
                new CompletionScript(Starters.list().stream().map(Starter::name).toList());
        addAll(global.get(), Help.GLOBAL.keySet(), script);
        Help.MODULES.keySet().forEach(script::add);
        addAll(ProjectCommands.commands(), Help.PROJECT.keySet(), script);
        out.print(script.text(wanted.equals("zsh")));
    }

    private static void addAll(CommandLine jedro, Set<String> names, CompletionScript script) {
        jedro.getSubcommands().forEach((name, command) -> {
            if (names.contains(name)) {
                script.add(command);
            }
        });
    }

    private static String ofUser() {
        String path = System.getenv().getOrDefault("SHELL", "bash");
        String name = path.substring(path.lastIndexOf('/') + 1);
        return SHELLS.contains(name) ? name : "bash";
    }
}
