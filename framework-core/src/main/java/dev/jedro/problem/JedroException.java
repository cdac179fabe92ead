package dev.jedro.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Carries one or more {@link Problem}s to whoever shows them. The only exception that Jedro throws for a user's mistake. */
public final class JedroException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    /** @param problems at least one */
    public JedroException(List<Problem> problems) {
        this(problems, null);
    }

    public JedroException(Problem problem) {
        this(List.of(problem), null);
    }

    public JedroException(Problem problem, @Nullable Throwable cause) {
        this(List.of(problem), cause);
    }

    /**
     * @param problems at least one
     * @param cause kept for {@code --verbose}; may be null
     */
    public JedroException(List<Problem> problems, @Nullable Throwable cause) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), cause);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("no problem");
        }
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
