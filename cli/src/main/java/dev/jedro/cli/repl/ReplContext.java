package dev.jedro.cli.repl;

import dev.jedro.config.ProjectConfig;
import java.nio.file.Path;

/**
 * Where a session at the prompt is.
 *
 * @param root the project's folder
 * @param env the environment of the configuration
 * @param config the configuration; its secrets are masked where it is printed
 */
public record ReplContext(Path root, String env, ProjectConfig config) {

    @Override
    public String toString() {
        return root + ", environment " + env;
    }
}
