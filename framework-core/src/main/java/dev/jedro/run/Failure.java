package dev.jedro.run;

import dev.jedro.catalog.CatalogCode;
import dev.jedro.pipeline.Node;
import dev.jedro.problem.Cause;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a node's exception becomes for the user. */
final class Failure {
    /** Asks those who may know a library's exception. */
    interface Explained {
        Optional<Problem> of(Throwable thrown);
    }

    private Failure() {}

    /** At least one problem; each ends with the place where the node is wired. */
    static List<Problem> problems(Node node, Throwable thrown, Explained explained, UnaryOperator<String> redact) {
        return redacted(problems(node, thrown, explained), redact);
    }

    /** The same problems without secrets, whatever message they came from. */
    static List<Problem> redacted(List<Problem> problems, UnaryOperator<String> redact) {
        return problems.stream().map(problem -> problem.withTexts(redact)).toList();
    }

    private static List<Problem> problems(Node node, Throwable thrown, Explained explained) {
        if (thrown instanceof JedroException known) {
            List<Problem> problems = new ArrayList<>();
            for (Problem told : known.problems()) {
                Problem problem = isOnlyWrapped(told, known) ? ofDataset(told, known, explained) : told;
                problems.add(wiredAt(node, problem));
            }
            return problems;
        }
        Optional<Problem> known = explained.of(thrown);
        if (known.isPresent()) {
            return List.of(placed(known.get(), thrown, node));
        }
        Cause cause = Cause.of(thrown, node.function().owner());
        Problem problem = Problem.error(RunCode.NODE_FAILED, "Node '" + node.name() + "' failed: " + cause.text());
        return List.of(wiredAt(node, cause.at(problem)).fix(fix(thrown, cause)));
    }

    /** With the place where the node is wired, which may be that of a lambda as well. */
    private static Problem wiredAt(Node node, Problem problem) {
        return problem.where().contains(node.place()) ? problem : problem.at(node.place());
    }

    /** The line of the user's code first, then where the node is wired. */
    private static Problem placed(Problem explained, Throwable thrown, Node node) {
        Problem placed = explained.where().isEmpty()
                ? Cause.of(thrown, node.function().owner()).at(explained)
                : explained;
        return wiredAt(node, placed);
    }

    /** Whether a dataset that knew no better said only that it failed, and why. */
    private static boolean isOnlyWrapped(Problem told, JedroException known) {
        return known.getCause() != null
                && !(known.getCause() instanceof JedroException)
                && (told.code() == CatalogCode.LOAD_FAILED || told.code() == CatalogCode.SAVE_FAILED);
    }

    private static Problem ofDataset(Problem told, JedroException known, Explained explained) {
        Throwable cause = known.getCause();
        if (cause == null) {
            return told;
        }
        return explained
                .of(cause)
                .map(better -> {
                    List<Place> where = new ArrayList<>(better.where());
                    where.addAll(told.where());
                    String subject = told.what().replaceFirst("(?s) could not be .*", "");
                    return new Problem(
                            better.code(),
                            better.severity(),
                            subject + ": " + better.what(),
                            where,
                            better.near(),
                            better.fixes());
                })
                .orElse(told);
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
