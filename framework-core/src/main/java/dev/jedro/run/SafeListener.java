package dev.jedro.run;

import dev.jedro.pipeline.Node;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what happens; a display that fails is no reason to lose the work. */
final class SafeListener implements RunListener {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.run");
    private final RunListener listener;

    SafeListener(RunListener listener) {
        this.listener = listener;
    }

    @Override
    public void planned(RunId run, List<Node> nodes) {
        tell(to -> to.planned(run, nodes));
    }

    @Override
    public void nodeStarted(Node node) {
        tell(to -> to.nodeStarted(node));
    }

    @Override
    public void nodeProgress(Node node, long done, long total, String what) {
        tell(to -> to.nodeProgress(node, done, total, what));
    }

    @Override
    public boolean agrees(String question) {
        AtomicBoolean yes = new AtomicBoolean();
        tell(to -> yes.set(to.agrees(question)));
        return yes.get();
    }

    @Override
    public void nodeEnded(Node node, NodeOutcome outcome) {
        tell(to -> to.nodeEnded(node, outcome));
    }

    @Override
    public void ended(RunResult result) {
        tell(to -> to.ended(result));
    }

    @Override
    public void processEnds(RunResult result) {
        tell(to -> to.processEnds(result));
    }

    private void tell(Consumer<RunListener> step) {
        try {
            step.accept(listener);
        } catch (Exception | LinkageError | AssertionError e) {
            LOG.warn("The listener of the run failed; the run goes on", e);
        }
    }
}
