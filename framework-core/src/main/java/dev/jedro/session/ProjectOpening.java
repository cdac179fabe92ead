package dev.jedro.session;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigSource;
import dev.jedro.hook.Hook;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a project is opened; made by {@link Jedro#at}. Not thread-safe. */
public final class ProjectOpening {
    /** The environment variable that chooses the environment if nothing else does. */
    public static final String ENV_VARIABLE = "JEDRO_ENV";

    private final Path root;
    private final List<Hook> hooks = new ArrayList<>();
    private @Nullable JedroProject project;
    private @Nullable String env;
    private @Nullable ConfigSource source;
    private ConfigMap params = ConfigMap.empty(Place.of("--params"));
    private ConfigMap settings = ConfigMap.empty(Place.of("--set"));

    ProjectOpening(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Chooses the environment, before the variable {@code JEDRO_ENV} and {@code local}. */
    public ProjectOpening env(String name) {
        this.env = name;
        return this;
    }

    /** Reads the configuration from elsewhere than the project's {@code conf}. */
    public ProjectOpening confSource(ConfigSource newSource) {
        this.source = newSource;
        return this;
    }

    /** Parameters that win over all files, in every run of the session. */
    public ProjectOpening params(ConfigMap newParams) {
        this.params = newParams;
        return this;
    }

    /**
     * Settings that win over the files of their sections, in every run of the session: what {@code --set} gives.
     *
     * @param newSettings by section, for instance {@code spark: {provider: local}}; parameters have {@link #params}
     */
    public ProjectOpening settings(ConfigMap newSettings) {
        this.settings = newSettings;
        return this;
    }

    /** @param newParams nested as in parameters.yml */
    public ProjectOpening params(Map<String, ?> newParams) {
        return params(ConfigMap.of(newParams, Place.of("ProjectOpening.params")));
    }

    /** Adds a hook after those of the project. */
    public ProjectOpening hook(Hook hook) {
        hooks.add(hook);
        return this;
    }

    /**
     * Registers what this project does, instead of the class that jedro.yml names. Then no jedro.yml is needed: without one, the folder's name is that of the
     * project. For programs and tests that have no project of their own.
     */
    public ProjectOpening project(JedroProject newProject) {
        this.project = newProject;
        return this;
    }

    /**
     * Opens the project; where the class path holds one that {@code jedro package} has packed, that one, with its data beneath the folder. Reads jedro.yml and asks the project class what it registers; pipelines and the catalog are made when they are needed.
     *
     * @throws JedroException if there is no project, or jedro.yml, the project class or the environment has a problem
     */
    public Session open() {
        JedroProject given = project;
        Optional<PackagedProject> packaged = given == null ? PackagedProject.onClassPath() : Optional.empty();
        ProjectFile file = packaged.map(PackagedProject::file).orElseGet(() -> file(given));
        ProjectBuilder registered = given == null ? ProjectClass.configure(file) : ProjectClass.configure(file, given);
        ConfigSource conf = source != null
                ? source
                : packaged.map(PackagedProject::conf)
                        .orElseGet(() -> ConfigSource.folder(root.resolve(file.conf()), file.conf()));
        String chosen = Optional.ofNullable(env)
                .or(() -> Optional.ofNullable(System.getenv(ENV_VARIABLE)).filter(name -> !name.isBlank()))
                .orElse("local");
        return new Session(new Opened(root, file, registered, conf, chosen, params, settings, List.copyOf(hooks)));
    }

    private ProjectFile file(@Nullable JedroProject given) {
        return given == null || Files.exists(root.resolve(ProjectFile.NAME))
                ? ProjectFile.read(root)
                : ProjectFile.of(root, given);
    }
}
