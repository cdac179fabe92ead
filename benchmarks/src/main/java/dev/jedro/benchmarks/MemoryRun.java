package dev.jedro.benchmarks;

import dev.jedro.catalog.CatalogSession;
import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.DatasetTypes;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.config.ConfigMap;
import dev.jedro.hook.Hooks;
import dev.jedro.hook.RunInfo;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problems;
import dev.jedro.run.PipelineRun;
import dev.jedro.run.Resources;
import dev.jedro.run.RunId;
import dev.jedro.run.RunOptions;
import dev.jedro.run.RunPlan;
import dev.jedro.run.RunResult;
import dev.jedro.run.Runner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs a pipeline whose datasets are all in memory: what Kedro's {@code runner.run(pipeline, catalog)} does, with the checks and the journal. */
final class MemoryRun {
    private static final ConfigMap NOTHING = ConfigMap.empty(Place.of("(none)"));

    private final Path root;

    /** @param root where the journal is written */
    MemoryRun(Path root) {
        this.root = root;
    }

    RunResult run(Pipeline pipeline, Map<String, Object> data, Runner runner) {
        Problems problems = new Problems();
        DataCatalog catalog = DataCatalog.of(NOTHING, NOTHING, DatasetTypes.installed(), problems);
        RunPlan plan = RunPlan.of(pipeline, pipeline, catalog, NOTHING, data, Resources.none(), problems);
        problems.throwIfErrors();
        RunId id = RunId.next();
        RunInfo info = new RunInfo(
                id.value(),
                id.saveVersion(),
                "benchmark",
                root,
                "benchmark",
                "local",
                List.of("__default__"),
                Map.of(),
                List.of(),
                Map.of(),
                runner.name(),
                false);
        RunOptions defaults = RunOptions.defaults();
        RunOptions options = new RunOptions(
                runner, defaults.policy(), defaults.onlyMissingOutputs(), defaults.listener(), defaults.redact());
        try (OpenCatalog open = catalog.open(CatalogSession.of(root, id.saveVersion()))) {
            return new PipelineRun(plan, info, options, Hooks.of(List.of()), open, problems.warnings())
                    .run()
                    .orThrow();
        }
    }
}
