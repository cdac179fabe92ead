package dev.jedro.cli.plugin;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.SessionOptions;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.spi.CommandContext;
import dev.jedro.spi.CommandProvider;
import dev.jedro.spi.OpensProject;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Finds the commands that libraries on the class path add. What is wrong with one library does not keep the others from being found. */
public final class PlugIns {
    private final CommandContext context;
    private final SessionOptions options;
    private final Set<String> own;
    private final Map<String, CommandLine> commands = new LinkedHashMap<>();
    private final Map<String, String> providers = new LinkedHashMap<>();
    private final Problems problems = new Problems();

    private PlugIns(CommandContext context, SessionOptions options, Set<String> own) {
        this.context = context;
        this.options = options;
        this.own = own;
    }

    /** @param own the names that libraries must not take */
    public static PlugIns find(PlugInContext context, Set<String> own) {
        PlugIns found = new PlugIns(context, context.options(), own);
        Iterator<ServiceLoader.Provider<CommandProvider>> providers =
                ServiceLoader.load(CommandProvider.class).stream().iterator();
        boolean more = true;
        while (more) {
            try {
                more = providers.hasNext();
                if (more) {
                    found.add(providers.next());
                }
            } catch (ServiceConfigurationError e) {
                found.problems.add(broken(String.valueOf(e.getMessage())));
            }
        }
        return found;
    }

    /** What is wrong with libraries; errors though Jedro's own commands are not touched by them. */
    public List<Problem> problems() {
        return problems.all();
    }

    public void addTo(CommandLine jedro) {
        commands.forEach(jedro::addSubcommand);
    }

    /** The names of the commands, and what they do. */
    public Map<String, String> help() {
        Map<String, String> help = new LinkedHashMap<>();
        commands.forEach((name, command) -> help.put(
                name, String.join(" ", command.getCommandSpec().usageMessage().description())));
        return help;
    }

    private void add(ServiceLoader.Provider<CommandProvider> found) {
        String name = found.type().getName();
        try {
            CommandProvider provider = found.get();
            if (context.root().isPresent() || provider.anywhere()) {
                for (Object command : provider.commands(context)) {
                    add(name, command instanceof CommandLine line ? line : new CommandLine(command));
                }
            }
        } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
            Throwable cause = e instanceof ServiceConfigurationError && e.getCause() != null ? e.getCause() : e;
            problems.add(broken(name + ": " + cause));
        }
    }

    private void add(String provider, CommandLine command) {
        String name = command.getCommandName();
        if (own.contains(name)) {
            problems.add(taken(provider, name, "which is one of Jedro's own"));
        } else if (commands.containsKey(name)) {
            problems.add(taken(provider, name, "which " + providers.get(name) + " has added already"));
        } else {
            addOptions(command);
            commands.put(name, command);
            providers.put(name, provider);
        }
    }

    private void addOptions(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        boolean opens = command.getSubcommands().isEmpty() && opensProject(spec.userObject());
        for (OptionSpec option : CommandSpec.forAnnotatedObject(options).options()) {
            boolean known = Set.of(option.names()).stream().anyMatch(spec.optionsMap()::containsKey);
            if (!known && (option.usageHelp() || opens)) {
                spec.addOption(OptionSpec.builder(option).build());
            }
        }
        command.getSubcommands().values().forEach(this::addOptions);
    }

    /** A command may be a method of a class that bears {@link OpensProject}. */
    private static boolean opensProject(Object command) {
        return command instanceof OpensProject
                || (command instanceof Method method
                        && OpensProject.class.isAssignableFrom(method.getDeclaringClass()));
    }

    private static Problem broken(String what) {
        return Problem.error(CliCode.BROKEN_PLUG_IN, "A library's commands cannot be used: " + what)
                .fix("take the library off the class path, or one of its versions that goes with this Jedro");
    }

    private static Problem taken(String provider, String command, String why) {
        return Problem.error(CliCode.COMMAND_TAKEN, "A library adds a command '" + command + "', " + why + ".")
                .at(Place.of(provider))
                .fix("rename the command");
    }
}
