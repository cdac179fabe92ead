package dev.jedro.mlflow.cli;

import dev.jedro.mlflow.store.Experiment;
import dev.jedro.mlflow.store.Lifecycle;
import dev.jedro.spi.CommandContext;
import dev.jedro.spi.OpensProject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells about experiments. */
@Command(name = "experiments", description = "List, delete and restore experiments.")
final class ExperimentsCommand implements OpensProject {
    private final CommandContext context;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    ExperimentsCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "list", description = "List experiments, the newest first.", sortOptions = false)
    int list(
            @Option(names = "--all", description = "Also deleted ones.") boolean all,
            @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
                    Output.Format format,
            @Mixin StoreOption store) {
        return store.with(context, "mlflow experiments list", opened -> {
            List<Experiment> experiments = opened.experiments().stream()
                    .filter(experiment -> all || experiment.stage() == Lifecycle.ACTIVE)
                    .toList();
            tell(experiments, format);
            return 0;
        });
    }

    private void tell(List<Experiment> experiments, Output.Format format) {
        if (format == Output.Format.JSON) {
            Output.json(
                    context.out(),
                    experiments.stream().map(ExperimentsCommand::json).toList());
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("ID", "NAME", "STAGE", "CREATED"));
        for (Experiment experiment : experiments) {
            rows.add(List.of(
                    experiment.id(),
                    experiment.name(),
                    experiment.stage().text(),
                    experiment.created() == 0 ? "" : Output.time(experiment.created())));
        }
        Output.table(context.out(), rows);
    }

    private static Map<String, Object> json(Experiment experiment) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("experiment_id", experiment.id());
        json.put("name", experiment.name());
        json.put("stage", experiment.stage().text());
        json.put("artifacts", experiment.artifactLocation());
        json.put("tags", experiment.tags());
        return json;
    }

    @Command(
            name = "delete",
            description = "Delete an experiment with its runs; all can be restored.",
            sortOptions = false)
    int delete(@Parameters(paramLabel = "ID", description = "Its id.") String id, @Mixin StoreOption store) {
        return store.with(context, "mlflow experiments delete", opened -> {
            opened.deleteExperiment(id);
            context.err().println("Deleted; restore it with: jedro mlflow experiments restore " + id);
            return 0;
        });
    }

    @Command(name = "restore", description = "Bring a deleted experiment back.", sortOptions = false)
    int restore(@Parameters(paramLabel = "ID", description = "Its id.") String id, @Mixin StoreOption store) {
        return store.with(context, "mlflow experiments restore", opened -> {
            opened.restoreExperiment(id);
            return 0;
        });
    }
}
