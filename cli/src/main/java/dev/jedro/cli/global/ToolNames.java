package dev.jedro.cli.global;

import dev.jedro.cli.CliCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.starters.Starter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a person says that a new project is to have beside what the starter gives to all. */
final class ToolNames {
    /** Says in words that there is to be nothing. */
    static final String NONE = "none";

    private ToolNames() {}

    /**
     * The tools that were named; blanks and {@value #NONE} name nothing.
     *
     * @throws JedroException with all names that the starter does not know
     */
    static Set<String> of(Starter starter, List<String> named) {
        Set<String> tools = new TreeSet<>();
        Problems problems = new Problems();
        for (String text : named) {
            String name = text.strip();
            if (starter.tools().containsKey(name)) {
                tools.add(name);
            } else if (!name.isEmpty() && !name.equals(NONE)) {
                problems.add(unknown(starter, name));
            }
        }
        problems.throwIfErrors();
        return tools;
    }

    private static Problem unknown(Starter starter, String name) {
        Problem problem = Problem.error(
                        CliCode.UNKNOWN_TOOL, "The starter '" + starter.name() + "' has no tool '" + name + "'.")
                .at(Place.of("--tools"))
                .near(NearNames.of(name, starter.tools().keySet()));
        return starter.tools().isEmpty()
                ? problem.fix(
                        "leave --tools out: this starter has none; 'jedro starter list --format json' tells which have")
                : problem.fix(
                        "choose from: " + String.join(", ", starter.tools().keySet()));
    }
}
