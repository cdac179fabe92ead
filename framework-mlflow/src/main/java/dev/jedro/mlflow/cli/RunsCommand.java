package dev.jedro.mlflow.cli;

import dev.jedro.mlflow.store.Experiment;
import dev.jedro.mlflow.store.Metric;
import dev.jedro.mlflow.store.Run;
import dev.jedro.mlflow.store.RunQuery;
import dev.jedro.mlflow.store.StoreCode;
import dev.jedro.mlflow.store.View;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.CommandContext;
import dev.jedro.spi.OpensProject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells about runs. */
@Command(name = "runs", description = "List, show, compare and delete tracked runs.")
final class RunsCommand implements OpensProject {
    private static final int SHOWN_ID = 8;
    private static final int MOST_METRICS = 4;
    private static final int LONGEST = 60;
    private final CommandContext context;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    RunsCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "list", description = "List runs, the newest first.", sortOptions = false)
    int list(
            @Option(
                            names = "--experiment",
                            paramLabel = "NAME",
                            description = "Name or id of the experiment; all if not given.",
                            defaultValue = "")
                    String experiment,
            @Option(
                            names = "--filter",
                            paramLabel = "FILTER",
                            description = "For instance: metrics.rmse < 1 and params.kind = 'linear'.",
                            defaultValue = "")
                    String filter,
            @Option(names = "--order-by", paramLabel = "ORDER", description = "For instance: metrics.rmse ASC.")
                    List<String> orders,
            @Option(names = "--limit", paramLabel = "N", description = "20 if not given.", defaultValue = "20")
                    int limit,
            @Option(names = "--deleted", description = "Only deleted runs.") boolean deleted,
            @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
                    Output.Format format,
            @Mixin StoreOption store) {
        return store.with(context, "mlflow runs list", opened -> {
            RunQuery query = new RunQuery(
                    experiments(opened, experiment),
                    deleted ? View.DELETED_ONLY : View.ACTIVE_ONLY,
                    filter,
                    orders == null ? List.of() : orders,
                    limit,
                    "");
            List<Run> runs = opened.search(query);
            if (format == Output.Format.JSON) {
                Output.json(context.out(), runs.stream().map(Output::run).toList());
            } else if (runs.isEmpty()) {
                context.err().println("No runs.");
            } else {
                Output.table(context.out(), rows(runs));
            }
            return 0;
        });
    }

    private static List<List<String>> rows(List<Run> runs) {
        List<String> metrics = runs.stream()
                .flatMap(run -> run.metrics().stream().map(Metric::key))
                .distinct()
                .sorted(Comparator.comparing(RunsCommand::isOfJedro)) // what people log themselves comes first
                .limit(MOST_METRICS)
                .toList();
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("RUN", "NAME", "STATUS", "STARTED", "TOOK"));
        head.addAll(metrics);
        rows.add(head);
        for (Run run : runs) {
            List<String> row = new ArrayList<>(List.of(
                    run.info()
                            .id()
                            .substring(0, Math.min(SHOWN_ID, run.info().id().length())),
                    Output.shortened(run.info().name(), LONGEST),
                    run.info().status().name(),
                    Output.time(run.info().started()),
                    Output.took(run.info())));
            metrics.forEach(key -> row.add(metric(run, key)));
            rows.add(row);
        }
        return rows;
    }

    private static boolean isOfJedro(String metric) {
        return metric.startsWith("node/") || metric.startsWith("dataset/") || metric.startsWith("run/");
    }

    private static String metric(Run run, String key) {
        return run.metrics().stream()
                .filter(metric -> metric.key().equals(key))
                .findFirst()
                .map(metric -> Output.number(metric.value()))
                .orElse("");
    }

    private static List<String> experiments(RunStore store, String wanted) {
        List<Experiment> all = store.experiments();
        if (wanted.isEmpty()) {
            return all.stream().map(Experiment::id).toList();
        }
        return List.of(all.stream()
                .filter(experiment ->
                        experiment.name().equals(wanted) || experiment.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new JedroException(Problem.error(
                                StoreCode.NOT_THERE, "There is no experiment '" + wanted + "'")
                        .at(Place.of("--experiment"))
                        .near(NearNames.of(
                                wanted, all.stream().map(Experiment::name).toList()))
                        .fix("list them: jedro mlflow experiments list")))
                .id());
    }

    @Command(name = "show", description = "Show all that a run logged.", sortOptions = false)
    int show(
            @Parameters(paramLabel = "RUN", description = "Its id, the begin of its id, or its name.") String name,
            @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
                    Output.Format format,
            @Mixin StoreOption store) {
        return store.with(context, "mlflow runs show", opened -> show(opened, find(opened, name), format));
    }

    private int show(RunStore runs, Run run, Output.Format format) {
        PrintStream out = context.out();
        if (format == Output.Format.JSON) {
            Output.json(out, Output.run(run));
            return 0;
        }
        out.println(run.info().name() + "  " + run.info().id());
        out.println(run.info().status() + ", started " + Output.time(run.info().started())
                + (run.info().ended().isPresent() ? ", took " + Output.took(run.info()) : ""));
        List<List<String>> metrics = new ArrayList<>();
        run.metrics()
                .forEach(metric -> metrics.add(
                        List.of("  " + metric.key(), Output.number(metric.value()), "step " + metric.step())));
        section("Metrics", metrics);
        section("Parameters", pairs(run.params()));
        section("Tags", pairs(run.tags()));
        List<List<String>> inputs = new ArrayList<>();
        run.inputs().forEach(input -> inputs.add(List.of("  " + input.name(), input.digest(), input.sourceType())));
        section("Inputs", inputs);
        out.println("Artifacts: " + run.info().artifactUri());
        List<List<String>> files = new ArrayList<>();
        for (RunStore.Listed entry : runs.artifacts(run)) {
            files.add(List.of(
                    "  " + entry.path() + (entry.folder() ? "/" : ""), entry.folder() ? "" : entry.size() + " B"));
        }
        Output.table(out, files);
        return 0;
    }

    private void section(String title, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            context.out().println(title + ":");
            Output.table(context.out(), rows);
        }
    }

    private static List<List<String>> pairs(Map<String, String> pairs) {
        List<List<String>> rows = new ArrayList<>();
        pairs.forEach((key, value) -> rows.add(List.of("  " + key, Output.shortened(value, LONGEST))));
        return rows;
    }

    @Command(name = "compare", description = "Show what differs between runs.", sortOptions = false)
    int compare(
            @Parameters(arity = "2..*", paramLabel = "RUN", description = "Ids, begins of ids, or names.")
                    List<String> names,
            @Option(names = "--all", description = "Also what does not differ.") boolean all,
            @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
                    Output.Format format,
            @Mixin StoreOption store) {
        return store.with(context, "mlflow runs compare", opened -> {
            List<Run> runs = names.stream().map(name -> find(opened, name)).toList();
            return compare(runs, all, format);
        });
    }

    private int compare(List<Run> runs, boolean all, Output.Format format) {
        if (format == Output.Format.JSON) {
            Output.json(context.out(), runs.stream().map(Output::run).toList());
            return 0;
        }
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        runs.forEach(run -> head.add(run.info().name()));
        rows.add(head);
        TreeSet<String> metrics = new TreeSet<>();
        TreeSet<String> params = new TreeSet<>();
        for (Run run : runs) {
            run.metrics().forEach(metric -> metrics.add(metric.key()));
            params.addAll(run.params().keySet());
        }
        metrics.forEach(key -> row(rows, "metrics." + key, runs, all, run -> metric(run, key)));
        params.forEach(key -> row(
                rows,
                "params." + key,
                runs,
                all,
                run -> Output.shortened(run.params().getOrDefault(key, ""), LONGEST)));
        if (rows.size() == 1) {
            context.err().println("Nothing differs.");
        } else {
            Output.table(context.out(), rows);
        }
        return 0;
    }

    private static void row(
            List<List<String>> rows, String key, List<Run> runs, boolean all, Function<Run, String> value) {
        List<String> values = runs.stream().map(value).toList();
        if (all || values.stream().distinct().count() > 1) {
            List<String> row = new ArrayList<>(List.of(key));
            values.forEach(text -> row.add(text.isEmpty() ? "-" : text));
            rows.add(row);
        }
    }

    @Command(name = "delete", description = "Delete runs; they can be restored.", sortOptions = false)
    int delete(
            @Parameters(arity = "1..*", paramLabel = "RUN", description = "Ids, begins of ids, or names.")
                    List<String> names,
            @Mixin StoreOption store) {
        return store.with(context, "mlflow runs delete", opened -> {
            // All are found before the first is deleted.
            List<Run> runs = names.stream().map(name -> find(opened, name)).toList();
            for (Run run : runs) {
                opened.delete(run.info().id());
                context.err()
                        .println("Deleted " + run.info().name() + "; restore it with: jedro mlflow runs restore "
                                + run.info().id());
            }
            return 0;
        });
    }

    @Command(name = "restore", description = "Bring deleted runs back.", sortOptions = false)
    int restore(
            @Parameters(arity = "1..*", paramLabel = "RUN", description = "Ids.") List<String> names,
            @Mixin StoreOption store) {
        return store.with(context, "mlflow runs restore", opened -> {
            for (String name : names) {
                opened.restore(find(opened, name).info().id());
            }
            return 0;
        });
    }

    /** By id, by the begin of an id, or by name. */
    private static Run find(RunStore store, String wanted) {
        List<Run.Info> all = store.all();
        List<Run.Info> found =
                all.stream().filter(run -> run.id().equals(wanted)).toList();
        if (found.isEmpty()) {
            found = all.stream()
                    .filter(run -> run.name().equals(wanted)
                            || (wanted.length() >= 4 && run.id().startsWith(wanted)))
                    .toList();
        }
        if (found.size() == 1) {
            return store.run(found.get(0).id());
        }
        if (found.isEmpty()) {
            throw new JedroException(Problem.error(StoreCode.NOT_THERE, "There is no run '" + wanted + "'")
                    .at(Place.of("RUN"))
                    .near(NearNames.of(wanted, all.stream().map(Run.Info::name).toList()))
                    .fix("list them: jedro mlflow runs list"));
        }
        throw new JedroException(Problem.error(
                        StoreCode.AMBIGUOUS,
                        "'" + wanted + "' is the name or the begin of the id of " + found.size() + " runs")
                .at(Place.of("RUN"))
                .near(found.stream().limit(5).map(Run.Info::id).toList())
                .fix("give more of the id"));
    }
}
