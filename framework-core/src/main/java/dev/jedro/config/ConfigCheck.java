package dev.jedro.config;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Severity;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Looks at everything, so that all mistakes are told at once. */
final class ConfigCheck {
    private final ProjectConfig config;
    private final SectionReader reader;
    private final Set<Problem> problems = new LinkedHashSet<>();

    ConfigCheck(ProjectConfig config, SectionReader reader) {
        this.config = config;
        this.reader = reader;
    }

    List<Problem> problems() {
        resolve(config.sections());
        ignoredFiles();
        return List.copyOf(problems);
    }

    List<Problem> problems(Collection<String> sections) {
        resolve(sections);
        return List.copyOf(problems);
    }

    private void resolve(Collection<String> sections) {
        for (String section : sections) {
            try {
                config.section(section).rawEntries().values().forEach(entry -> resolve(entry, section));
            } catch (JedroException e) {
                problems.addAll(e.problems());
            }
        }
    }

    /** Resolves as much as can be. */
    static void resolveAll(ConfigValue value) {
        List<ConfigEntry> entries = value instanceof ConfigMap map
                ? List.copyOf(map.rawEntries().values())
                : value instanceof ConfigList list ? list.rawItems() : List.of();
        for (ConfigEntry entry : entries) {
            try {
                resolveAll(entry.value());
            } catch (JedroException unresolved) {
                // the next one may be in order
            }
        }
    }

    private void resolve(ConfigEntry entry, String section) {
        try {
            ConfigValue value = entry.value();
            if (value instanceof ConfigMap map) {
                map.rawEntries().values().forEach(inner -> resolve(inner, section));
            } else if (value instanceof ConfigList list) {
                list.rawItems().forEach(inner -> resolve(inner, section));
            }
        } catch (JedroException e) {
            e.problems().forEach(problem -> problems.add(eased(problem, section)));
        }
    }

    /** Credentials that this machine lacks matter only if they are used, and who uses them tells that. */
    private static Problem eased(Problem problem, String section) {
        boolean lacking = section.equals("credentials") && problem.code() == ConfigCode.MISSING_VARIABLE;
        return lacking
                ? new Problem(
                        problem.code(),
                        Severity.WARNING,
                        problem.what(),
                        problem.where(),
                        problem.near(),
                        problem.fixes())
                : problem;
    }

    private void ignoredFiles() {
        for (String env : SectionReader.environments(config.options())) {
            Set<String> ignored = new LinkedHashSet<>(reader.files(env, ""));
            config.sections().forEach(section -> ignored.removeAll(reader.files(env, section)));
            for (String file : ignored) {
                String name = file.substring(file.lastIndexOf('/') + 1).replaceAll("\\.[a-z]+$", "");
                problems.add(Problem.warning(
                                ConfigCode.IGNORED_FILE, "The file belongs to no section, so nothing reads it")
                        .at(Place.of(reader.shown(file)))
                        .near(NearNames.of(name, config.sections()))
                        .fix("let its name begin with one of: " + String.join(", ", config.sections()))
                        .fix("move it out of " + config.options().source().shown()));
            }
        }
    }
}
