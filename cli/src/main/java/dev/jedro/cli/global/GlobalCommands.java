package dev.jedro.cli.global;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.CommandLines;
import dev.jedro.cli.ErrorReport;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.Help;
import dev.jedro.cli.ProjectMask;
import dev.jedro.cli.SessionOptions;
import dev.jedro.cli.ShellWords;
import dev.jedro.cli.log.Logs;
import dev.jedro.cli.plugin.PlugInContext;
import dev.jedro.cli.plugin.PlugIns;
import dev.jedro.cli.project.ProjectCommands;
import dev.jedro.cli.terminal.Questions;
import dev.jedro.cli.terminal.Screen;
import dev.jedro.cli.terminal.Terminal;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Runs the commands that need no project. */
public final class GlobalCommands {
    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;

    public GlobalCommands(Terminal terminal, PrintStream out, PrintStream err) {
        this.terminal = terminal;
        this.out = out;
        this.err = err;
    }

    /** @return the exit code */
    public int run(String... arguments) {
        List<String> list = Arrays.asList(arguments);
        boolean verbose = list.contains("--verbose");
        String[] rest =
                list.stream().filter(argument -> !argument.equals("--verbose")).toArray(String[]::new);
        ProjectMask mask = new ProjectMask();
        ErrorReport report = new ErrorReport(err, terminal.colour(), verbose, mask);
        if (rest.length == 0) {
            err.print(Help.text());
            return ExitCode.USAGE;
        }
        if (rest.length == 1 && (rest[0].equals("--help") || rest[0].equals("-h") || rest[0].equals("help"))) {
            out.print(Help.text());
            return ExitCode.OK;
        }
        if (Help.PROJECT.containsKey(rest[0])) {
            if (list.contains("--help") || list.contains("-h")) { // what a command does can be read anywhere
                return CommandLines.execute(ProjectCommands.commands(), rest, out, report);
            }
            return report.failure(new JedroException(noProject(rest[0])));
        }
        // What libraries have to say goes beside the answer: Pebble and JGit log too.
        Logs.start(new Screen(err), terminal.colour(), mask);
        CommandLine line = line(report, rest[0]::equals);
        if (!Help.own().contains(rest[0])) {
            PlugIns found = PlugIns.find(context(report, mask, list.subList(1, list.size())), Help.own());
            found.addTo(line);
            report.problems(found.problems());
        }
        return CommandLines.execute(line, rest, out, report);
    }

    /** Jedro's own commands outside a project, to look at and not to run. */
    public static CommandLine commands() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new GlobalCommands(new Terminal(false, false, false), nowhere, nowhere)
                .line(new ErrorReport(nowhere, false, false), name -> true);
    }

    private PlugInContext context(ErrorReport report, ProjectMask mask, List<String> arguments) {
        Optional<Path> root =
                Optional.ofNullable(System.getProperty("jedro.root")).map(Path::of);
        return new PlugInContext(root, terminal, out, err, report, mask, arguments, new SessionOptions());
    }

    private CommandLine line(ErrorReport report, Predicate<String> asked) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("new", () -> new NewCommand(Questions.of(terminal), out));
        commands.put("starter", () -> new StarterCommand(out));
        commands.put("demo", () -> new DemoCommand(terminal, out, report));
        commands.put("info", () -> new InfoCommand(out));
        commands.put("completion", () -> new CompletionCommand(() -> line(report, name -> true), out));
        commands.put("install", () -> new InstallCommand(out));
        CommandLine root = CommandLines.of(commands, asked);
        // Known here so that a mistyped one is recognised; run() has answered them already.
        Help.PROJECT.keySet().forEach(name -> root.addSubcommand(name, CommandSpec.create()));
        return root;
    }

    private static Problem noProject(String command) {
        Path here = Path.of(System.getProperty("user.dir"));
        List<String> below = projectsIn(here);
        return Problem.error(
                        CliCode.NO_PROJECT,
                        "'jedro " + command
                                + "' needs a project, and neither this folder nor one above it has a jedro.yml.")
                .at(Place.of(here.toString()))
                .near(below)
                .fix("go into a project's folder"
                        + (below.isEmpty() ? "" : ", for instance: cd " + ShellWords.quoted(below.get(0))))
                .fix("make a project with: jedro new");
    }

    /** The folders in this one that are projects, a few of them. */
    private static List<String> projectsIn(Path folder) {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(each -> Files.isRegularFile(each.resolve("jedro.yml")))
                    .map(each -> String.valueOf(each.getFileName()))
                    .sorted()
                    .limit(5)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
