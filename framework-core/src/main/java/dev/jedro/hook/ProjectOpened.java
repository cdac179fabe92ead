package dev.jedro.hook;

import dev.jedro.catalog.SharedResources;
import dev.jedro.config.ProjectConfig;
import java.nio.file.Path;

/**
 * A project is open.
 *
 * @param project its name
 * @param root its folder
 * @param env the configuration environment
 * @param shared what the session's datasets and resources share; a thing made here is the same that they get
 */
public record ProjectOpened(String project, Path root, String env, ProjectConfig config, SharedResources shared) {}
