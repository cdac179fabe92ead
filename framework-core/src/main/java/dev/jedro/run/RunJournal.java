package dev.jedro.run;

import dev.jedro.hook.RunInfo;
import dev.jedro.pipeline.Node;
import dev.jedro.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what happens in one run into its journal. Thread-safe. */
final class RunJournal implements AutoCloseable {
    private final Journal journal;

    private RunJournal(Journal journal) {
        this.journal = journal;
    }

    static RunJournal create(Path root, RunId run) {
        return new RunJournal(Journal.create(root, run));
    }

    /** Why nothing is written, as a warning; empty as long as all is well. */
    Optional<Problem> problem() {
        return journal.problem();
    }

    /** What is lost with the power before anything was saved is no loss; the first commit keeps this line too. */
    void started(RunInfo run, List<Node> nodes) {
        ProcessHandle process = ProcessHandle.current();
        journal.write(new RunEvent.Started(
                journal.now(),
                new RunId(run.runId()),
                run.jedro(),
                run.env(),
                process.pid(),
                process.info().startInstant().orElse(Instant.EPOCH),
                run.pipelines(),
                nodes.stream().map(Node::name).toList(),
                run.parameters()));
    }

    void nodeStarted(Node node) {
        journal.write(new RunEvent.NodeStarted(journal.now(), node.name()));
    }

    void saved(Node node, String dataset, Optional<String> version) {
        journal.commit(new RunEvent.Saved(journal.now(), node.name(), dataset, version));
    }

    void nodeEnded(Node node, NodeOutcome outcome) {
        if (outcome instanceof NodeOutcome.Ran ran) {
            journal.write(new RunEvent.NodeRan(
                    journal.now(), node.name(), ran.duration().toMillis()));
        } else if (outcome instanceof NodeOutcome.Skipped skipped) {
            journal.write(new RunEvent.NodeSkipped(
                    journal.now(), node.name(), skipped.reason().text()));
        } else if (outcome instanceof NodeOutcome.Failed failed) {
            Problem problem = failed.problems().get(0);
            journal.commit(new RunEvent.NodeFailed(
                    journal.now(), node.name(), problem.code().id(), problem.what()));
        }
    }

    /** An event of a hook. */
    void noted(String kind, Map<String, String> facts) {
        journal.commit(new RunEvent.Noted(journal.now(), kind, facts));
    }

    /** @param problems masked; may be empty */
    void ended(RunStatus status, Duration duration, List<Problem> problems) {
        Optional<String> first = problems.stream().findFirst().map(Problem::what);
        journal.commit(new RunEvent.Ended(journal.now(), status, duration.toMillis(), first));
    }

    @Override
    public void close() {
        journal.close();
    }
}
