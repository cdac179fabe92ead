package dev.jedro.cli.project;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.CommandLines;
import dev.jedro.cli.ErrorReport;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.Help;
import dev.jedro.cli.ProjectMask;
import dev.jedro.cli.SessionOptions;
import dev.jedro.cli.ShellWords;
import dev.jedro.cli.log.LogLines;
import dev.jedro.cli.log.Logs;
import dev.jedro.cli.plugin.PlugInContext;
import dev.jedro.cli.plugin.PlugIns;
import dev.jedro.cli.terminal.Screen;
import dev.jedro.cli.terminal.Terminal;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Runs the commands of one project. */
public final class ProjectCommands {
    private final Path root;
    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;
    private @Nullable String environmentOfRun;

    public ProjectCommands(Path root, Terminal terminal, PrintStream out, PrintStream err) {
        this.root = root;
        this.terminal = terminal;
        this.out = out;
        this.err = err;
    }

    /** @return the exit code */
    public int run(String... arguments) {
        boolean verbose = Arrays.asList(arguments).contains("--verbose");
        String[] rest = Arrays.stream(arguments)
                .filter(argument -> !argument.equals("--verbose"))
                .toArray(String[]::new);
        Screen screen = new Screen(err);
        ProjectMask mask = new ProjectMask();
        ErrorReport report = new ErrorReport(err, terminal.colour(), verbose, mask);
        LogLines log = Logs.start(screen, terminal.colour(), mask);
        List<String> own = rest.length == 0 ? List.of() : List.of(rest).subList(1, rest.length);
        Supplier<PlugIns> plugIns = () -> PlugIns.find(
                new PlugInContext(Optional.of(root), terminal, out, err, report, mask, own, new SessionOptions()),
                Help.own());
        boolean packed = ShellWords.isPacked();
        if (packed && rest.length > 0 && Help.NOT_PACKED.contains(rest[0])) {
            return report.failure(notPacked(rest[0]));
        }
        if (rest.length == 0) {
            err.print(Help.text(plugIns.get().help()));
            return ExitCode.USAGE;
        }
        if (rest.length == 1 && (rest[0].equals("--help") || rest[0].equals("-h") || rest[0].equals("help"))) {
            PlugIns found = plugIns.get();
            out.print(packed ? Help.packed(ShellWords.launcher(root), found.help()) : Help.text(found.help()));
            report.problems(found.problems());
            return ExitCode.OK;
        }
        Workplace workplace = new Workplace(
                root, terminal, out, screen, log, report, mask, own, environment -> environmentOfRun = environment);
        CommandLine line = line(workplace, plugIns, List.of(rest));
        if (!Help.own().contains(rest[0])) {
            PlugIns found = plugIns.get();
            found.addTo(line);
            report.problems(found.problems());
        }
        return CommandLines.execute(line, rest, out, report);
    }

    /** The environment of the last run that has gone well; empty if there was none. */
    public Optional<String> environmentOfRun() {
        return Optional.ofNullable(environmentOfRun);
    }

    private static JedroException notPacked(String command) {
        return new JedroException(
                Problem.error(CliCode.NOT_PREPARED, "A packed project has no command '" + command + "'.")
                        .fix("type it where the project's sources are: jedro " + command));
    }

    /** Jedro's own commands of a project, to look at and not to run. */
    public static CommandLine commands() {
        Terminal none = new Terminal(false, false, false);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Screen screen = new Screen(nowhere);
        ProjectMask mask = new ProjectMask();
        return line(
                new Workplace(
                        Path.of(""),
                        none,
                        nowhere,
                        screen,
                        new LogLines(screen, false, mask),
                        new ErrorReport(nowhere, false, false, mask),
                        mask,
                        List.of(),
                        environment -> {}),
                () -> {
                    throw new IllegalStateException("these commands are not run");
                },
                List.of());
    }

    private static CommandLine registry(Workplace workplace, Predicate<String> asked) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("list", () -> new RegistryListCommand(workplace));
        commands.put("describe", () -> new RegistryDescribeCommand(workplace));
        return CommandLines.group(new RegistryCommand(), commands, asked);
    }

    private static CommandLine catalog(Workplace workplace, Predicate<String> asked) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("list", () -> new CatalogListCommand(workplace));
        commands.put("describe", () -> new CatalogDescribeCommand(workplace));
        commands.put("patterns", () -> new CatalogPatternsCommand(workplace));
        commands.put("resolve", () -> new CatalogResolveCommand(workplace));
        commands.put("refs", () -> new CatalogRefsCommand(workplace));
        return CommandLines.group(new CatalogCommand(), commands, asked);
    }

    private static CommandLine pipeline(Workplace workplace, Predicate<String> asked) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("create", () -> new PipelineCreateCommand(workplace));
        commands.put("delete", () -> new PipelineDeleteCommand(workplace));
        return CommandLines.group(new PipelineCommand(), commands, asked);
    }

    private static CommandLine config(Workplace workplace, Predicate<String> asked) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("show", () -> new ConfigShowCommand(workplace));
        commands.put("explain", () -> new ConfigExplainCommand(workplace));
        return CommandLines.group(new ConfigCommand(), commands, asked);
    }

    /** @param words of the command line, of which the first two may name a command; none for all commands */
    private static CommandLine line(Workplace workplace, Supplier<PlugIns> plugIns, List<String> words) {
        Predicate<String> second = name -> words.size() > 1 && name.equals(words.get(1));
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", () -> new RunCommand(workplace));
        commands.put(
                "check", () -> new CheckCommand(workplace, () -> plugIns.get().problems()));
        commands.put("registry", () -> registry(workplace, second));
        commands.put("pipeline", () -> pipeline(workplace, second));
        commands.put("catalog", () -> catalog(workplace, second));
        commands.put("config", () -> config(workplace, second));
        commands.put("schema", () -> new SchemaCommand(workplace));
        commands.put("repl", () -> new ReplCommand(workplace));
        commands.put("package", () -> new PackageCommand(workplace));
        CommandLine line = CommandLines.of(commands, name -> words.isEmpty() || name.equals(words.get(0)));
        // Known here so that a mistyped one is recognised; the script sends them elsewhere.
        Help.GLOBAL.keySet().forEach(name -> line.addSubcommand(name, CommandSpec.create()));
        return line;
    }
}
