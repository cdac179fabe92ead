package dev.jedro.config;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The entries that are being resolved, each asked for by the one before: meeting one of them again is a cycle. */
final class Trail {
    private static final long MOST_VISITS = 1_000_000;
    private static final int DEEPEST = 200;

    private final @Nullable Trail up;
    private final @Nullable ConfigEntry entry;
    private final String path;
    private final int depth;
    private final AtomicLong visits;

    private Trail(@Nullable Trail up, @Nullable ConfigEntry entry, String path, int depth, AtomicLong visits) {
        this.up = up;
        this.entry = entry;
        this.path = path;
        this.depth = depth;
        this.visits = visits;
    }

    static Trail start() {
        return new Trail(null, null, "", 0, new AtomicLong());
    }

    /** @throws JedroException if the entry is on the trail already */
    Trail with(ConfigEntry next, String nextPath) {
        if (next.raw() instanceof ConfigScalar) {
            for (Trail step = this; step != null; step = step.up) {
                if (step.entry == next) {
                    throw cycle(next, nextPath);
                }
            }
        }
        visit(next.raw().place());
        if (depth > DEEPEST) {
            throw tooLarge(next.raw().place(), "Interpolations lead to each other more than " + DEEPEST + " times");
        }
        return new Trail(this, next, nextPath, depth + 1, visits);
    }

    /** Counts a value that an interpolation brings in, so that a few lines cannot fill the memory. */
    void visit(Place place) {
        if (visits.incrementAndGet() > MOST_VISITS) {
            throw tooLarge(place, "Interpolations bring in more than " + MOST_VISITS + " values");
        }
    }

    private static JedroException tooLarge(Place place, String what) {
        return new JedroException(
                Problem.error(ConfigCode.TOO_LARGE, what).at(place).fix("refer to fewer or smaller values"));
    }

    private JedroException cycle(ConfigEntry next, String nextPath) {
        List<Trail> steps = new ArrayList<>();
        for (Trail step = this; step != null && step.entry != next; step = step.up) {
            steps.add(step);
        }
        Collections.reverse(steps);
        StringBuilder chain = new StringBuilder(nextPath);
        Problem problem = Problem.error(ConfigCode.CYCLE, "").at(next.raw().place());
        for (Trail step : steps) {
            if (step.entry != null && step.entry.raw() instanceof ConfigScalar scalar) {
                chain.append(" -> ").append(step.path);
                problem = problem.at(scalar.place());
            }
        }
        chain.append(" -> ").append(nextPath);
        return new JedroException(new Problem(
                problem.code(),
                problem.severity(),
                "The interpolations lead back to themselves: " + chain,
                problem.where(),
                List.of(),
                List.of("give '" + nextPath + "' a plain value")));
    }
}
