package dev.jedro.databricks.cli;

import dev.jedro.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that the doctor has looked at.
 *
 * @param detail what was found, on one line
 * @param cures what to do about it; empty if nothing has to be done
 */
record Check(String name, Result result, String detail, String code, List<String> cures) {

    enum Result {
        PASS,
        WARN,
        FAIL,
        SKIP
    }

    Check {
        cures = List.copyOf(cures);
    }

    static Check pass(String name, String detail) {
        return new Check(name, Result.PASS, detail, "", List.of());
    }

    static Check skip(String name, String why) {
        return new Check(name, Result.SKIP, why, "", List.of());
    }

    static Check of(String name, Problem problem) {
        String place = problem.where().isEmpty() ? "" : " (" + problem.where().get(0) + ")";
        List<String> cures = new ArrayList<>(problem.fixes());
        if (!problem.near().isEmpty()) {
            cures.add(0, "is it one of these?  " + String.join(", ", problem.near()));
        }
        return new Check(
                name,
                problem.isError() ? Result.FAIL : Result.WARN,
                problem.what() + place,
                problem.code().id(),
                cures);
    }
}
