package dev.jedro.run;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The append-only record of one run, {@code .jedro/runs/<run id>/events.ndjson}. Each event is one write, so that a process that dies leaves
 * at most one torn line, the last. Thread-safe. Where the journal cannot be written, the run goes on without: {@link #problem()} says why.
 */
final class Journal implements AutoCloseable {
    static final Path RUNS = Path.of(".jedro", "runs");
    static final String EVENTS = "events.ndjson";

    /** A stream, because a channel is closed by the interrupt of any thread that writes to it. */
    private @Nullable FileOutputStream file;

    private final EventCodec codec = new EventCodec();
    private @Nullable Problem problem;

    private Journal() {}

    /** Creates the folder and the file of a new run under the project's root. */
    static Journal create(Path root, RunId run) {
        Journal journal = new Journal();
        Path folder = root.resolve(RUNS).resolve(run.value());
        try {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(folder);
            journal.file = new FileOutputStream(folder.resolve(EVENTS).toFile(), true);
        } catch (IOException e) {
            journal.giveUp(e);
        }
        return journal;
    }

    /** Appends the event; the operating system has it when this returns. */
    synchronized void write(RunEvent event) {
        FileOutputStream open = file;
        if (open == null) {
            return;
        }
        try {
            open.write(codec.line(event));
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /** Appends the event; it survives a power loss when this returns. */
    synchronized void commit(RunEvent event) {
        write(event);
        FileOutputStream open = file;
        if (open == null) {
            return;
        }
        try {
            open.getFD().sync();
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /** The time for an event. */
    Instant now() {
        return Instant.now();
    }

    /** Why nothing is written, as a warning; empty as long as all is well. */
    synchronized Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public synchronized void close() {
        FileOutputStream open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                giveUp(e);
            }
        }
    }

    private void giveUp(IOException e) {
        file = null;
        problem = Problem.warning(
                        RunCode.JOURNAL_UNAVAILABLE,
                        "The journal of this run cannot be written: "
                                + e.getClass().getSimpleName() + ": " + e.getMessage() + ".")
                .at(Place.of(RUNS.toString().replace('\\', '/')))
                .fix("make .jedro/ writable to keep a history of runs; the run itself goes on");
    }
}
