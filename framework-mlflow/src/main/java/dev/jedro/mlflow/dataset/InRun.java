package dev.jedro.mlflow.dataset;

import dev.jedro.problem.TypeText;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node of this run has saved, for the nodes after it: they need not wait for the server, and get it when the server is away or the run is not tracked. Kept until nobody needs
 * it any more; outside of runs nothing is.
 */
final class InRun {
    private volatile @Nullable Object value;

    static InRun of(DatasetContext context) {
        return context.state(InRun.class, InRun::new);
    }

    void saved(DatasetContext context, Object saved) {
        value = context.runId().isPresent() ? saved : null;
    }

    /** Empty if nothing was saved here, or something that is of another type than is wanted now. */
    Optional<Object> as(Type type) {
        return Optional.ofNullable(value).filter(TypeText.boxed(type)::isInstance);
    }

    void release() {
        value = null;
    }
}
