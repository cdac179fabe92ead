package dev.jedro.session;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.ProjectConfig;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Parameters that are given for a run, and that neither a node, a file of parameters nor an interpolation knows: most of them are misspelt. */
final class UnreadParams {
    private static final String PARAMS = "params:";

    private UnreadParams() {}

    /** A warning for each. A hook may read it all the same, so that it is no error. */
    static List<Problem> of(ProjectConfig config, Pipeline pipeline) {
        ConfigMap given = config.options().runtimeParams();
        Set<String> read = pipeline.parameters();
        if (given.isEmpty() || read.contains("parameters")) {
            return List.of();
        }
        Set<String> known = new TreeSet<>(config.written("parameters"));
        read.forEach(name -> known.add(name.substring(PARAMS.length())));
        if (new UnusedKeys(known).in(given).isEmpty()) {
            return List.of(); // no need to read all files for what they refer to
        }
        known.addAll(config.referencedRuntimeParams());
        known.addAll(config.referenced("parameters"));
        Map<String, Place> unread = new UnusedKeys(known).in(given);
        return unread.entrySet().stream()
                .map(entry -> warning(entry.getKey(), entry.getValue(), known))
                .toList();
    }

    private static Problem warning(String path, Place place, Set<String> known) {
        return Problem.warning(
                        SessionCode.UNREAD_PARAMETER,
                        "Nothing in this run reads the parameter '" + path + "' that it is given.")
                .at(place)
                .near(NearNames.of(path, known))
                .fix("correct the name, or leave it out");
    }
}
