package dev.jedro.hook;

import dev.jedro.catalog.SharedResources;
import dev.jedro.config.ProjectConfig;
import java.nio.file.Path;

/**
 * What a {@link ResourceProvider} may need.
 *
 * @param root the project's folder
 * @param env the configuration environment
 * @param shared what the session's datasets share; a thing made here is the same that they get
 */
public record ResourceContext(Path root, String env, ProjectConfig config, SharedResources shared) {}
