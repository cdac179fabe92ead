package dev.jedro.mlflow.client;

import dev.jedro.mlflow.MlflowCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** That the tracking server could not do what was asked. Its {@link #problem()} is what a user reads. */
public final class TrackingException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    TrackingException(Problem problem, @Nullable Throwable cause) {
        super(problem.what(), cause);
        this.problem = Objects.requireNonNull(problem);
    }

    public Problem problem() {
        return problem;
    }

    public MlflowCode code() {
        return (MlflowCode) problem.code();
    }

    /** Whether the same may succeed later: the server was away or overloaded, and said nothing against the request. */
    public boolean passing() {
        return code() == MlflowCode.UNREACHABLE;
    }

    public JedroException toJedro() {
        return new JedroException(problem, this);
    }
}
