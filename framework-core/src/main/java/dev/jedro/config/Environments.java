package dev.jedro.config;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes sure that the environments asked for exist. */
final class Environments {
    private Environments() {}

    /**
     * All configuration files of the source.
     *
     * @throws JedroException if the source, its base or the environment does not exist
     */
    static List<String> files(ConfigOptions options) {
        ConfigSource source = options.source();
        try {
            if (!source.hasFolder("")) {
                throw new JedroException(Problem.error(
                                ConfigCode.NO_SOURCE,
                                "The configuration folder '" + source.shown() + "' does not exist")
                        .at(Place.of(source.shown()))
                        .fix("create it with a folder '" + options.names().base() + "' in it")
                        .fix("name another with --conf-source"));
            }
            for (String env : SectionReader.environments(options)) {
                if (isUnsafe(env) || isBlank(env, options) || (!source.hasFolder(env) && mustExist(env, options))) {
                    throw unknown(env, options);
                }
            }
            return source.files();
        } catch (IOException e) {
            throw new JedroException(
                    Problem.error(ConfigCode.UNREADABLE, "The configuration cannot be listed: " + e.getMessage())
                            .at(Place.of(source.shown()))
                            .fix("check that you may read all folders in it"),
                    e);
        }
    }

    /** The default environment is kept out of git, so that a fresh clone has none. */
    private static boolean mustExist(String env, ConfigOptions options) {
        return env.equals(options.names().base()) || !env.equals(options.names().byDefault());
    }

    /** No environment at all, neither base nor another, is a flat folder of files. */
    private static boolean isBlank(String env, ConfigOptions options) {
        return env.isBlank() && !options.names().base().isEmpty();
    }

    private static boolean isUnsafe(String env) {
        return env.startsWith("/")
                || env.contains("\\")
                || env.contains(":")
                || Arrays.stream(env.split("/", -1)).anyMatch(part -> part.startsWith("."));
    }

    /** The folder that was probably meant where one of its environments was given; empty if this is not so. */
    private static Optional<String> folderAbove(String env, ConfigSource source) {
        if (isUnsafe(env)
                || env.isBlank()
                || !(source instanceof FolderSource given)
                || !Files.isDirectory(
                        given.folder().toAbsolutePath().normalize().resolveSibling(env))) {
            return Optional.empty();
        }
        Path above = Path.of(given.shown()).normalize().getParent();
        return Optional.of(above == null ? "." : above.toString());
    }

    private static JedroException unknown(String env, ConfigOptions options) throws IOException {
        List<String> known = options.source().folders();
        Optional<String> above =
                env.equals(options.names().base()) ? folderAbove(env, options.source()) : Optional.empty();
        if (above.isPresent()) {
            return new JedroException(Problem.error(
                            ConfigCode.UNKNOWN_ENVIRONMENT,
                            "There is no environment '" + env + "' in '"
                                    + options.source().shown() + "', which is an environment itself")
                    .at(Place.of(options.source().shown()))
                    .fix("give the folder of all environments: " + above.get()));
        }
        Problem problem = Problem.error(ConfigCode.UNKNOWN_ENVIRONMENT, "There is no environment '" + env + "'")
                .at(Place.of(options.source().shown() + "/" + env))
                .near(NearNames.of(env, known));
        if (!known.isEmpty()) {
            problem = problem.fix("use one of: " + String.join(", ", known));
        }
        return new JedroException(
                isUnsafe(env) || env.isBlank()
                        ? problem
                        : problem.fix("create the folder " + options.source().shown() + "/" + env));
    }
}
