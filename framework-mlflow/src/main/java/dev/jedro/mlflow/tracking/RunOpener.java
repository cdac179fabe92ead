package dev.jedro.mlflow.tracking;

import dev.jedro.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens MLflow runs for one run of Jedro: its own, and those that its nodes begin. Each has a queue and a thread of its own. */
final class RunOpener {
    private static final Duration FOR_THE_DISK = Duration.ofMinutes(2);
    private static final Logger LOG = LoggerFactory.getLogger("jedro.mlflow");
    private final Connection connection;
    private final Path root;
    private final UnaryOperator<String> mask;

    /**
     * @param root the project's folder
     * @param mask for all that is told
     */
    RunOpener(Connection connection, Path root, UnaryOperator<String> mask) {
        this.connection = connection;
        this.root = root;
        this.mask = mask;
    }

    /**
     * Begins to open it; what goes wrong, the run will tell.
     *
     * @param parent MLflow's id of the run above it; may wait
     */
    ActiveRun open(Opening opening, Supplier<Optional<String>> parent) {
        MlflowSettings.Tracking tracking = connection.settings().tracking();
        Courier courier = new Courier(connection, opening, parent, this::refused);
        // The project's own folder is no server that is away: however busy the disk is, it takes what comes.
        Duration patience =
                connection.folder().isPresent() && tracking.patience().compareTo(FOR_THE_DISK) < 0
                        ? FOR_THE_DISK
                        : tracking.patience();
        Spool spool = new Spool(root, opening.jedroRun(), connection.shownFrom(root));
        RunQueue queue =
                new RunQueue(courier, spool, tracking.onTrackingError() == MlflowSettings.OnError.FAIL, patience);
        ActiveRun run = new ActiveRun(connection, queue, mask, opening, this);
        queue.start();
        return run;
    }

    private void refused(Problem problem) {
        LOG.warn("MLflow does not take a part of the run:\n{}", mask.apply(problem.toString()));
    }
}
