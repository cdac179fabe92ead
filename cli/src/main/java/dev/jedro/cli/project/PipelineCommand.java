package dev.jedro.cli.project;

import dev.jedro.cli.CliCode;
import dev.jedro.inspect.PipelineSnapshot;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.session.Session;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Adds and removes the files of a pipeline, by its sub-commands. */
@Command(name = "pipeline", description = "Add or remove the files of a pipeline.")
final class PipelineCommand {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /** @throws JedroException if no package can be called so */
    static PipelineFiles files(Workplace workplace, Session session, String name) {
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

    static List<String> names(Session session) {
        return session.snapshot().pipelines().stream()
                .map(PipelineSnapshot::name)
                .toList();
    }

    static JedroException failed(String what, IOException e) {
        return new JedroException(
                Problem.error(CliCode.CANNOT_WRITE, what)
                        .at(Place.of("src"))
                        .fix("look at the rights of the folder and the free space"),
                e);
    }
}
