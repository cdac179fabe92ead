package dev.jedro.mlflow.tracking;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.config.ProjectConfig;
import dev.jedro.hook.AfterLoad;
import dev.jedro.hook.AfterNode;
import dev.jedro.hook.AfterRun;
import dev.jedro.hook.AfterSave;
import dev.jedro.hook.BeforeCommand;
import dev.jedro.hook.BeforeRun;
import dev.jedro.hook.CatalogCreated;
import dev.jedro.hook.Hook;
import dev.jedro.hook.ProcessEnds;
import dev.jedro.hook.ProjectOpened;
import dev.jedro.hook.ResourceContext;
import dev.jedro.hook.ResourceProvider;
import dev.jedro.hook.RunFailed;
import dev.jedro.hook.RunInfo;
import dev.jedro.hook.RunScope;
import dev.jedro.mlflow.Mlflow;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.MlflowRun;
import dev.jedro.mlflow.client.RunStatus;
import dev.jedro.pipeline.Resource;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells MLflow of every run: what it was asked, what it read and made, how long it took and how it ended. Public since {@link java.util.ServiceLoader} makes it. */
public final class TrackingHook implements Hook {
    /** Of the configuration. */
    static final String SECTION = "mlflow";

    /** Why a run failed. */
    static final String ERROR_TAG = "jedro.error";

    /** The JVM waits for it when it ends. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private static final MlflowRun UNTRACKED = new UntrackedRun();
    /** A run with parameters of its own has a catalog and a configuration of its own. */
    private final Map<DataCatalog, ProjectConfig> configs = Collections.synchronizedMap(new WeakHashMap<>());

    /** Inputs and parameters that a run has logged already, by its id. */
    private final Map<String, Set<String>> seen = new ConcurrentHashMap<>();

    private @Nullable Connection connection;
    private @Nullable ProjectConfig config;
    private String command = "";

    @Override
    public String name() {
        return "mlflow";
    }

    @Override
    public List<String> configSections() {
        return List.of(SECTION);
    }

    @Override
    public List<ResourceProvider<?>> resources() {
        return List.of(new Provider());
    }

    private static final class Provider implements ResourceProvider<MlflowRun> {
        @Override
        public Resource<MlflowRun> resource() {
            return Mlflow.RUN;
        }

        @Override
        public MlflowRun open(ResourceContext context) {
            return UNTRACKED;
        }

        @Override
        public MlflowRun forRun(MlflowRun opened, RunScope run) {
            return ActiveRuns.find(run.info().runId())
                    .map(MlflowRun.class::cast)
                    .orElse(opened);
        }
    }

    @Override
    public void projectOpened(ProjectOpened e) {
        config = e.config();
        connection = Connection.of(e.config()::section, e.root());
    }

    @Override
    public void catalogCreated(CatalogCreated e) {
        configs.put(e.catalog(), e.config());
    }

    @Override
    public void beforeCommand(BeforeCommand e) {
        List<String> typed = new ArrayList<>(List.of("jedro", e.command().split(" ", 2)[0]));
        typed.addAll(e.arguments());
        command = CommandText.of(typed);
    }

    @Override
    public void beforeRun(BeforeRun e) {
        Connection to = connection;
        ProjectConfig known = config;
        if (to == null || known == null || disabled(to, e.run().info())) {
            return;
        }
        RunInfo info = e.run().info();
        check(to, info);
        UnaryOperator<String> login = to.mask();
        UnaryOperator<String> mask = text -> login.apply(known.secrets().masked(text));
        boolean strict = to.settings().tracking().onTrackingError() == MlflowSettings.OnError.FAIL;
        Opening opening = opening(to, info, mask);
        ActiveRun run = new RunOpener(to, info.root(), mask).open(opening, Optional::empty);
        if (strict && run.opened().isEmpty()) {
            run.throwIfFailed();
        }
        ActiveRuns.begin(info.runId(), run);
        seen.put(info.runId(), ConcurrentHashMap.newKeySet());
        ProjectConfig ofRun = configs.getOrDefault(e.run().catalog().definition(), known);
        run.later(new Entry.Later(() -> RunFacts.of(e.run(), ofRun, mask)));
    }

