package dev.jedro.session;

import dev.jedro.config.Binder;
import dev.jedro.config.ConfigCode;
import dev.jedro.config.ConfigFile;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.JsonSchema;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What jedro.yml says.
 *
 * @param name the project's name
 * @param project the {@link JedroProject}'s class name
 * @param projectPlace where that is written
 * @param framework the version of Jedro that the project wants; empty for whichever its pom has
 * @param jvm options of the JVM that runs the project; may be empty
 * @param conf the folder of the configuration, {@code conf} unless said otherwise
 * @param disableHooks names of hooks that are not called; may be empty
 * @param keepRuns how many runs stay in {@code .jedro/runs}, at least 1; a thousand unless said otherwise
 */
public record ProjectFile(
        String name,
        String project,
        Place projectPlace,
        Optional<String> framework,
        List<String> jvm,
        String conf,
        List<String> disableHooks,
        int keepRuns) {
    private static final int KEEP_RUNS = 1000;

    /** The file's name: a folder that has it is a project. */
    public static final String NAME = "jedro.yml";

    public ProjectFile {
        if (keepRuns < 1) {
            throw new IllegalArgumentException("keep_runs must be at least 1, not " + keepRuns);
        }
        jvm = List.copyOf(jvm);
        disableHooks = List.copyOf(disableHooks);
    }

    /** The file's JSON Schema. */
    static Map<String, Object> schema() {
        return JsonSchema.of(Written.class);
    }

    /** What holds for a folder without the file, whose project is given in code. */
    static ProjectFile of(Path root, JedroProject project) {
        String name = String.valueOf(root.toAbsolutePath().normalize().getFileName());
        String type = project.getClass().getName();
        return new ProjectFile(name, type, Place.of(type), Optional.empty(), List.of(), "conf", List.of(), KEEP_RUNS);
    }

    private record Written(
            String name,
            String project,
            Optional<String> framework,
            @Nullable List<String> jvm,
            Optional<String> conf,
            @Nullable List<String> disableHooks,
            Optional<Boolean> classArchive,
            Optional<Integer> keepRuns) {}

    /**
     * Reads the file in a project's folder.
     *
     * @throws JedroException if there is none, or it has a mistake
     */
    public static ProjectFile read(Path root) {
        Path file = root.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new JedroException(Problem.error(
                            SessionCode.NO_PROJECT, "There is no project in " + root + ": it has no " + NAME + ".")
                    .at(Place.of(root.toString()))
                    .fix("go to the folder of a project, or make one with: jedro new"));
        }
        Problems problems = new Problems();
        Optional<ConfigMap> map = ConfigFile.read(file, NAME, problems);
        return of(map, NAME, problems);
    }

    /** @param shownAs how messages name the file */
    static ProjectFile read(byte[] content, String shownAs) {
        Problems problems = new Problems();
        Optional<ConfigMap> map = ConfigFile.read(content, shownAs, problems);
        return of(map, shownAs, problems);
    }

    private static ProjectFile of(Optional<ConfigMap> read, String shownAs, Problems problems) {
        problems.throwIfErrors();
        ConfigMap map = read.orElse(ConfigMap.empty(Place.of(shownAs, 1)));
        Written written = Binder.bind(map, Written.class);
        if (written.keepRuns.filter(runs -> runs < 1).isPresent()) {
            throw new JedroException(Problem.error(
                            ConfigCode.OUT_OF_RANGE, "'keep_runs' must be at least 1, not " + written.keepRuns.get())
                    .at(map.get("keep_runs").orElse(map).place())
                    .fix("write how many runs to keep, or remove the line"));
        }
        return new ProjectFile(
                written.name,
                written.project,
                map.get("project").orElse(map).place(),
                written.framework,
                Objects.requireNonNullElse(written.jvm, List.of()),
                written.conf.orElse("conf"),
                Objects.requireNonNullElse(written.disableHooks, List.of()),
                written.keepRuns.orElse(KEEP_RUNS));
    }
}
