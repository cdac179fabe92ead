package dev.jedro.catalog;

import dev.jedro.config.ConfigMap;
import dev.jedro.problem.Place;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a catalog is opened for: one run, or one interactive session.
 *
 * @param projectRoot the project's folder; relative paths start there
 * @param saveVersion the version of everything versioned that is saved; see {@link SaveVersion}
 * @param runId of the run that it is opened for; empty if for none
 * @param loadVersions which version to load instead of the newest, by dataset name
 * @param config a plug-in's own configuration by its name, for instance {@code duckdb}; an empty map where there is none
 * @param resources what datasets share; if empty, the open catalog makes its own and closes it
 */
public record CatalogSession(
        Path projectRoot,
        String saveVersion,
        Optional<String> runId,
        Map<String, String> loadVersions,
        Function<String, ConfigMap> config,
        Optional<SharedResources> resources) {

    public CatalogSession {
        projectRoot = projectRoot.toAbsolutePath().normalize();
        loadVersions = Map.copyOf(loadVersions);
        Objects.requireNonNull(config, "config");
        if (!SaveVersion.allowed(saveVersion)) {
            throw new IllegalArgumentException("not a version: " + saveVersion);
        }
    }

    public static CatalogSession of(Path projectRoot, String saveVersion) {
        return new CatalogSession(
                projectRoot,
                saveVersion,
                Optional.empty(),
                Map.of(),
                section -> ConfigMap.empty(Place.of(section)),
                Optional.empty());
    }

    /** For a run, so that datasets may know which. */
    public CatalogSession withRun(String id) {
        return new CatalogSession(projectRoot, saveVersion, Optional.of(id), loadVersions, config, resources);
    }

    public CatalogSession withLoadVersions(Map<String, String> versions) {
        return new CatalogSession(projectRoot, saveVersion, runId, versions, config, resources);
    }

    public CatalogSession withConfig(Function<String, ConfigMap> sections) {
        return new CatalogSession(projectRoot, saveVersion, runId, loadVersions, sections, resources);
    }

    /** Shares resources that somebody else closes, so that several runs may use one connection. */
    public CatalogSession withResources(SharedResources shared) {
        return new CatalogSession(projectRoot, saveVersion, runId, loadVersions, config, Optional.of(shared));
    }
}
