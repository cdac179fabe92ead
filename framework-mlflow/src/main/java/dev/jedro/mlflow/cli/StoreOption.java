package dev.jedro.mlflow.cli;

import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.mlflow.store.StoreCode;
import dev.jedro.mlflow.tracking.Connection;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.session.Jedro;
import dev.jedro.spi.CommandContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which runs a command works on. */
final class StoreOption {
    @Option(
            names = "--store",
            paramLabel = "FOLDER",
            description = "The folder of runs; where mlflow.yml says if not given, or MLFLOW_TRACKING_URI, or mlruns.")
    @Nullable
    Path store;

    /**
     * Works on the runs where they are: in the folder that is given, where the project's mlflow.yml says, or outside a project where {@code MLFLOW_TRACKING_URI} says.
     *
     * @param command its name, for hooks
     */
    int with(CommandContext context, String command, ToIntFunction<RunStore> work) {
        return connected(context, command, connection -> work.applyAsInt(runs(connection)));
    }

    /** As {@link #with}, for those who want to know where that is. */
    int connected(CommandContext context, String command, ToIntFunction<Connection> work) {
        if (store == null && context.root().isPresent()) {
            return Jedro.inSession(context, command, session -> {
                try (Connection connection = Connection.of(session.config()::section, session.root())) {
                    return work.applyAsInt(connection);
                }
            });
        }
        Path here = Path.of("").toAbsolutePath();
        try (Connection connection = store == null ? Connection.outside(here) : Connection.to(here.resolve(store))) {
            return work.applyAsInt(connection);
        }
    }

    private RunStore runs(Connection connection) {
        return connection
                .folder()
                .<RunStore>map(folder -> new FolderRuns(existing(folder)))
                .orElseGet(() -> new ServerRuns(connection.client()));
    }

    /** Opens what is there. */
    FileTrackingStore existing(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new JedroException(
                    Problem.error(StoreCode.NO_STORE, "There are no runs: '" + folder + "' does not exist")
                            .at(Place.of(store == null ? folder.toString() : "--store"))
                            .fix("run a pipeline that is tracked")
                            .fix("give the folder with --store"));
        }
        return FileTrackingStore.open(folder);
    }
}
