package dev.jedro.run;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the journals of a project. Needs nothing but the files: neither configuration nor pipelines. */
public final class RunHistory {
    private static final Logger LOG = LoggerFactory.getLogger(RunHistory.class);

    private final Path runs;

    private RunHistory(Path runs) {
        this.runs = runs;
    }

    /** @param root the project's folder; that nothing ran there yet is no error */
    public static RunHistory of(Path root) {
        return new RunHistory(root.resolve(Journal.RUNS));
    }

    /** The ids of all runs, newest first. */
    public List<RunId> ids() {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(RunId::isRunId)
                    .map(RunId::new)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest run that wrote at least its first event; empty if there is none. */
    public Optional<PastRun> last() {
        return ids().stream().map(this::read).flatMap(Optional::stream).findFirst();
    }

    /** The run of that id. @throws JedroException {@link RunCode#UNKNOWN_RUN} if there is no such run */
    public PastRun run(String id) {
        Optional<PastRun> run = RunId.isRunId(id) ? read(new RunId(id)) : Optional.empty();
        return run.orElseThrow(() ->
                new JedroException(Problem.error(RunCode.UNKNOWN_RUN, "There is no run '" + id + "'.")
                        .at(Place.of(Journal.RUNS.toString().replace('\\', '/')))
                        .near(NearNames.of(id, ids().stream().map(RunId::value).toList()))
                        .fix("take the name of a folder in .jedro/runs")));
    }

    /**
     * Removes the journals of all but the newest runs. One that still runs stays, and so does a folder in which somebody else keeps a file. What cannot be removed stays without a
     * word: the next run tries again.
     *
     * @param keep how many stay; may be 0
     */
    public void prune(int keep) {
        List<RunId> ids = ids();
        for (RunId id : ids.subList(Math.min(keep, ids.size()), ids.size())) {
            if (read(id).map(PastRun::status).filter(RunStatus.RUNNING::equals).isEmpty()) {
                try {
                    remove(runs.resolve(id.value()));
                } catch (IOException e) {
                    LOG.debug("The journal of run {} cannot be removed", id, e);
                }
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.anyMatch(file -> !file.endsWith(Journal.EVENTS))) {
                return;
            }
        }
        Files.deleteIfExists(folder.resolve(Journal.EVENTS));
        Files.deleteIfExists(folder);
    }

    private Optional<PastRun> read(RunId id) {
        Path file = runs.resolve(id.value()).resolve(Journal.EVENTS);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<RunEvent> events = new ArrayList<>();
        try (Stream<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines()) {
            lines.map(EventCodec::read).flatMap(Optional::stream).forEach(events::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (events.isEmpty() || !(events.get(0) instanceof RunEvent.Started started)) {
            return Optional.empty();
        }
        if (events.get(events.size() - 1) instanceof RunEvent.Ended ended) {
            Duration duration = Duration.ofMillis(ended.millis());
            return Optional.of(new PastRun(id, ended.status(), started.at(), Optional.of(duration), events));
        }
        RunStatus status = isAlive(started) ? RunStatus.RUNNING : RunStatus.DIED;
        return Optional.of(new PastRun(id, status, started.at(), Optional.empty(), events));
    }

    /** The number alone is not enough: after a restart of the machine another process may have it. */
    private static boolean isAlive(RunEvent.Started started) {
        return ProcessHandle.of(started.process())
                .filter(ProcessHandle::isAlive)
                .map(process -> process.info().startInstant().orElse(Instant.EPOCH))
                .filter(start ->
                        start.toEpochMilli() == started.processStarted().toEpochMilli())
                .isPresent();
    }
}
