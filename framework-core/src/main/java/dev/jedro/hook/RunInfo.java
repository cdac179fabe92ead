package dev.jedro.hook;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What was asked of a run.
 *
 * @param runId unique, sorts by time
 * @param saveVersion the version under which this run saves versioned datasets
 * @param jedro the version of the framework
 * @param root the project's folder
 * @param project the project's name
 * @param env the configuration environment
 * @param pipelines names of the pipelines, at least one
 * @param slice the selections, by option ({@code from_nodes}, {@code tags}…), only those given; may be empty
 * @param parameters names of the parameters given for this run only; may be empty
 * @param loadVersions versions to load, by dataset; may be empty
 * @param runner {@code sequential} or {@code parallel}
 * @param onlyMissingOutputs whether nodes whose outputs exist are skipped
 */
public record RunInfo(
        String runId,
        String saveVersion,
        String jedro,
        Path root,
        String project,
        String env,
        List<String> pipelines,
        Map<String, List<String>> slice,
        List<String> parameters,
        Map<String, String> loadVersions,
        String runner,
        boolean onlyMissingOutputs) {

    public RunInfo {
        pipelines = List.copyOf(pipelines);
        slice = Map.copyOf(slice);
        parameters = List.copyOf(parameters);
        loadVersions = Map.copyOf(loadVersions);
    }
}
