package dev.jedro.spark.connect;

import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.connect.client.RetryPolicy;
import org.sparkproject.io.grpc.Status;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;

/** How long a call waits for a server that does not answer: about twenty seconds, where Spark's own client tries for many minutes. */
final class Patience {
    /** After the first one. */
    static final int TRIES = 7;

    private static final FiniteDuration FIRST_WAIT = new FiniteDuration(100, TimeUnit.MILLISECONDS);
    private static final FiniteDuration LONGEST_WAIT = new FiniteDuration(5, TimeUnit.SECONDS);
    private static final FiniteDuration JITTER = new FiniteDuration(100, TimeUnit.MILLISECONDS);
    private static final double FACTOR = 3;

    private Patience() {}

    static RetryPolicy policy() {
        return new RetryPolicy(
                Option.apply((Object) TRIES),
                FIRST_WAIT,
                Option.apply(LONGEST_WAIT),
                FACTOR,
                JITTER,
                FIRST_WAIT,
                thrown -> !isClosed(thrown)
                        && (boolean) RetryPolicy.defaultPolicy().canRetry().apply(thrown),
                "jedro",
                true,
                Option.apply(LONGEST_WAIT));
    }

    /**
     * Whether the channel has been closed on this side, which no later try mends. After a query that failed, Spark's client tells the server in the background that it wants no more
     * of it, and would go on trying when the session is long closed.
     */
    private static boolean isClosed(Throwable thrown) {
        Status status = Status.fromThrowable(thrown);
        return status.getCode() == Status.Code.UNAVAILABLE
                && String.valueOf(status.getDescription()).startsWith("Channel shutdown");
    }
}
