package dev.jedro.databricks;

import dev.jedro.config.UserHome;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        return of(System.getenv(), project);
    }

    /** Those of this process, with other variables. */
    public static Surroundings of(Map<String, String> env, Optional<Path> project) {
        return new Surroundings(env, UserHome.folder(env), project);
    }

    /** The file of profiles, whether or not it is there: that of {@code DATABRICKS_CONFIG_FILE}, or {@code ~/.databrickscfg}. */
    public Path configFile() {
        String named = env.getOrDefault(CONFIG_FILE, "");
        if (named.isBlank()) {
            return home.resolve(".databrickscfg");
        }
        return named.startsWith("~/") ? home.resolve(named.substring(2)) : Path.of(named);
    }

    /**
     * A variable by its name: of the environment, or else of the project's {@code .env}. Empty if it is in neither, or blank.
     *
     * @throws dev.jedro.problem.JedroException if {@code .env} cannot be understood
     */
    public Optional<Variable> variable(String name) {
        String value = env.getOrDefault(name, "");
        if (!value.isBlank()) {
            return Optional.of(new Variable(value.strip(), Tier.ENVIRONMENT, Place.of(name)));
        }
        EnvFile file = project.map(EnvFile::in).orElseGet(EnvFile::none);
        Problems problems = new Problems();
        problems.addAll(file.problems());
        problems.throwIfErrors();
        return Optional.ofNullable(file.values().get(name))
                .filter(entry -> !entry.value().isBlank())
                .map(entry -> new Variable(entry.value().strip(), Tier.ENV_FILE, entry.place()));
    }

    /** The secrets that stand in environment variables which log in to a workspace. */
    public List<String> secrets() {
        return Arrays.stream(Field.values())
                .filter(Field::secret)
                .flatMap(field -> field.variables().stream())
                .map(env::get)
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** The same without anything that names a workspace, a login or compute: for what says all of that itself, such as the second of two sessions. */
    public Surroundings withoutWorkspace() {
        Map<String, String> others = new HashMap<>(env);
        Sources.PROFILE_VARIABLES.forEach(others::remove);
        for (Field field : Field.values()) {
            field.variables().forEach(others::remove);
        }
        return new Surroundings(others, home, Optional.empty());
    }

    boolean namesConfigFile() {
        return !env.getOrDefault(CONFIG_FILE, "").isBlank();
    }

    /** As people write it. */
    String shown(Path file) {
        return file.startsWith(home) ? "~/" + home.relativize(file).toString().replace('\\', '/') : file.toString();
    }
}
