package dev.jedro.hook;

import dev.jedro.config.ProjectConfig;
import java.nio.file.Path;

/**
 * A project is open.
 *
 * @param project its name
 * @param root its folder
 * @param env the configuration environment
 */
public record ProjectOpened(String project, Path root, String env, ProjectConfig config) {}
