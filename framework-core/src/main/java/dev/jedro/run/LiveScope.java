package dev.jedro.run;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.hook.RunInfo;
import dev.jedro.hook.RunScope;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The run as its hooks see it, while it goes on. Thread-safe. */
final class LiveScope implements RunScope {
    private final RunInfo info;
    private final Pipeline pipeline;
    private final OpenCatalog catalog;
    private final RunJournal journal;
    private final RunListener listener;
    private final UnaryOperator<String> redact;
    private final Map<String, Node> running = new ConcurrentHashMap<>();

    LiveScope(
            RunInfo info,
            Pipeline pipeline,
            OpenCatalog catalog,
            RunJournal journal,
            RunListener listener,
            UnaryOperator<String> redact) {
        this.info = info;
        this.pipeline = pipeline;
        this.catalog = catalog;
        this.journal = journal;
        this.listener = listener;
        this.redact = redact;
    }

    /** From now on, progress of the node is passed on. */
    void started(Node node) {
        running.put(node.name(), node);
    }

    void ended(Node node) {
        running.remove(node.name());
    }

    Collection<Node> running() {
        return running.values();
    }

    @Override
    public RunInfo info() {
        return info;
    }

    @Override
    public Pipeline pipeline() {
        return pipeline;
    }

    @Override
    public OpenCatalog catalog() {
        return catalog;
    }

    @Override
    public void note(String kind, Map<String, String> facts) {
        Map<String, String> masked = new LinkedHashMap<>();
        facts.forEach((name, value) -> masked.put(name, redact.apply(value)));
        journal.noted(redact.apply(kind), masked);
    }

    @Override
    public void progress(Node node, long done, long total, String what) {
        if (running.containsKey(node.name())) {
            listener.nodeProgress(node, done, total, what);
        }
    }

    @Override
    public boolean agrees(String question) {
        return listener.agrees(question);
    }
}
