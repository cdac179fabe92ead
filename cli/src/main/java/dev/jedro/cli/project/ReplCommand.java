package dev.jedro.cli.project;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.SessionOptions;
import dev.jedro.cli.launch.Preparation;
import dev.jedro.cli.launch.PreparedProject;
import dev.jedro.cli.repl.Repl;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Opens the project at a prompt of JShell. */
@Command(
        name = "repl",
        description = "Open the project at a prompt of JShell: session, catalog, pipelines, context, reload().",
        sortOptions = false)
final class ReplCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Mixin
    SessionOptions options = new SessionOptions();

    ReplCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() throws Exception {
        Path root = workplace.root();
        PreparedProject project = new PreparedProject(root);
        try {
            return Repl.start(
                    () -> workplace.open(options),
                    () -> {
                        if (project.exists()) {
                            new Preparation(root, workplace.screen()).run();
                        }
                    },
                    project::classes,
                    workplace.report()::failure,
                    workplace.out(),
                    workplace.report().err());
        } catch (NoClassDefFoundError e) {
            throw new JedroException(
                    Problem.error(
                                    CliCode.NO_COMPILER,
                                    "The Java in use has no JShell: it is a JRE, and a prompt needs a JDK.")
                            .at(Place.of(System.getProperty("java.home")))
                            .fix("install a JDK 17 or newer and set JAVA_HOME to it"),
                    e);
        }
    }
}
