package dev.jedro.cli;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The help of {@code jedro} itself. Each command's own help is picocli's. */
public final class Help {
    /** The commands that work anywhere, and what they do. */
    public static final Map<String, String> GLOBAL = lines(
            "new", "Make a project from a starter.",
            "demo", "Make a project on real data, run it, and show what it made.",
            "starter", "Tell about starters.",
            "info", "Tell the versions of Jedro, Java and the system.",
            "completion", "Print a script that lets bash or zsh complete commands, options and names.",
            "install", "Put jedro on the PATH.");

    /** The commands of Jedro's own modules that work anywhere. Known here, so that the help need not look for them. */
    public static final Map<String, String> MODULES = lines(
            "databricks", "Set up and check the connection to Databricks.",
            "mlflow", "Look at tracked runs, and serve them.");

    /** The commands inside a project, and what they do. */
    public static final Map<String, String> PROJECT = lines(
            "run", "Run pipelines, or a part of them.",
            "check", "Find everything that can be known to be wrong without running.",
            "registry", "Tell about pipelines.",
            "pipeline", "Add or remove the files of a pipeline.",
            "catalog", "Tell about datasets.",
            "config", "Tell about configuration, and where each value comes from.",
            "schema", "Write JSON Schemas of the configuration files, for editors.",
            "repl", "Open the project at a prompt of JShell.",
            "package", "Pack the project into a jar that runs with a Java alone.");

    /** What a packed project has not: commands that work anywhere, and those that write or read its sources. */
    public static final Set<String> NOT_PACKED = notPacked();

    private static final String EXIT_CODES =
            "Exit codes: 0 done, 1 the run failed, 2 wrong usage or configuration, 130 interrupted.\n";

    private Help() {}

    private static Set<String> notPacked() {
        Set<String> names = new HashSet<>(GLOBAL.keySet());
        names.addAll(Set.of("pipeline", "schema", "package"));
        return Collections.unmodifiableSet(names);
    }

    /** The names of Jedro's own commands. */
    public static Set<String> own() {
        Set<String> own = new HashSet<>(GLOBAL.keySet());
        own.addAll(PROJECT.keySet());
        return own;
    }

    public static String text() {
        return text(Map.of());
    }

    /** @param others further commands of this project, and what they do */
    public static String text(Map<String, String> others) {
        StringBuilder text = new StringBuilder("Usage: jedro <command> [options]\n");
        text.append("       jedro --version | --help\n");
        Map<String, String> anywhere = new LinkedHashMap<>(GLOBAL);
        anywhere.putAll(MODULES);
        section(text, "Anywhere", anywhere);
        Map<String, String> inProject = new LinkedHashMap<>(PROJECT);
        inProject.putAll(others);
        inProject.keySet().removeAll(MODULES.keySet());
        section(text, "In a project", inProject);
        text.append("\n'jedro <command> --help' tells about one of them.\n");
        return text.append(EXIT_CODES).toString();
    }

    /**
     * The help of a packed project.
     *
     * @param command what starts it, as typed
     * @param others further commands of this project, and what they do
     */
    public static String packed(String command, Map<String, String> others) {
        Map<String, String> commands = new LinkedHashMap<>(PROJECT);
        commands.putAll(others);
        commands.keySet().removeAll(NOT_PACKED);
        StringBuilder text = new StringBuilder("Usage: " + command + " [<command>] [options]\n");
        section(text, "Commands, of which run is meant if none is named", commands);
        text.append("\n'").append(command).append(" <command> --help' tells about one of them.\n");
        return text.append(EXIT_CODES).toString();
    }

    private static void section(StringBuilder text, String title, Map<String, String> commands) {
        text.append('\n').append(title).append(":\n");
        commands.forEach((name, does) -> text.append(String.format("  %-10s %s%n", name, does)));
    }

    private static Map<String, String> lines(String... namesAndWords) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (int i = 0; i < namesAndWords.length; i += 2) {
            lines.put(namesAndWords[i], namesAndWords[i + 1]);
        }
        return Collections.unmodifiableMap(lines);
    }
}
