package dev.jedro.spark;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.databricks.Surroundings;
import dev.jedro.hook.AfterRun;
import dev.jedro.hook.BeforeCommand;
import dev.jedro.hook.BeforeLoad;
import dev.jedro.hook.BeforeNode;
import dev.jedro.hook.BeforeRun;
import dev.jedro.hook.BeforeSave;
import dev.jedro.hook.Hook;
import dev.jedro.hook.ProjectChecked;
import dev.jedro.hook.ProjectOpened;
import dev.jedro.hook.ResourceContext;
import dev.jedro.hook.ResourceProvider;
import dev.jedro.hook.RunFailed;
import dev.jedro.hook.RunScope;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Resource;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.spark.connect.ClientStart;
import dev.jedro.spark.failure.SparkFailures;
import dev.jedro.spark.session.LocalNames;
import dev.jedro.spark.session.Providers;
import dev.jedro.spark.session.SparkSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Provides {@link Spark#SESSION} and the named sessions to nodes, marks each node's work on Spark, so that it can be shown and stopped, and explains Spark's errors. Public since
 * {@link java.util.ServiceLoader} makes it.
 */
public final class SparkHook implements Hook {
    private Set<String> names = Set.of();
    private final NodeWork work = new NodeWork();
    private volatile @Nullable SparkSessions sessions;

    @Override
    public List<String> configSections() {
        return List.of(SparkSessions.SECTION);
    }

    @Override
    public void projectOpened(ProjectOpened e) {
        names = SparkSettings.of(e.config().section(SparkSessions.SECTION)).names();
        SparkSessions opened = SparkSessions.of(e.shared(), e.root(), e.config());
        // Before anything has been opened: a node's own code may read the variables too.
        Providers.secrets(Surroundings.of(Optional.empty())).forEach(e.config().secrets()::note);
        opened.listen(work::progress);
        sessions = opened;
    }

    /** Only a run is likely to need the client; other commands would be slower for it. */
    @Override
    public void beforeCommand(BeforeCommand e) {
        SparkSessions known = sessions;
        if (known != null && e.command().equals("run") && known.seemsRemote()) {
            ClientStart.inBackground();
        }
    }

    @Override
    public List<ResourceProvider<?>> resources() {
        List<ResourceProvider<?>> provided = new ArrayList<>();
        provided.add(new Provider(SparkSessions.DEFAULT));
        names.forEach(name -> provided.add(new Provider(name)));
        return provided;
    }

    @Override
    public void beforeRun(BeforeRun e) {
        SparkSessions known = sessions;
        if (known != null) {
            known.discardUnusable();
            known.person(e.run()::agrees);
            check(known, List.of(e.run().pipeline()), e.run().catalog().definition());
            known.use().runBegins(e.run().info());
        }
    }

    @Override
    public void projectChecked(ProjectChecked e) {
        SparkSessions known = sessions;
        if (known != null) {
            check(known, e.pipelines(), e.catalog());
        }
    }

    private static void collect(Problems problems, Runnable check) {
        try {
            check.run();
        } catch (JedroException wrong) {
            problems.addAll(wrong.problems());
        }
    }

    /** What can be told of the sessions and tables of pipelines without opening any. */
    private static void check(SparkSessions known, List<Pipeline> pipelines, DataCatalog catalog) {
        Problems problems = new Problems();
        Map<String, LocalNames> local = new HashMap<>();
        Set<String> valid = new HashSet<>();
        pipelines.stream()
                .flatMap(pipeline -> SessionsOfRun.of(pipeline, catalog).stream())
                .distinct()
                .forEach(name -> collect(problems, () -> {
                    known.check(name);
                    known.localNames(name).ifPresent(names -> local.put(name, names));
                    valid.add(name);
                }));
        collect(problems, () -> known.checkClasses(valid));
        pipelines.stream()
                .flatMap(pipeline -> SessionsOfRun.datasets(pipeline, catalog))
                .distinct()
                .forEach(dataset -> {
                    LocalNames names = local.get(SessionsOfRun.ofDataset(dataset));
                    if (names != null) {
                        problems.addAll(TableNamesOfRun.mistakes(dataset, names));
                    }
                });
        problems.throwIfErrors();
    }

    @Override
    public void beforeLoad(BeforeLoad e) {
        mark(e.run(), e.node());
    }

    @Override
    public Map<String, Object> beforeNode(BeforeNode e) {
        mark(e.run(), e.node());
        return Map.of();
    }

    @Override
    public void beforeSave(BeforeSave e) {
        mark(e.run(), e.node());
    }

    private void mark(RunScope run, Node node) {
        SparkSessions known = sessions;
        if (known != null) {
            work.mark(run, node, known.opened());
        }
    }

    @Override
    public void afterRun(AfterRun e) {
        ended(e.run(), true);
    }

    /** What was given to Spark goes on there after its node was interrupted, so it is stopped here. */
    @Override
    public void runFailed(RunFailed e) {
        SparkSessions known = sessions;
        if (known != null) {
            work.stop(e.run(), known.opened());
        }
        ended(e.run(), false);
    }

    private void ended(RunScope run, boolean well) {
        SparkSessions known = sessions;
        if (known != null) {
            known.use().runEnds(run.info(), well);
        }
        work.forget(run);
    }

    @Override
    public Optional<Problem> explain(Throwable thrown) {
        return SparkFailures.explain(thrown);
    }

    private final class Provider implements ResourceProvider<SparkSession> {
        private final String name;

        Provider(String name) {
            this.name = name;
        }

        @Override
        public Resource<SparkSession> resource() {
            return Spark.session(name);
        }

        @Override
        public SparkSession open(ResourceContext context) {
            return SparkSessions.of(context.shared(), context.root(), context.config())
                    .session(name);
        }

        @Override
        public boolean usable(SparkSession opened) {
            SparkSessions known = sessions;
            return known == null
                    || known.opened().values().stream()
                            .filter(open -> open.session() == opened)
                            .allMatch(open -> open.usable());
        }

        /** Does nothing: the datasets use the session too, and Jedro's session closes it after them. */
        @Override
        public void close(SparkSession opened) {}
    }
}
