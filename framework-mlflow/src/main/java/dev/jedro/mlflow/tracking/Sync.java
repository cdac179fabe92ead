package dev.jedro.mlflow.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.client.TrackingException;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends what runs could not send. A run that is sent is forgotten here; one that is not stays, and may be sent again: nothing is doubled but points of metrics. */
public final class Sync {
    private final Path root;
    private final Connection connection;
    private final boolean anyTarget;

    /**
     * @param root the project's folder
     * @param anyTarget whether runs are sent too that were to be tracked elsewhere than the connection leads
     */
    public Sync(Path root, Connection connection, boolean anyTarget) {
        this.root = root;
        this.connection = connection;
        this.anyTarget = anyTarget;
    }

    /**
     * What became of one run.
     *
     * @param mlflowRun MLflow's id; empty if the run could not be opened
     * @param entries how many things were sent
     * @param problems why the run stays, or single values that the server does not take; empty if all is well
     * @param sent whether it is with the server now
     */
    public record Sent(String jedroRun, Optional<String> mlflowRun, int entries, List<Problem> problems, boolean sent) {
        public Sent {
            problems = List.copyOf(problems);
        }
    }

    /** How many runs wait. */
    public int waiting() {
        try {
            return Spool.waiting(root).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends all, the oldest first, but those of runs that go on still. */
    public List<Sent> all() {
        try {
            List<Sent> all = new ArrayList<>();
            for (Path file : Spool.waiting(root)) {
                try (FileChannel lock = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    if (ended(lock)) {
                        all.add(one(file));
                    }
                } catch (NoSuchFileException e) {
                    // another process has sent it
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether no process writes to it, nor sends it. */
    private static boolean ended(FileChannel spool) throws IOException {
        try {
            return spool.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private Sent one(Path file) throws IOException {
        List<Problem> problems = new ArrayList<>();
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.ndjson$", "");
        Optional<String> run = Optional.empty();
        int sent = 0;
        try {
            List<JsonNode> lines = lines(file);
            if (lines.isEmpty()) {
                Files.delete(file);
                return new Sent(name, run, 0, problems, true);
            }
            Opening opening = SpoolLines.opening(lines.get(0));
            requireTarget(SpoolLines.target(lines.get(0)), opening, file);
            Courier courier = new Courier(connection, opening, Optional::empty, problems::add);
            TrackedRun opened = courier.open(true);
            run = Optional.of(opened.id());
            List<Entry> entries = new ArrayList<>();
            for (JsonNode line : lines.subList(1, lines.size())) {
                if (!line.path("kind").asText().equals("run")) {
                    entries.add(SpoolLines.entry(line, root));
                }
            }
            for (Entry entry : RunQueue.merged(entries)) {
                courier.deliver(opened, entry);
                sent++;
            }
            Files.delete(file);
            return new Sent(name, run, sent, problems, true);
        } catch (TrackingException e) {
            problems.add(e.problem());
        } catch (JedroException e) {
            problems.addAll(e.problems());
        } catch (IllegalArgumentException e) {
            problems.add(Problem.error(
                            MlflowCode.REFUSED, "What was kept of run " + name + " is damaged: " + e.getMessage() + ".")
                    .at(Place.of(root.relativize(file).toString()))
                    .fix("remove the file if the run is not worth mending it"));
        }
        return new Sent(name, run, sent, problems, false);
    }

    /** What a run has to tell is for those who may read that server, and nobody else. */
    private void requireTarget(String target, Opening opening, Path file) {
        String here = connection.shownFrom(root);
        if (!anyTarget && !target.equals(here)) {
            throw new JedroException(
                    Problem.error(
                                    MlflowCode.OTHER_TARGET,
                                    "Run " + opening.jedroRun() + " was to be tracked by " + target
                                            + ", and this would send it to " + here + ".")
                            .at(Place.of(root.relativize(file).toString()))
                            .fix("send it where it belongs: jedro mlflow sync" + Spool.env(opening))
                            .fix(
                                    "or, if that is the same server at a new address, or you want it here: jedro mlflow sync --any-target"));
        }
    }

    /** A last line that is torn was written by a process that was killed. */
    private static List<JsonNode> lines(Path file) throws IOException {
        List<String> texts = Files.readAllLines(file);
        List<JsonNode> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            try {
                lines.add(SpoolLines.read(texts.get(i)));
            } catch (JsonProcessingException e) {
                if (i < texts.size() - 1) {
                    throw new IllegalArgumentException("line " + (i + 1), e);
                }
            }
        }
        return lines;
    }
}
