package dev.jedro.cli.project;

import dev.jedro.cli.terminal.LiveRegion;
import dev.jedro.cli.terminal.NodeTable;
import dev.jedro.cli.terminal.NodeTable.State;
import dev.jedro.cli.terminal.Questions;
import dev.jedro.cli.terminal.Signals;
import dev.jedro.cli.terminal.TerminalSize;
import dev.jedro.pipeline.Node;
import dev.jedro.run.NodeOutcome;
import dev.jedro.run.RunId;
import dev.jedro.run.RunListener;
import dev.jedro.run.RunResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows a run while it goes on: as a table that is drawn again in place where the terminal can, else by the log alone. */
final class RunProgress implements RunListener, AutoCloseable {
    private static final long FRAME_MILLIS = 100;
    private final Workplace workplace;
    private final boolean live;
    private volatile @Nullable NodeTable table;
    private @Nullable Timer ticker;

    private RunProgress(Workplace workplace, boolean live) {
        this.workplace = workplace;
        this.live = live;
    }

    static RunProgress on(Workplace workplace) {
        return new RunProgress(workplace, workplace.terminal().live());
    }

    @Override
    public void planned(RunId run, List<Node> nodes) {
        if (!live || nodes.isEmpty()) {
            return;
        }
        workplace.log().quietRuns();
        long begun = System.nanoTime();
        NodeTable picture = new NodeTable(
                nodes.stream().map(Node::name).toList(),
                () -> Duration.ofNanos(System.nanoTime() - begun),
                workplace.terminal().colour());
        LiveRegion shown = new LiveRegion(workplace.report().err(), TerminalSize.atStart(), picture::lines);
        table = picture;
        workplace.screen().open(shown);
        Signals.on("WINCH", () -> shown.resized(TerminalSize.ask()));
        ticker = new Timer("jedro-progress", true);
        ticker.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        shown.redraw();
                    }
                },
                FRAME_MILLIS,
                FRAME_MILLIS);
    }

    @Override
    public void nodeStarted(Node node) {
        if (table != null) {
            table.started(node.name());
        }
    }

    @Override
    public void nodeEnded(Node node, NodeOutcome outcome) {
        if (table == null) {
            return;
        }
        if (outcome instanceof NodeOutcome.Ran ran) {
            table.ended(node.name(), State.DONE, ran.duration(), rows(ran.rows()));
        } else if (outcome instanceof NodeOutcome.Failed failed) {
            table.ended(node.name(), State.FAILED, failed.duration(), "failed");
        } else if (outcome instanceof NodeOutcome.Skipped skipped) {
            table.ended(
                    node.name(), State.SKIPPED, Duration.ZERO, skipped.reason().text());
        }
    }

    @Override
    public void nodeProgress(Node node, long done, long total, String what) {
        NodeTable shown = table;
        if (shown != null) {
            shown.progress(
                    node.name(),
                    total > 0
                            ? String.format(Locale.ROOT, "%,d of %,d %s", done, total, what)
                            : String.format(Locale.ROOT, "%,d %s", done, what));
        }
    }

    @Override
    public boolean agrees(String question) {
        // In a thread of its own, because nothing interrupts a person's typing.
        FutureTask<Boolean> answer = new FutureTask<>(() -> workplace
                .screen()
                .aside(() -> Questions.of(workplace.terminal())
                        .ask(question + " yes or no", "no")
                        .map(said -> said.toLowerCase(Locale.ROOT))
                        .filter(said -> said.equals("yes") || said.equals("y"))
                        .isPresent()));
        Thread asking = new Thread(answer, "jedro-question");
        asking.setDaemon(true);
        asking.start();
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code 4,821 + 1,206 rows}; empty where nobody knows. */
    static String rows(Map<String, Long> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        return rows.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> String.format(Locale.ROOT, "%,d", entry.getValue()))
                        .collect(Collectors.joining(" + "))
                + (rows.size() == 1 && rows.containsValue(1L) ? " row" : " rows");
    }

    /** A listener that tells this one first and then the other. */
    RunListener and(RunListener other) {
        RunListener first = this;
        return new RunListener() {
            @Override
            public void planned(RunId run, List<Node> nodes) {
                first.planned(run, nodes);
                other.planned(run, nodes);
            }

            @Override
            public void nodeStarted(Node node) {
                first.nodeStarted(node);
                other.nodeStarted(node);
            }

            @Override
            public void nodeProgress(Node node, long done, long total, String what) {
                first.nodeProgress(node, done, total, what);
                other.nodeProgress(node, done, total, what);
            }

            @Override
            public boolean agrees(String question) {
                return first.agrees(question);
            }

            @Override
            public void nodeEnded(Node node, NodeOutcome outcome) {
                first.nodeEnded(node, outcome);
                other.nodeEnded(node, outcome);
            }

            @Override
            public void ended(RunResult result) {
                first.ended(result);
                other.ended(result);
            }

            @Override
            public void processEnds(RunResult result) {
                first.processEnds(result);
                other.processEnds(result);
            }
        };
    }

    /** Leaves the last picture on the screen. */
    @Override
    public void close() {
        if (ticker != null) {
            ticker.cancel();
        }
        workplace.screen().close();
    }
}
