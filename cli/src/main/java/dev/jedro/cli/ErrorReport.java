package dev.jedro.cli;

import dev.jedro.cli.terminal.Style;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Says on standard error what went wrong.
 *
 * @param colour whether {@code err} takes colours
 * @param verbose whether stack traces are shown
 * @param mask hides secrets in what is printed
 */
public record ErrorReport(PrintStream err, boolean colour, boolean verbose, UnaryOperator<String> mask) {

    /** A report for where there is no configuration, and so no secret of it, yet. */
    public ErrorReport(PrintStream err, boolean colour, boolean verbose) {
        this(err, colour, verbose, UnaryOperator.identity());
    }

    /** Prints the stack trace of what was thrown. */
    public void trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        err.print(mask.apply(text.toString()));
        err.flush();
    }

    /** Reports a failure of any kind, and gives the exit code that goes with it. */
    public int failure(Throwable failure) {
        if (failure instanceof JedroException mistake) {
            problems(mistake.problems());
            if (verbose) {
                trace(mistake);
            }
            return ExitCode.USAGE;
        }
        err.println(Style.RED.of("This is a mistake in Jedro", colour) + ": " + mask.apply(failure.toString()));
        if (verbose) {
            trace(failure);
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
        return style.of(id, colour) + mask.apply(problem.toString().substring(id.length()));
    }
}
