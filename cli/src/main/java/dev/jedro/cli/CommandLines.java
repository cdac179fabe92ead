package dev.jedro.cli;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Sets picocli up the same way for all of Jedro's commands, and says its errors as problems. */
public final class CommandLines {
    private static final int USAGE_WIDTH = 100;

    private CommandLines() {}

    /** What Kedro's commands of other names are here, for those whose fingers know them. */
    private static final Map<String, String> KEDRO = Map.of(
            "ipython", "jedro repl",
            "jupyter", "jedro repl",
            "test", "mvn test",
            "viz", "jedro registry describe",
            "catalog create",
                    "jedro catalog resolve, for entries to begin with; jedro catalog refs, for their constants",
            "catalog rank", "jedro catalog patterns",
            "catalog list-patterns", "jedro catalog patterns",
            "catalog resolve-patterns", "jedro catalog resolve",
            "catalog describe-datasets", "jedro catalog list, or jedro catalog describe");

    /**
     * The command {@code jedro}. It knows all sub-commands by name, but makes only what is asked for: picocli reads a command's options by reflection, and that of all took
     * a third of a short process.
     */
    public static CommandLine of(Map<String, Supplier<Object>> commands, Predicate<String> asked) {
        CommandLine jedro = new CommandLine(CommandSpec.create().name("jedro"));
        return add(jedro, commands, asked);
    }

    /** A command of sub-commands: makes the one that is asked for, or all of them if none is, to tell about them. */
    public static CommandLine group(Object command, Map<String, Supplier<Object>> commands, Predicate<String> asked) {
        boolean any = commands.keySet().stream().anyMatch(asked);
        return add(new CommandLine(command), commands, name -> !any || asked.test(name));
    }

    private static CommandLine add(CommandLine line, Map<String, Supplier<Object>> commands, Predicate<String> made) {
        commands.forEach(
                (name, command) -> line.addSubcommand(name, made.test(name) ? command.get() : CommandSpec.create()));
        line.getSubcommands().values().forEach(group -> sort(group.getCommandSpec()));
        return line;
    }

    /** Sub-commands that are methods come in the order that Java gives methods, which differs from one start to the next. */
    private static void sort(CommandSpec group) {
        Map<String, CommandLine> sorted = new TreeMap<>(group.subcommands());
        sorted.keySet().forEach(group::removeSubcommand);
        sorted.forEach(group::addSubcommand);
    }

    /** @param root the command {@code jedro} with its sub-commands */
    public static int execute(CommandLine root, String[] arguments, PrintStream out, ErrorReport report) {
        root.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(report.err(), true, StandardCharsets.UTF_8))
                .setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpLongOptionsMaxWidth(30)
                .setUsageHelpWidth(USAGE_WIDTH)
                .setParameterExceptionHandler((e, args) -> report.failure(new JedroException(problem(e), e)))
                .setExecutionExceptionHandler((e, line, result) -> report.failure(e));
        abbreviate(root);
        return root.execute(arguments);
    }

    private static void abbreviate(CommandLine line) {
        line.getCommandSpec().usageMessage().abbreviateSynopsis(true);
        line.getSubcommands().values().forEach(CommandLines::abbreviate);
    }

    private static Problem problem(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(command, unmatched.getUnmatched().get(0));
        }
        if (e.getArgSpec() == null && !command.subcommands().isEmpty()) {
            return Problem.error(
                            CliCode.UNKNOWN_COMMAND,
                            "'" + command.qualifiedName() + "' is the beginning of a command only.")
                    .at(Place.of(command.qualifiedName()))
                    .fix("choose one of: "
                            + String.join(
                                    ", ", new TreeSet<>(command.subcommands().keySet())))
                    .fix("see: " + command.qualifiedName() + " --help");
        }
        String what = e instanceof MissingParameterException ? missing(e) : wrong(e);
        return Problem.error(CliCode.BAD_OPTION, what.endsWith(".") ? what : what + ".")
                .at(Place.of(
                        e.getArgSpec() instanceof OptionSpec option ? option.longestName() : command.qualifiedName()))
                .fix("see: " + command.qualifiedName() + " --help");
    }

    private static String wrong(ParameterException e) {
        return e.getArgSpec() instanceof OptionSpec option && option.type() == Integer.class
                ? "'" + option.longestName() + "' must be a whole number, but is '" + e.getValue() + "'"
                : String.valueOf(e.getMessage());
    }

    private static String missing(ParameterException e) {
        return String.valueOf(e.getMessage()).replaceAll("<?(\\w+)>?$", "$1");
    }

    /** Measured without the dashes, which all of them have in common. */
    private static List<String> near(String option, CommandSpec command) {
        Map<String, String> byName = new TreeMap<>();
        command.optionsMap().keySet().forEach(known -> byName.put(known.replaceFirst("^-+", ""), known));
        return NearNames.of(option.replaceFirst("^-+", ""), byName.keySet()).stream()
                .map(byName::get)
                .toList();
    }

    private static Problem unknown(CommandSpec command, String argument) {
        String name = command.qualifiedName();
        if (argument.startsWith("-")) {
            String option = argument.split("=", 2)[0];
            return Problem.error(CliCode.UNKNOWN_OPTION, "'" + name + "' has no option '" + option + "'.")
                    .at(Place.of(option))
                    .near(near(option, command))
                    .fix("see: " + name + " --help");
        }
        List<String> commands = List.copyOf(command.subcommands().keySet());
        if (commands.isEmpty()) {
            Problem problem = Problem.error(CliCode.BAD_OPTION, "'" + name + "' does not take '" + argument + "'.")
                    .at(Place.of(argument));
            if (command.optionsMap().containsKey("--name")) { // as git init and cargo new take it
                problem = problem.fix("type: " + name + " --name \"" + argument + "\"");
            }
            return problem.fix("see: " + name + " --help");
        }
        Problem problem = Problem.error(CliCode.UNKNOWN_COMMAND, "There is no command '" + name + " " + argument + "'.")
                .at(Place.of(argument));
        String meant = KEDRO.get((name + " " + argument).replaceFirst("^jedro ", ""));
        problem = meant == null ? problem.near(NearNames.of(argument, commands)) : problem.fix("type: " + meant);
        return problem.fix("see: " + name + " --help");
    }
}
