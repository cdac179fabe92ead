package dev.jedro.mlflow.tracking;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The runs that nodes have begun beneath a run. Thread-safe. */
final class ChildRuns {
    private final Opening parent;
    private final RunOpener opener;
    private final AtomicInteger begun = new AtomicInteger();
    private final List<ActiveRun> all = new CopyOnWriteArrayList<>();

    ChildRuns(Opening parent, RunOpener opener) {
        this.parent = parent;
        this.opener = opener;
    }

    /**
     * @param beneath whether MLflow's pages show it beneath the parent
     * @param parentId MLflow's id of the parent, for which it may wait; empty if the server does not know it
     */
    ActiveRun begin(String name, Instant start, boolean beneath, Supplier<Optional<String>> parentId) {
        String id = parent.jedroRun() + "_" + begun.incrementAndGet();
        Map<String, String> tags = new LinkedHashMap<>(parent.tags());
        tags.remove(Opening.PARENT_ID_TAG);
        tags.put("mlflow.runName", name);
        tags.put(Opening.RUN_TAG, id);
        tags.put(Opening.PARENT_TAG, parent.jedroRun());
        if (beneath) {
            tags.put(Opening.PARENT_ID_TAG, ""); // whoever sends the run finds it out, so that no node waits for it
        }
        Opening opening = new Opening(
                id,
                parent.experiment(),
                parent.experimentName(),
                parent.experimentId(),
                Optional.empty(),
                name,
                start,
                tags);
        ActiveRun child = opener.open(opening, parentId);
        all.add(child);
        return child;
    }

    List<ActiveRun> all() {
        return all;
    }
}
