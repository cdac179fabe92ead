package dev.jedro.run;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;

/**
 * How many nodes may run at once. The decisions are the same for any number of workers: of the nodes that are ready, the first in
 * topological order starts first.
 *
 * @param workers at least 1; with 1 the nodes run one after the other in the thread that called
 */
public record Runner(int workers) {

    public Runner {
        if (workers < 1) {
            throw new JedroException(Problem.error(
                            RunCode.BAD_WORKERS, "The number of workers should be positive, but is " + workers + ".")
                    .at(Place.of("--workers"))
                    .fix("give --workers 1 or more, or leave it out for one worker a processor"));
        }
    }

    public static Runner sequential() {
        return new Runner(1);
    }

    /** One worker a processor, at least 2. */
    public static Runner parallel() {
        return new Runner(Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    /** @throws JedroException {@link RunCode#BAD_WORKERS} if not positive */
    public static Runner parallel(int workers) {
        return new Runner(workers);
    }

    /** {@code sequential} or {@code parallel}. */
    public String name() {
        return workers == 1 ? "sequential" : "parallel";
    }
}
