package dev.jedro.cli.global;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.ShellWords;
import dev.jedro.cli.Version;
import dev.jedro.cli.terminal.Questions;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.starters.ForeignStarter;
import dev.jedro.starters.Prompt;
import dev.jedro.starters.Scaffold;
import dev.jedro.starters.Starter;
import dev.jedro.starters.Starters;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
            description =
                    "What to begin with: a name ('jedro starter list' has them), a folder, a zip file or its URL, or a git repository.")
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
            names = "--checkout",
            paramLabel = "REF",
            description = "The branch, tag or commit of the starter's git repository.")
    @Nullable
    String checkout;

    @Option(
            names = "--starter-folder",
            paramLabel = "FOLDER",
            description = "The starter's folder within its repository, archive or folder.")
    @Nullable
    String starterFolder;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "A YAML file with these options and what the starter asks for; the command line wins.")
    @Nullable
    String config;

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
        Answers answers = Answers.read(config);
        String wanted = answers.or(starter, Answers.STARTER)
                .orElseGet(() -> answer("Starter", "minimal", "--starter", this::known));
        Optional<String> ref = answers.or(checkout, Answers.CHECKOUT);
        Optional<String> folder = answers.or(starterFolder, Answers.STARTER_FOLDER);
        if (isForeign(wanted) || ref.isPresent() || folder.isPresent()) {
            try (ForeignStarter fetched = ForeignStarter.fetch(wanted, ref.orElse(null), folder.orElse(null))) {
                make(fetched.starter(), answers);
            }
        } else {
            make(find(wanted), answers);
        }
    }

    /** A name is a name first: a folder that is called like a starter is given as {@code ./minimal}. */
    private static boolean isForeign(String wanted) {
        return Starters.find(wanted).isEmpty()
                && (ForeignStarter.isAddress(wanted) || Files.isDirectory(path(wanted, "--starter")));
    }

    private void make(Starter chosen, Answers answers) {
        answers.requireKnown(chosen);
        ProjectName project = answers.or(name, Answers.NAME)
                .map(ProjectName::new)
                .orElseGet(() -> answer("Name of the project", "My Project", "--name", ProjectName::new));
        PackageName javaPackage = answers.or(packageName, Answers.PACKAGE)
                .map(PackageName::new)
                .or(() -> questions.ask("Java package", project.packageName(), PackageName::new))
                .orElseGet(() -> new PackageName(project.packageName()));
        Map<String, String> own = new LinkedHashMap<>();
        chosen.prompts().forEach(prompt -> own.put(prompt.variable(), value(prompt, answers)));
        Set<String> with = Optional.ofNullable(tools)
                .or(() -> answers.get(Answers.TOOLS).map(text -> List.of(text.split(","))))
                .map(given -> ToolNames.of(chosen, given))
                .orElseGet(() -> askedTools(chosen));
        Path target = path(answers.or(directory, Answers.DIRECTORY).orElse(project.artifactId()), "--directory");
        List<Path> files = create(chosen, project, javaPackage, own, with, target);
        out.println("Made '" + project.text() + "' from the starter '" + chosen.name() + "'"
                + (with.isEmpty() ? "" : " with " + String.join(", ", with)) + ": " + files.size()
                + (files.size() == 1 ? " file in " : " files in ") + target + ".");
        out.println();
        out.println("Next:");
        out.println("  cd " + ShellWords.quoted(target.toString()));
        out.println("  " + ShellWords.launcher(target) + " run");
    }

    private String value(Prompt prompt, Answers answers) {
        Optional<String> given = answers.get(prompt.variable());
        if (given.isPresent()) {
            return prompt.checked(given.get(), answers.place(prompt.variable()));
        }
        return questions
                .ask(prompt.title(), prompt.usual().orElse(""), answer -> checked(prompt, answer))
                .or(() -> prompt.usual().map(usual -> checked(prompt, usual)))
                .orElseThrow(() -> new JedroException(Problem.error(
                                CliCode.MISSING_ANSWER,
                                "The starter asks for '" + prompt.variable() + "' (" + prompt.title()
                                        + "), and nobody can be asked here.")
                        .at(Place.of(prompt.variable()))
                        .fix("give it in a file with the line '" + prompt.variable() + ": …', and that by --config")));
    }

    private static String checked(Prompt prompt, String answer) {
        return prompt.checked(answer, Place.of(prompt.variable()));
    }

    /** Makes the project; all of it or nothing. */
    static List<Path> create(
            Starter starter,
            ProjectName name,
            PackageName javaPackage,
            Map<String, String> own,
            Set<String> tools,
            Path target) {
        Map<String, String> variables = new LinkedHashMap<>(own);
        variables.put("project_name", name.text());
        variables.put("artifact_id", name.artifactId());
        variables.put("class_name", name.className());
        variables.put("package", javaPackage.text());
        variables.put("package_path", javaPackage.path());
        variables.put("jedro_version", Version.current());
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
                    .fix("choose one of: " + names.stream().collect(Collectors.joining(", ")))
                    .fix("give a folder, a zip file or a git repository"));
        });
    }

    /** Nobody is asked for tools that the starter has not. */
    private Set<String> askedTools(Starter starter) {
        return starter.tools().isEmpty()
                ? Set.of()
                : questions
                        .ask(
                                "Tools (" + String.join(", ", starter.tools().keySet()) + ")",
                                ToolNames.NONE,
                                text -> ToolNames.of(starter, List.of(text.split(","))))
                        .orElse(Set.of());
    }

    private String known(String starterOrAddress) {
        return isForeign(starterOrAddress)
                ? starterOrAddress
                : find(starterOrAddress).name();
    }

    private <T> T answer(String question, String usual, String option, Function<String, T> reading) {
        return questions
                .ask(question, usual, reading)
                .orElseThrow(() -> new JedroException(Problem.error(
                                CliCode.MISSING_ANSWER,
                                "The option " + option + " is missing, and nobody can be asked here.")
                        .at(Place.of(option))
                        .fix("give it, for instance: jedro new --starter minimal --name \"My Project\"")));
    }

    static Path path(String text, String option) {
        try {
            if (text.isBlank()) {
                throw new InvalidPathException(text, "it is empty");
            }
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new JedroException(
                    Problem.error(CliCode.BAD_OPTION, "'" + text + "' is no folder's name: " + e.getReason() + ".")
                            .at(Place.of(option))
                            .fix("choose another one"),
                    e);
        }
    }
}
