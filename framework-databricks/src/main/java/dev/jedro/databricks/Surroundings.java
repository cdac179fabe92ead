package dev.jedro.databricks;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds a process: where settings may come from beside what was asked for.
 *
 * @param env the environment variables
 * @param home the folder that has {@code .databrickscfg}
 * @param project the project's folder, which may have a {@code .env}; empty outside a project
 */
public record Surroundings(Map<String, String> env, Path home, Optional<Path> project) {
    private static final String CONFIG_FILE = "DATABRICKS_CONFIG_FILE";

    public Surroundings {
        env = Map.copyOf(env);
    }

    /** Those of this process. */
    public static Surroundings of(Optional<Path> project) {
        return new Surroundings(System.getenv(), Path.of(System.getProperty("user.home")), project);
    }

    /** The file of profiles, whether or not it is there: that of {@code DATABRICKS_CONFIG_FILE}, or {@code ~/.databrickscfg}. */
    public Path configFile() {
        String named = env.getOrDefault(CONFIG_FILE, "");
        if (named.isBlank()) {
            return home.resolve(".databrickscfg");
        }
        return named.startsWith("~/") ? home.resolve(named.substring(2)) : Path.of(named);
    }

    boolean namesConfigFile() {
        return !env.getOrDefault(CONFIG_FILE, "").isBlank();
    }

    /** As people write it. */
    String shown(Path file) {
        return file.startsWith(home) ? "~/" + home.relativize(file).toString().replace('\\', '/') : file.toString();
    }
}
