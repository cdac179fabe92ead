package dev.jedro.cli;

import dev.jedro.cli.terminal.Style;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.io.PrintStream;
import java.util.List;

/**
 * Says on standard error what went wrong.
 *
 * @param colour whether {@code err} takes colours
 * @param verbose whether stack traces are shown
 */
public record ErrorReport(PrintStream err, boolean colour, boolean verbose) {

    /** Reports a failure of any kind, and gives the exit code that goes with it. */
    public int failure(Throwable failure) {
        if (failure instanceof JedroException mistake) {
            problems(mistake.problems());
            if (verbose) {
                mistake.printStackTrace(err);
            }
            return ExitCode.USAGE;
        }
        err.println(Style.RED.of("This is a mistake in Jedro", colour) + ": " + failure);
        if (verbose) {
            failure.printStackTrace(err);
        } else {
            err.println("Please report it, with what --verbose says.");
        }
        return ExitCode.BUG;
    }

    /** Lists problems, each after an empty line where there are several. */
    public void problems(List<Problem> problems) {
        for (int i = 0; i < problems.size(); i++) {
            if (i > 0) {
                err.println();
            }
            err.println(text(problems.get(i)));
        }
        long errors = problems.stream().filter(Problem::isError).count();
        if (errors > 1) {
            err.println();
            err.println(errors + " errors");
        }
    }

    private String text(Problem problem) {
        String id = problem.code().id();
        Style style = problem.isError() ? Style.RED : Style.YELLOW;
        return style.of(id, colour) + problem.toString().substring(id.length());
    }
}
