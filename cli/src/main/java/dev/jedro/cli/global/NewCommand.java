package dev.jedro.cli.global;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.ShellWords;
import dev.jedro.cli.Version;
import dev.jedro.cli.terminal.Questions;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.starters.Scaffold;
import dev.jedro.starters.Starter;
import dev.jedro.starters.Starters;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a project from a starter. */
@Command(name = "new", description = "Make a project from a starter.", sortOptions = false)
final class NewCommand implements Runnable {
    private final Questions questions;
    private final PrintStream out;

    @Option(
            names = {"-s", "--starter"},
            paramLabel = "STARTER",
            description = "What to begin with; 'jedro starter list' names them.")
    @Nullable
    String starter;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            description = "The project's name, such as \"My Flights\".")
    @Nullable
    String name;

    @Option(
            names = {"-p", "--package"},
            paramLabel = "PACKAGE",
            description = "Its Java package; made from the name if not given.")
    @Nullable
    String packageName;

    @Option(
            names = {"-t", "--tools"},
            paramLabel = "TOOL",
            split = ",",
            description = "What the project is to have beside, such as mlflow; none if not given.")
    @Nullable
    List<String> tools;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            description = "Its folder; made from the name if not given.")
    @Nullable
    String directory;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    NewCommand(Questions questions, PrintStream out) {
        this.questions = questions;
        this.out = out;
    }

    @Override
    public void run() {
        Starter chosen = find(starter == null ? answer("Starter", "minimal", "--starter") : starter);
        ProjectName project =
                new ProjectName(name == null ? answer("Name of the project", "My Project", "--name") : name);
        String asked = packageName == null
                ? questions.ask("Java package", project.packageName()).orElse(project.packageName())
                : packageName;
        PackageName javaPackage = new PackageName(asked);
        Set<String> with = ToolNames.of(chosen, tools == null ? askedTools(chosen) : tools);
        Path target = path(directory == null ? project.artifactId() : directory);
        List<Path> files = create(chosen, project, javaPackage, with, target);
        out.println("Made '" + project.text() + "' from the starter '" + chosen.name() + "'"
                + (with.isEmpty() ? "" : " with " + String.join(", ", with)) + ": " + files.size() + " files in "
                + target + ".");
        out.println();
        out.println("Next:");
        out.println("  cd " + ShellWords.quoted(target.toString()));
        out.println("  " + ShellWords.launcher(target) + " run");
    }

    /** Makes the project; all of it or nothing. */
    static List<Path> create(
            Starter starter, ProjectName name, PackageName javaPackage, Set<String> tools, Path target) {
        Map<String, String> variables = Map.of(
                "project_name", name.text(),
                "artifact_id", name.artifactId(),
                "class_name", name.className(),
                "package", javaPackage.text(),
                "package_path", javaPackage.path(),
                "jedro_version", Version.current());
        return Scaffold.render(starter, variables, tools, target);
    }

    /** @throws JedroException with near names, if there is none of that name */
    static Starter find(String name) {
        return Starters.find(name).orElseThrow(() -> {
            List<Starter> starters = Starters.list();
            List<String> names = starters.stream().map(Starter::name).toList();
            List<String> all = starters.stream()
                    .flatMap(one -> Stream.concat(Stream.of(one.name()), one.aliases().stream()))
                    .toList();
            return new JedroException(Problem.error(CliCode.UNKNOWN_STARTER, "There is no starter '" + name + "'.")
                    .at(Place.of("--starter"))
                    .near(NearNames.of(name, all))
                    .fix("choose one of: " + names.stream().collect(Collectors.joining(", "))));
        });
    }

    /** Nobody is asked for tools that the starter has not. */
    private List<String> askedTools(Starter starter) {
        return starter.tools().isEmpty()
                ? List.of()
                : questions
                        .ask("Tools (" + String.join(", ", starter.tools().keySet()) + ")", ToolNames.NONE)
                        .map(text -> List.of(text.split(",")))
                        .orElse(List.of());
    }

    private String answer(String question, String usual, String option) {
        return questions
                .ask(question, usual)
                .orElseThrow(() -> new JedroException(Problem.error(
                                CliCode.MISSING_ANSWER,
                                "The option " + option + " is missing, and nobody can be asked here.")
                        .at(Place.of(option))
                        .fix("give it, for instance: jedro new --starter minimal --name \"My Project\"")));
    }

    static Path path(String text) {
        try {
            if (text.isBlank()) {
                throw new InvalidPathException(text, "it is empty");
            }
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new JedroException(
                    Problem.error(CliCode.BAD_OPTION, "'" + text + "' is no folder's name: " + e.getReason() + ".")
                            .at(Place.of("--directory"))
                            .fix("choose another one"),
                    e);
        }
    }
}
