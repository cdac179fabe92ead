package dev.jedro.cli.project;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.SessionOptions;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.session.Session;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Adds the files of a pipeline. */
@Command(
        name = "create",
        description =
                "Make a package with functions, wiring and a test, and a file of parameters; register the pipeline in the project class.",
        sortOptions = false)
final class PipelineCreateCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Parameters(paramLabel = "NAME", description = "In snake case, such as data_science.")
    String name = "";

    @Mixin
    SessionOptions options = new SessionOptions();

    PipelineCreateCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        return workplace.inSession("pipeline create", options, session -> {
            PipelineFiles files = PipelineCommand.files(workplace, session, name);
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
                throw PipelineCommand.failed("The pipeline's files cannot be written: " + e, e);
            }
        });
    }

    private static void requireNew(Session session, PipelineFiles files) throws IOException {
        List<String> existing = files.existing();
        if (!existing.isEmpty() || PipelineCommand.names(session).contains(files.name())) {
            throw new JedroException(
                    Problem.error(CliCode.PIPELINE_EXISTS, "There is a pipeline '" + files.name() + "' already.")
                            .at(Place.of(existing.isEmpty() ? files.projectClass() : existing.get(0)))
                            .fix("choose another name")
                            .fix(
                                    existing.isEmpty()
                                            ? "or take it out of " + files.projectClass() + ", where it is registered"
                                            : "remove it with: jedro pipeline delete " + files.name()));
        }
    }
}
