package dev.jedro.cli.project;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.SessionOptions;
import dev.jedro.cli.terminal.Questions;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes the files of a pipeline. */
@Command(
        name = "delete",
        description = "Remove a pipeline's packages, its file of parameters, and its line in the project class.",
        sortOptions = false)
final class PipelineDeleteCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Parameters(paramLabel = "NAME", description = "Of a pipeline that 'create' made.")
    String name = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    boolean yes;

    @Mixin
    SessionOptions options = new SessionOptions();

    PipelineDeleteCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        return workplace.inSession("pipeline delete", options, session -> {
            PipelineFiles files = PipelineCommand.files(workplace, session, name);
            try {
                List<String> existing = files.existing();
                if (existing.isEmpty()) {
                    throw new JedroException(
                            Problem.error(CliCode.UNKNOWN_NAME, "There are no files of a pipeline '" + name + "'.")
                                    .at(Place.of("jedro pipeline delete"))
                                    .near(NearNames.of(name, PipelineCommand.names(session)))
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
                throw PipelineCommand.failed("The pipeline's files cannot be removed: " + e, e);
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
}
