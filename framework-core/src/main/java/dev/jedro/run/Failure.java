package dev.jedro.run;

import dev.jedro.pipeline.Node;
import dev.jedro.problem.Cause;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a node's exception becomes for the user. */
final class Failure {
    private Failure() {}

    /** At least one problem; each ends with the place where the node is wired. */
    static List<Problem> problems(Node node, Throwable thrown, UnaryOperator<String> redact) {
        return redacted(problems(node, thrown), redact);
    }

    /** The same problems without secrets, whatever message they came from. */
    static List<Problem> redacted(List<Problem> problems, UnaryOperator<String> redact) {
        return problems.stream().map(problem -> problem.withTexts(redact)).toList();
    }

    private static List<Problem> problems(Node node, Throwable thrown) {
        if (thrown instanceof JedroException known) {
            List<Problem> problems = new ArrayList<>();
            for (Problem problem : known.problems()) {
                problems.add(problem.where().contains(node.place()) ? problem : problem.at(node.place()));
            }
            return problems;
        }
        Cause cause = Cause.of(thrown, node.function().owner());
        Problem problem = Problem.error(RunCode.NODE_FAILED, "Node '" + node.name() + "' failed: " + cause.text());
        return List.of(cause.at(problem).at(node.place()).fix(fix(thrown, cause)));
    }

    private static String fix(Throwable thrown, Cause cause) {
        if (thrown instanceof OutOfMemoryError) {
            return "give the project more memory, with -Xmx… under jvm: in jedro.yml";
        }
        return cause.places().isEmpty()
                ? "run with --verbose to see the whole stack"
                : "look at " + cause.places().get(0) + " first; --verbose shows the whole stack";
    }
}
