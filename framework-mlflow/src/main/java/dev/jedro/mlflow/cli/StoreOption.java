package dev.jedro.mlflow.cli;

import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.mlflow.store.StoreCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.CommandContext;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which folder of runs a command works on. */
final class StoreOption {
    @Option(
            names = "--store",
            paramLabel = "FOLDER",
            description = "The folder of runs; mlruns in the project if not given.")
    @Nullable
    Path store;

    private Path folder(CommandContext context) {
        Path base = context.root().orElse(Path.of("")).toAbsolutePath();
        return store == null ? base.resolve("mlruns") : store.toAbsolutePath().normalize();
    }

    /** Opens it, and makes it if it is not there. */
    FileTrackingStore make(CommandContext context) {
        return FileTrackingStore.open(folder(context));
    }

    /** Opens what is there. */
    FileTrackingStore open(CommandContext context) {
        Path folder = folder(context);
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
