package dev.jedro.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, so that a user sees all of them at once. Not thread-safe. */
public final class Problems {
    private final List<Problem> problems = new ArrayList<>();

    public void add(Problem problem) {
        problems.add(problem);
    }

    public void addAll(Iterable<Problem> more) {
        more.forEach(problems::add);
    }

    /** Everything collected so far, in order, warnings included. */
    public List<Problem> all() {
        return List.copyOf(problems);
    }

    public List<Problem> errors() {
        return problems.stream().filter(Problem::isError).toList();
    }

    public List<Problem> warnings() {
        return problems.stream().filter(problem -> !problem.isError()).toList();
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }

    /** Throws all errors collected so far as one exception; does nothing if there are only warnings. */
    public void throwIfErrors() {
        if (hasErrors()) {
            throw new JedroException(errors());
        }
    }
}
