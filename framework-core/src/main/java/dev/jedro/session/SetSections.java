package dev.jedro.session;

import dev.jedro.config.ConfigMap;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.Set;

/** What {@code --set} may change. */
final class SetSections {
    private static final String PARAMETERS = "parameters";

    private SetSections() {}

    /** @throws dev.jedro.problem.JedroException with each section that is not there, or has a flag of its own */
    static ConfigMap checked(ConfigMap settings, Set<String> sections) {
        Problems problems = new Problems();
        for (String name : settings.keys()) {
            if (name.equals(PARAMETERS)) {
                problems.add(Problem.error(SessionCode.BAD_SETTING, "Parameters are not set with --set.")
                        .at(settings.keyPlace(name))
                        .fix("write --params KEY=VALUE"));
            } else if (!sections.contains(name)) {
                problems.add(Problem.error(
                                SessionCode.BAD_SETTING, "The configuration has no section '" + name + "' to set.")
                        .at(settings.keyPlace(name))
                        .near(NearNames.of(name, sections))
                        .fix("write --set SECTION.KEY=VALUE, the section being the name of the file: one of "
                                + String.join(", ", sections)));
            } else if (!(settings.get(name).orElseThrow() instanceof ConfigMap)) {
                problems.add(
                        Problem.error(SessionCode.BAD_SETTING, "--set names the section '" + name + "', but no key.")
                                .at(settings.keyPlace(name))
                                .fix("write --set " + name + ".KEY=VALUE"));
            }
        }
        problems.throwIfErrors();
        return settings;
    }
}
