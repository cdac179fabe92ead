package dev.jedro.cli.launch;

import dev.jedro.cli.CliCode;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the compiler's errors in what Maven printed. */
final class MavenErrors {
    private static final Pattern ERROR = Pattern.compile(
            "^\\[ERROR] (?<file>.+\\.\\w+):\\[(?<line>\\d+),(?<column>\\d+)] (?:error: )?(?<what>.+)$",
            Pattern.MULTILINE);

    private MavenErrors() {}

    /** Each error once, in order; empty if something else went wrong. */
    static List<Problem> in(String output, Path root) {
        return ERROR.matcher(output)
                .results()
                .map(match -> problem(match, root))
                .distinct()
                .toList();
    }

    private static Problem problem(MatchResult error, Path root) {
        Path file = Path.of(error.group(1));
        Path shown = file.startsWith(root) ? root.relativize(file) : file;
        return Problem.error(CliCode.DOES_NOT_COMPILE, error.group(4))
                .at(Place.of(shown.toString(), Integer.parseInt(error.group(2)), Integer.parseInt(error.group(3))));
    }
}
