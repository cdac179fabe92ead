package dev.jedro.spark.connect;

import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.connect.client.RetryPolicy;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;

/** How long a call waits for a server that does not answer: about fifteen seconds, where Spark's own client tries for many minutes. */
final class Patience {
    private static final int TRIES = 7;
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
                thrown -> RetryPolicy.defaultPolicy().canRetry().apply(thrown),
                "jedro",
                true,
                Option.apply(LONGEST_WAIT));
    }
}
