package dev.jedro.hook;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.config.ProjectConfig;
import dev.jedro.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.List;

/**
 * Somebody wants to know all that is wrong with a project, without running it: {@code jedro check}.
 *
 * @param project its name
 * @param root its folder
 * @param env the configuration environment
 * @param catalog may have mistakes of its own, which are told anyway
 * @param pipelines all that could be made
 */
public record ProjectChecked(
        String project, Path root, String env, ProjectConfig config, DataCatalog catalog, List<Pipeline> pipelines) {
    public ProjectChecked {
        pipelines = List.copyOf(pipelines);
    }
}
