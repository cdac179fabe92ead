package dev.jedro.cli.launch;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the compiler's errors in what Maven printed. */
final class MavenErrors {
    private static final Pattern ERROR = Pattern.compile(
            "^\\[ERROR] (?<file>.+\\.\\w+):\\[(?<line>\\d+),(?<column>\\d+)] (?:error: )?(?<what>.+)$",
            Pattern.MULTILINE);

    private MavenErrors() {}

    /**
     * Each error once, in order; empty if something else went wrong.
     *
     * @param root what places are told relative to
     * @param whole the folder beneath which they are
     */
    private static List<Problem> in(String output, Path root, Path whole) {
        return ERROR.matcher(output)
                .results()
                .map(match -> problem(match, root, whole))
                .distinct()
                .toList();
    }

    /** @throws JedroException with the compiler's errors, if there are some in what Maven printed */
    static void throwIfAny(String output, Path root, Optional<Reactor> reactor) {
        List<Problem> errors = in(output, root, reactor.map(Reactor::root).orElse(root));
        if (!errors.isEmpty()) {
            throw new JedroException(errors);
        }
    }

    private static Problem problem(MatchResult error, Path root, Path whole) {
        Path file = Path.of(error.group(1));
        Path shown = file.startsWith(whole) ? root.relativize(file) : file;
        return CompilerError.problem(error.group(4))
                .at(Place.of(shown.toString(), Integer.parseInt(error.group(2)), Integer.parseInt(error.group(3))));
    }
}
