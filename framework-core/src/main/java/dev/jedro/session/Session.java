package dev.jedro.session;

import dev.jedro.catalog.CatalogSession;
import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.catalog.SharedResources;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ProjectConfig;
import dev.jedro.hook.AfterCommand;
import dev.jedro.hook.BeforeCommand;
import dev.jedro.hook.Hooks;
import dev.jedro.hook.RunInfo;
import dev.jedro.inspect.DatasetDetails;
import dev.jedro.inspect.ProjectSnapshot;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Slice;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.run.PipelineRun;
import dev.jedro.run.RunHistory;
import dev.jedro.run.RunId;
import dev.jedro.run.RunOptions;
import dev.jedro.run.RunPlan;
import dev.jedro.run.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open project: runs as often as you like, also several runs at once. What runs share, such as a database connection, is opened when it is first needed and
 * closed with the session, so take outputs that are lazy before you close it. Thread-safe. Made by {@link Jedro}.
 */
public final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.session");
    private final Opened opened;
    private final SharedResources shared = new SharedResources();
    private final ProjectState state;
    private volatile boolean closed;

    Session(Opened opened) {
        this.opened = opened;
        this.state = new ProjectState(opened, shared);
    }

    /** The project's folder, absolute. */
    public Path root() {
        return opened.root();
    }

    /** What jedro.yml says. */
    public ProjectFile project() {
        return opened.file();
    }

    /** The configuration environment. */
    public String env() {
        return opened.env();
    }

    /** The configuration, without the parameters of single runs. */
    public ProjectConfig config() {
        return state.config();
    }

    /** The names of all pipelines, {@link RunRequest#DEFAULT_PIPELINE} included; makes none of them. */
    public SortedSet<String> pipelineNames() {
        return state.pipelines().names();
    }

    /**
     * All pipelines by name.
     *
     * @throws JedroException with the problems of all that cannot be made
     */
    public SortedMap<String, Pipeline> pipelines() {
        Problems problems = new Problems();
        SortedMap<String, Pipeline> all = state.pipelines().all(problems);
        problems.throwIfErrors();
        return all;
    }

    /**
     * One pipeline, or the union of several.
     *
     * @param names none for the default pipeline
     * @throws JedroException {@link SessionCode#UNKNOWN_PIPELINE}, or the problems of one that cannot be made
     */
    public Pipeline pipeline(String... names) {
        return state.pipelines().union(RunRequest.of(names).pipelines());
    }

    /** The catalog as the configuration defines it. */
    public DataCatalog catalogDefinition() {
        return state.setting(RunRequest.DEFAULT.params()).catalog();
    }

    /** The catalog for interactive use, newest versions, each call with a save version and a memory of its own. */
    public OpenCatalog catalog() {
        mustBeOpen();
        return state.setting(RunRequest.DEFAULT.params())
                .catalog()
                .open(catalogSession(state.config(), RunId.next(), Map.of()));
    }

    /**
     * Runs, and waits for the end. A node that fails is part of the result, not an exception; see {@link RunResult#orThrow}. If the calling thread is interrupted,
     * the run is cancelled, and the thread still is interrupted afterwards.
     *
     * @throws JedroException with all problems that are found before the first node
     */
    public RunResult run(RunRequest request) {
        RunId id = RunId.next();
        PipelineRun run = prepare(request, id);
        if (Thread.currentThread().isInterrupted()) {
            run.cancel();
        }
        return RunHandle.start(run, id.value()).awaitOrCancel();
    }

    /** Runs the default pipeline. */
    public RunResult run() {
        return run(RunRequest.DEFAULT);
    }

    /**
     * Runs in a thread of its own. The checks are done when this returns.
     *
     * @throws JedroException with all problems that are found before the first node
     */
    public RunHandle start(RunRequest request) {
        RunId id = RunId.next();
        return RunHandle.start(prepare(request, id), id.value());
    }

    private PipelineRun prepare(RunRequest request, RunId id) {
        mustBeOpen();
        Pipeline whole = state.pipelines().union(request.pipelines());
        Pipeline pipeline = request.slice().isAll() && !whole.nodes().isEmpty() ? whole : whole.slice(request.slice());
        Hooks hooks = state.hooks().plus(request.hooks());
        RunSetting setting = state.setting(request.params());
        Problems problems = new Problems();
        state.resources().discardUnusable();
        RunPlan plan = RunPlan.of(
                        pipeline,
                        whole,
                        setting.catalog(),
                        setting.config().parameters(),
                        request.data(),
                        state.resources(),
                        problems)
                .withMakers(new Makers(state, request.pipelines())::fix);
        problems.throwIfErrors();
        List<Problem> odd = new ArrayList<>(state.hookWarnings());
        odd.addAll(UnreadParams.of(setting.config(), whole));
        // Before a run that may take hours, and with its result.
        odd.forEach(warning -> LOG.warn("{}", warning));
        problems.addAll(odd);
        problems.addAll(pipeline.warnings());
        OpenCatalog catalog = setting.catalog()
                .open(catalogSession(setting.config(), id, request.loadVersions())
                        .withRun(id.value()));
        RunOptions options = new RunOptions(
                request.runner(),
                request.policy(),
                request.onlyMissingOutputs(),
                request.listener(),
                state.secrets()::masked);
        RunHistory.of(opened.root()).prune(opened.file().keepRuns() - 1); // with the one that begins
        return new PipelineRun(plan, info(request, id), options, hooks, catalog, problems.warnings());
    }

    private CatalogSession catalogSession(ProjectConfig config, RunId id, Map<String, String> loadVersions) {
        return CatalogSession.of(opened.root(), id.saveVersion())
                .withLoadVersions(loadVersions)
                .withConfig(config::section)
                .withResources(shared);
    }

    private RunInfo info(RunRequest request, RunId id) {
        Map<String, List<String>> slice = new TreeMap<>();
        for (Map.Entry<Slice.Part, ? extends Iterable<String>> part :
                request.slice().parts().entrySet()) {
            slice.put(
                    part.getKey().name().toLowerCase(Locale.ROOT),
                    List.copyOf(request.slice().names(part.getKey())));
        }
        return new RunInfo(
                id.value(),
                id.saveVersion(),
                Jedro.version(),
                opened.root(),
                opened.file().name(),
                opened.env(),
                request.pipelines(),
                slice,
                List.copyOf(merged(opened.params(), request.params()).keys()),
                request.loadVersions(),
                request.runner().name(),
                request.onlyMissingOutputs());
    }

    private void mustBeOpen() {
        if (closed) {
            throw state.closed();
        }
    }

    static ConfigMap merged(ConfigMap under, ConfigMap over) {
        ConfigMap merged = under;
        for (String key : over.keys()) {
            var value = over.get(key).orElseThrow();
            boolean both = value instanceof ConfigMap && under.get(key).orElse(null) instanceof ConfigMap;
            merged = merged.with(
                    key, both ? merged((ConfigMap) under.get(key).orElseThrow(), (ConfigMap) value) : value);
        }
        return merged;
    }

    /** Everything that is wrong with the project as far as it can be known without running it, warnings included; empty if nothing is. */
    public List<Problem> check() {
        return new ProjectChecks(state)
                .all().stream()
                        .map(problem -> problem.withTexts(state.secrets()::masked))
                        .toList();
    }

    /** A text for people, such as a stack trace, with every secret in it masked that the configuration has given so far. */
    public String masked(String text) {
        return state.secrets().masked(text);
    }

    /** The project as read-only records. */
    public ProjectSnapshot snapshot() {
        return ProjectSnapshot.of(
                opened.file().name(),
                opened.file().project(),
                Jedro.version(),
                opened.env(),
                pipelines(),
                catalogDefinition(),
                config().parameters());
    }

    /**
     * The JSON Schemas (draft 7) of the configuration files, for editors: {@code catalog}, {@code parameters}, {@code jedro}. Plain maps, lists and values.
     *
     * @throws JedroException with the problems of pipelines that cannot be made
     */
    public SortedMap<String, Map<String, Object>> schemas() {
        return ProjectSchemas.of(state);
    }

    /**
     * All that is known about one dataset; looks on disk for its versions.
     *
     * @return empty if neither the catalog nor a pipeline knows the name
     */
    public Optional<DatasetDetails> dataset(String name) {
        DataCatalog definition = catalogDefinition();
        boolean versioned = definition
                .find(name)
                .filter(found -> found.versioned() && !definition.isBroken(name))
                .isPresent();
        if (!versioned) {
            return DatasetDetails.of(name, snapshot(), definition, List.of());
        }
        try (OpenCatalog open = catalog()) {
            return DatasetDetails.of(name, snapshot(), definition, open.versions(name));
        }
    }

    /** The runs that have been. */
    public RunHistory history() {
        return RunHistory.of(opened.root());
    }

    /** Something that Guice makes: a class that a module of the project binds. */
    public <T> T instance(Class<T> type) {
        return state.wiring().instance(type);
    }

    /** Tells the hooks that a command of the command line starts. */
    public void commandStarted(String command, List<String> arguments) {
        state.hooks().beforeCommand(new BeforeCommand(opened.root(), command, arguments));
    }

    /** Tells the hooks that a command of the command line has ended. */
    public void commandEnded(String command, List<String> arguments, int exitCode) {
        state.hooks().afterCommand(new AfterCommand(opened.root(), command, arguments, exitCode));
    }

    /** Closes what runs share. Runs that still go on will fail: cancel and await them before. */
    @Override
    public void close() {
        closed = true;
        state.close();
        shared.close();
    }
}
