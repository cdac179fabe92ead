package dev.jedro.docs;

import dev.jedro.cli.Help;
import dev.jedro.cli.global.GlobalCommands;
import dev.jedro.cli.project.ProjectCommands;
import dev.jedro.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of all commands: what {@code --help} of each prints, Jedro's own and those of its modules. */
public final class CliReference {
    /** Where it stands in the repository. */
    public static final String PAGE = "docs/cli-reference.md";

    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z][a-z-]*) {2,}\\S");
    private static final Terminal PLAIN = new Terminal(false, false, false);
    private final Path project;

    private CliReference(Path project) {
        this.project = project;
    }

    /**
     * Asks all commands.
     *
     * @param project a folder with a project; nothing in it is read or run
     */
    public static String markdown(Path project) throws IOException {
        return new CliReference(project).page();
    }

    private String page() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Commands

                What `--help` of each command prints. This page is written from the code, by `ReferencePagesTest`; [The command line](cli.md) tells how the commands are used.

                ## jedro

                """);
        append(page, help(true, "--help"));
        section(page, "Anywhere", true, Help.GLOBAL.keySet());
        section(page, "In a project", false, Help.PROJECT.keySet());
        Set<String> modules = new TreeSet<>(commands(help(false, "--help")));
        modules.addAll(Help.MODULES.keySet());
        modules.removeAll(Help.GLOBAL.keySet());
        modules.removeAll(Help.PROJECT.keySet());
        section(page, "Of modules", false, modules);
        return page.toString();
    }

    private void section(StringBuilder page, String title, boolean anywhere, Iterable<String> commands)
            throws IOException {
        page.append("\n## ").append(title).append('\n');
        for (String command : commands) {
            describe(page, anywhere, List.of(command));
        }
    }

    private void describe(StringBuilder page, boolean anywhere, List<String> command) throws IOException {
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--help");
        String help = help(anywhere, arguments.toArray(String[]::new));
        page.append("\n### jedro ").append(String.join(" ", command)).append("\n\n");
        append(page, help);
        int list = help.indexOf("\nCommands:\n");
        for (String sub : list < 0 ? List.<String>of() : commands(help.substring(list))) {
            List<String> path = new ArrayList<>(command);
            path.add(sub);
            describe(page, anywhere, path);
        }
    }

    private static void append(StringBuilder page, String help) {
        page.append("```text\n").append(help.stripTrailing()).append("\n```\n");
    }

    private static List<String> commands(String help) {
        List<String> commands = new ArrayList<>();
        Matcher command = COMMAND.matcher(help);
        while (command.find()) {
            commands.add(command.group(1));
        }
        return commands;
    }

    private String help(boolean anywhere, String... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream answer = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream rest = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            int code = anywhere
                    ? new GlobalCommands(PLAIN, answer, rest).run(arguments)
                    : new ProjectCommands(project, PLAIN, answer, rest).run(arguments);
            if (code != 0) {
                throw new IllegalStateException("jedro " + String.join(" ", arguments) + " ended with " + code + ": "
                        + err.toString(StandardCharsets.UTF_8));
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