    private static boolean disabled(Connection to, RunInfo info) {
        List<String> disabled = to.settings().tracking().disableTracking().pipelines();
        return !disabled.isEmpty() && disabled.containsAll(info.pipelines());
    }

    /** All that is wrong in files and variables, before anything is done: these are no outages of a server. */
    private static void check(Connection to, RunInfo info) {
        Problems problems = new Problems();
        RunChoice chosen = RunChoice.of(to, info.project());
        String experiment = chosen.experiment();
        if (to.target() instanceof Target.Databricks
                && chosen.experimentId().isEmpty()
                && !experiment.matches("(/[^/]+)+")) {
            problems.add(Problem.error(
                            MlflowCode.BAD_EXPERIMENT,
                            "On Databricks an experiment is a path of the workspace, and '" + experiment + "' is none.")
                    .at(to.place("tracking.experiment.name"))
                    .fix("set tracking.experiment.name in mlflow.yml to a path such as /Users/you@example.com/"
                            + experiment.replaceAll("^/+|/+$", "").replaceAll(".*/", "")));
        }
        try {
            to.check();
        } catch (JedroException e) {
            e.problems().forEach(problems::add);
        }
        problems.throwIfErrors();
    }

    private Opening opening(Connection to, RunInfo info, UnaryOperator<String> mask) {
        MlflowSettings.Tracking tracking = to.settings().tracking();
        RunChoice chosen = RunChoice.of(to, info.project());
        String name = tracking.run().name().orElse(String.join("+", info.pipelines()));
        return new Opening(
                info.runId(),
                tracking.experiment(),
                chosen.experiment(),
                chosen.experimentId(),
                chosen.runId(),
                mask.apply(name),
                Instant.now(),
                RunFacts.tags(info, name, mask.apply(command), mask));
    }

    @Override
    public void afterLoad(AfterLoad e) {
        ActiveRun run = ActiveRuns.find(e.run().info().runId()).orElse(null);
        Set<String> before = seen.get(e.run().info().runId());
        if (run == null || before == null) {
            return;
        }
        boolean parameter = e.dataset().equals("parameters") || e.dataset().startsWith("params:");
        if (!before.add(e.dataset())) {
            return;
        }
        if (parameter) {
            run.flattened(e.dataset().replaceFirst("^params:", ""), e.value());
        } else if (e.run().pipeline().inputs().contains(e.dataset())) {
            DatasetFacts.of(e).ifPresent(run::later);
        }
        run.throwIfFailed();
    }

    @Override
    public void afterNode(AfterNode e) {
        ActiveRuns.find(e.run().info().runId()).ifPresent(run -> {
            run.metric("node/" + e.node().name() + "/seconds", e.duration().toNanos() / 1e9);
            run.throwIfFailed();
        });
    }

    @Override
    public void afterSave(AfterSave e) {
        ActiveRuns.find(e.run().info().runId())
                .ifPresent(run ->
                        e.rows().ifPresent(rows -> run.metric("dataset/" + e.dataset() + "/rows", (double) rows)));
    }

    @Override
    public void afterRun(AfterRun e) {
        ended(e.run()).ifPresent(run -> {
            run.metric("run/seconds", e.duration().toNanos() / 1e9);
            run.end(RunStatus.FINISHED);
            run.throwIfFailed();
        });
    }

    @Override
    public void runFailed(RunFailed e) {
        ended(e.run()).ifPresent(run -> {
            run.metric("run/seconds", e.duration().toNanos() / 1e9);
            failed(run, e.problems());
            run.end(e.cancelled() ? RunStatus.KILLED : RunStatus.FAILED);
            run.throwIfFailed();
        });
    }

    @Override
    public void processEnds(ProcessEnds e) {
        ended(e.run()).ifPresent(run -> {
            failed(run, List.of(e.problem()));
            run.stop(e.exited() ? RunStatus.FAILED : RunStatus.KILLED, LAST_WORDS);
        });
    }

    private static void failed(ActiveRun run, List<Problem> problems) {
        if (!problems.isEmpty()) {
            run.tag(ERROR_TAG, problems.stream().map(Problem::toString).collect(Collectors.joining("\n\n")));
        }
    }

    private Optional<ActiveRun> ended(RunScope scope) {
        seen.remove(scope.info().runId());
        return ActiveRuns.end(scope.info().runId());
    }
}
