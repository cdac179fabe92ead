package dev.jedro.cli.launch;

import dev.jedro.cli.CliCode;
import dev.jedro.problem.Problem;

/** Makes problems of what a compiler says; its own words tell what is wrong, so that only a cure outside the line is added. */
final class CompilerError {
    private CompilerError() {}

    /** @param said in English; in another language it gets no cure */
    static Problem problem(String said) {
        Problem problem = Problem.error(CliCode.DOES_NOT_COMPILE, said);
        String first = said.lines().findFirst().orElse("");
        if (first.matches("package \\S+ does not exist")) {
            return problem.fix("correct the import, or add the library that has the package to pom.xml");
        }
        if (said.contains("method from()") && said.contains("dev.jedro.pipeline.NeedsOutput")) {
            return problem.fix("leave out from(): the node's method takes nothing");
        }
        if (first.startsWith("cannot find symbol")) {
            return problem.fix("correct the name, or import what it names");
        }
        return problem;
    }
}
