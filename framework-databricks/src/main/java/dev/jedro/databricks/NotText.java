package dev.jedro.databricks;

import dev.jedro.problem.Problem;
import java.io.IOException;

/** A file is no text in UTF-8. */
final class NotText extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    NotText(Problem problem) {
        super(problem.what());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
