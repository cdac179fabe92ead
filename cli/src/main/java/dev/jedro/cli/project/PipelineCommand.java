package dev.jedro.cli.project;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.SessionOptions;
import dev.jedro.cli.terminal.Questions;
import dev.jedro.inspect.PipelineSnapshot;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.session.Session;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds and removes the files of a pipeline. */
@Command(name = "pipeline", description = "Add or remove the files of a pipeline.")
final class PipelineCommand {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private final Workplace workplace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    PipelineCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Command(
            name = "create",
            description =
                    "Make a package with functions, wiring and a test, and a file of parameters; register the pipeline in the project class.",
            sortOptions = false)
    int create(
            @Parameters(paramLabel = "NAME", description = "In snake case, such as data_science.") String name,
            @Mixin SessionOptions options) {
        return workplace.inSession("pipeline create", options, session -> {
            PipelineFiles files = files(session, name);
            try {
                requireNew(session, files);
                boolean registered = files.create();
                files.contents().keySet().forEach(workplace.out()::println);
                workplace
                        .out()
                        .println(
                                registered
                                        ? "Registered in " + files.projectClass() + "."
                                        : "Register it in " + files.projectClass() + ":  " + files.line());
                return ExitCode.OK;
            } catch (IOException e) {
                throw failed("The pipeline's files cannot be written: " + e, e);
            }
        });
    }

    @Command(
            name = "delete",
            description = "Remove a pipeline's packages, its file of parameters, and its line in the project class.",
            sortOptions = false)
    int delete(
            @Parameters(paramLabel = "NAME", description = "Of a pipeline that 'create' made.") String name,
            @Option(
                            names = {"-y", "--yes"},
                            description = "Do not ask.")
                    boolean yes,
            @Mixin SessionOptions options) {
        return workplace.inSession("pipeline delete", options, session -> {
            PipelineFiles files = files(session, name);
            try {
                List<String> existing = files.existing();
                if (existing.isEmpty()) {
                    throw new JedroException(
                            Problem.error(CliCode.UNKNOWN_NAME, "There are no files of a pipeline '" + name + "'.")
                                    .at(Place.of("jedro pipeline delete"))
                                    .near(NearNames.of(name, names(session)))
                                    .fix("list the pipelines with: jedro registry list"));
                }
                existing.forEach(workplace.out()::println);
                if (!yes && !agreed()) {
                    return ExitCode.USAGE;
                }
                files.delete();
                workplace.out().println("Deleted.");
                return ExitCode.OK;
            } catch (IOException e) {
                throw failed("The pipeline's files cannot be removed: " + e, e);
            }
        });
    }

    private boolean agreed() {
        String answer = Questions.of(workplace.terminal())
                .ask("Delete them? y or n", "n")
                .orElseThrow(() -> new JedroException(
                        Problem.error(CliCode.MISSING_ANSWER, "Nothing was deleted: nobody can be asked here.")
                                .at(Place.of("--yes"))
                                .fix("add --yes if these files are to go")));
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }

    private PipelineFiles files(Session session, String name) {
        if (!NAME.matcher(name).matches() || SourceVersion.isKeyword(name)) {
            throw new JedroException(Problem.error(
                            CliCode.BAD_PACKAGE,
                            "'" + name + "' cannot be the name of a pipeline with a package of its own"
                                    + (SourceVersion.isKeyword(name) ? ": it is a Java keyword." : "."))
                    .at(Place.of("jedro pipeline"))
                    .fix("use lower-case letters, digits and underscores, and begin with a letter: data_science"));
        }
        return new PipelineFiles(workplace.root(), session.snapshot().projectClass(), name);
    }

    private void requireNew(Session session, PipelineFiles files) throws IOException {
        List<String> existing = files.existing();
        if (!existing.isEmpty() || names(session).contains(files.name())) {
            throw new JedroException(
                    Problem.error(CliCode.PIPELINE_EXISTS, "There is a pipeline '" + files.name() + "' already.")
                            .at(Place.of(existing.isEmpty() ? files.projectClass() : existing.get(0)))
                            .fix("choose another name")
                            .fix("remove it with: jedro pipeline delete " + files.name()));
        }
    }

    private static List<String> names(Session session) {
        return session.snapshot().pipelines().stream()
                .map(PipelineSnapshot::name)
                .toList();
    }

    private static JedroException failed(String what, IOException e) {
        return new JedroException(
                Problem.error(CliCode.CANNOT_WRITE, what)
                        .at(Place.of("src"))
                        .fix("look at the rights of the folder and the free space"),
                e);
    }
}
