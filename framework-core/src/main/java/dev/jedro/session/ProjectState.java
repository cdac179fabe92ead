package dev.jedro.session;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.DatasetTypes;
import dev.jedro.catalog.SharedResources;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigOptions;
import dev.jedro.config.MergeStrategy;
import dev.jedro.config.ProjectConfig;
import dev.jedro.config.SecretBook;
import dev.jedro.hook.CatalogCreated;
import dev.jedro.hook.Hook;
import dev.jedro.hook.Hooks;
import dev.jedro.hook.ProjectOpened;
import dev.jedro.hook.ResourceContext;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a session has made so far of its project; each part is made when it is first needed. Thread-safe. */
final class ProjectState {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.session");
    private final Opened opened;
    private final SharedResources shared;
    private final DatasetTypes types = DatasetTypes.installed();
    private final List<Hook> found = Wiring.found();
    private final SecretBook secrets = new SecretBook();
    private final ProjectConfig config;
    private final Wiring wiring;
    private final Pipelines pipelines;
    private final List<Problem> hookWarnings = new ArrayList<>();
    private @Nullable Hooks hooks;
    private @Nullable JedroException hooksFailure;
    private @Nullable SessionResources resources;
    private @Nullable RunSetting setting;
    private boolean closed;

    ProjectState(Opened opened, SharedResources shared) {
        this.opened = opened;
        this.shared = shared;
        this.config = config(opened.params());
        this.wiring = new Wiring(opened.registered(), config);
        this.pipelines = new Pipelines(opened.registered().pipelines(), wiring);
    }

    private ProjectConfig config(ConfigMap params) {
        ProjectBuilder registered = opened.registered();
        ConfigOptions options =
                ConfigOptions.of(opened.conf()).withEnv(opened.env()).withRuntimeParams(params);
        for (Map.Entry<String, MergeStrategy> merge : registered.merge().entrySet()) {
            options = options.withMerge(merge.getKey(), merge.getValue());
        }
        for (String section : sections()) {
            options = options.withSection(section);
        }
        options = options.withSettings(SetSections.checked(opened.settings(), options.sections()));
        return ProjectConfig.load(
                registered.allowsEnvironmentVariables() ? options.withVariablesEverywhere() : options, secrets);
    }

    /** The names that the project and plug-ins use for files of their own; dataset types by what stands before their dot. */
    private Set<String> sections() {
        Set<String> sections = new LinkedHashSet<>(opened.registered().sections());
        for (String type : types.names()) {
            if (type.indexOf('.') > 0) {
                sections.add(type.substring(0, type.indexOf('.')));
            }
        }
        found.forEach(hook -> sections.addAll(hook.configSections()));
        return sections;
    }

    ProjectConfig config() {
        return config;
    }

    /** Those of the configurations of all runs. */
    SecretBook secrets() {
        return secrets;
    }

    Opened opened() {
        return opened;
    }

    Wiring wiring() {
        return wiring;
    }

    Pipelines pipelines() {
        return pipelines;
    }

    /** The hooks that are not disabled, told that the project is open. If that failed once, it failed for the session: they are told once. */
    synchronized Hooks hooks() {
        Hooks known = hooks;
        if (known == null) {
            if (hooksFailure != null) {
                throw hooksFailure;
            }
            try {
                known = toldHooks();
            } catch (JedroException e) {
                hooksFailure = e;
                throw e;
            }
            hooks = known;
        }
        return known;
    }

    private Hooks toldHooks() {
        List<Hook> all = wiring.hooks(found, opened.hooks());
        List<String> names = all.stream().map(Hook::name).toList();
        List<String> disabled = opened.file().disableHooks();
        disabled.stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> hookWarnings.add(unknownHook(name, names)));
        Hooks known = Hooks.of(all.stream()
                        .filter(hook -> !disabled.contains(hook.name()))
                        .toList())
                .redacted(secrets::masked);
        known.projectOpened(new ProjectOpened(opened.file().name(), opened.root(), opened.env(), config, shared));
        return known;
    }

    /** What is wrong with the list of disabled hooks. */
    synchronized List<Problem> hookWarnings() {
        hooks();
        return List.copyOf(hookWarnings);
    }

    private static Problem unknownHook(String name, List<String> names) {
        return Problem.warning(SessionCode.UNKNOWN_HOOK, "There is no hook named '" + name + "' to disable.")
                .at(Place.of(ProjectFile.NAME))
                .near(NearNames.of(name, names))
                .fix(names.isEmpty() ? "remove it from disable_hooks" : "use one of: " + String.join(", ", names));
    }

    synchronized SessionResources resources() {
        SessionResources known = resources;
        if (known == null) {
            if (closed) {
                throw closed();
            }
            known = new SessionResources(
                    hooks().registered(), new ResourceContext(opened.root(), opened.env(), config, shared));
            resources = known;
        }
        return known;
    }

    /** Configuration and catalog with the parameters of a run. */
    RunSetting setting(ConfigMap params) {
        if (!params.isEmpty()) {
            return created(config(Session.merged(opened.params(), params)));
        }
        synchronized (this) {
            RunSetting known = setting;
            if (known == null) {
                known = created(config);
                setting = known;
            }
            return known;
        }
    }

    private RunSetting created(ProjectConfig newConfig) {
        Problems problems = new Problems();
        DataCatalog catalog = DataCatalog.of(newConfig, types, problems);
        problems.throwIfErrors();
        problems.warnings().forEach(warning -> LOG.warn("{}", warning));
        hooks().catalogCreated(new CatalogCreated(catalog, newConfig));
        return new RunSetting(newConfig, catalog);
    }

    DatasetTypes types() {
        return types;
    }

    JedroException closed() {
        return new JedroException(Problem.error(
                        SessionCode.CLOSED,
                        "The session of '" + opened.file().name() + "' is closed; it can neither run nor load.")
                .fix("use it inside its try block, or open another one with Jedro.open"));
    }

    synchronized void close() {
        closed = true;
        if (resources != null) {
            resources.close();
        }
    }
}
