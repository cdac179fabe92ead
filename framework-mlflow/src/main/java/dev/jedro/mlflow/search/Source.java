package dev.jedro.mlflow.search;

import dev.jedro.problem.Code;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.List;

/**
 * A filter or an order as it was typed, to point at.
 *
 * @param name what users call it, for instance {@code filter}
 * @param text one line or more
 */
record Source(String name, String text) {

    JedroException bad(String what, int column, String... fixes) {
        return problem(SearchCode.BAD_FILTER, what, column, List.of(), fixes);
    }

    JedroException problem(Code code, String what, int column, List<String> near, String... fixes) {
        Problem problem = Problem.error(code, what + ", in: " + text).at(Place.of(name, 1, column));
        problem = problem.near(near);
        for (String fix : fixes) {
            problem = problem.fix(fix);
        }
        return new JedroException(problem);
    }
}
