package dev.jedro.spark;

import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.SparkFailures;
import dev.jedro.spark.session.OpenSession;
import dev.jedro.spark.udf.PackedClasses;
import dev.jedro.spark.udf.ProjectClasses;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the project's classes come to a server: they are packed while the session is opened, and sent while the first inputs are read; plans wait for them. The session is good for all but
 * functions of Java without them, so whatever goes wrong is a warning.
 */
final class ClassDelivery {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.spark");

    private static final Executor BESIDE = work -> {
        Thread thread = new Thread(work, "jedro-spark-classes");
        thread.setDaemon(true);
        thread.start();
    };

    /** Sends nothing. */
    static final ClassDelivery NONE = new ClassDelivery(CompletableFuture.completedFuture(PackedClasses.NONE));

    private final CompletableFuture<PackedClasses> packed;

    private ClassDelivery(CompletableFuture<PackedClasses> packed) {
        this.packed = packed;
    }

    /** Begins to pack them. */
    static ClassDelivery of(ProjectClasses classes) {
        return new ClassDelivery(CompletableFuture.supplyAsync(classes::packed, BESIDE));
    }

    /**
     * Sends them to a session's server as soon as they are packed.
     *
     * @param closed whether the sessions have been closed meanwhile: then nobody misses them
     */
    void to(OpenSession opened, BooleanSupplier closed) {
        opened.beforePlans(packed.thenAcceptAsync(classes -> classes.sendTo(opened.session()), BESIDE)
                .exceptionally(thrown -> {
                    if (!closed.getAsBoolean()) {
                        LOG.warn(
                                "Functions of Java will not run on Spark: the project's classes could not be sent there: {}",
                                reason(thrown));
                    }
                    LOG.debug("the project's classes could not be sent", thrown);
                    return null;
                }));
    }

    private static String reason(Throwable thrown) {
        Throwable cause = thrown.getCause();
        boolean wraps = thrown instanceof CompletionException || thrown instanceof UncheckedIOException;
        return wraps && cause != null
                ? reason(cause)
                : SparkFailures.explain(thrown).map(Problem::what).orElseGet(thrown::toString);
    }
}
