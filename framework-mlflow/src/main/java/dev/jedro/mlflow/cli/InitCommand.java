package dev.jedro.mlflow.cli;

import dev.jedro.config.ConfigCode;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.CommandContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes an mlflow.yml with every key and its default. */
@Command(name = "init", description = "Write an mlflow.yml with every key and its default.", sortOptions = false)
final class InitCommand implements Callable<Integer> {
    static final String TEMPLATE = """
            # Every key with its default; remove what you do not change.
            # server:
            #   http(s)://host:port, databricks, databricks://profile or a folder. Without it MLFLOW_TRACKING_URI, then the folder mlruns.
            #   mlflow_tracking_uri: http://localhost:5000
            #   Where models are registered, written the same way; without it where runs are tracked.
            #   mlflow_registry_uri: http://localhost:5000
            #   A key of credentials.yml with username and password, or with token.
            #   credentials: my_mlflow
            tracking:
              on_tracking_error: warn       # or fail
              patience: 5s                  # how long the end of a run waits for a slow server
              disable_tracking:
                pipelines: []
              experiment:
                # name: the project's name; on Databricks a path such as /Users/you@example.com/flights
                restore_if_deleted: true
              run:
                # name: the pipelines' names
                nested: true                # runs that nodes begin lie beneath theirs
              params:
                dict_params: {flatten: true, recursive: true, sep: "."}
                long_params_strategy: fail  # or truncate, tag
            ui:
              host: 127.0.0.1
              port: 5000
            """;
    private final CommandContext context;

    @Option(
            names = "--env",
            paramLabel = "ENV",
            description = "The environment whose folder gets it.",
            defaultValue = "base")
    String env = "base";

    @Option(names = "--force", description = "Replace a file that is there.")
    boolean force;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    InitCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path root = context.root().orElse(null);
        if (root == null) {
            return Output.needsProject(context, "jedro mlflow init");
        }
        if (!env.matches("[\\w.-]+") || env.startsWith(".")) {
            return refused(Problem.error(ConfigCode.UNKNOWN_ENVIRONMENT, "'" + env + "' is no name of an environment.")
                    .at(Place.of("--env"))
                    .fix("use letters, digits, '.', '-' and '_'"));
        }
        Path file = root.resolve("conf").resolve(env).resolve("mlflow.yml");
        if (Files.exists(file) && !force) {
            return refused(Problem.error(MlflowCode.ALREADY_THERE, "There is a file of settings already.")
                    .at(Place.of(root.relativize(file).toString()))
                    .fix("edit it, or replace it with --force"));
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, TEMPLATE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.out().println(root.relativize(file));
        return 0;
    }

    private int refused(Problem problem) {
        context.report(List.of(problem));
        return 2;
    }
}
