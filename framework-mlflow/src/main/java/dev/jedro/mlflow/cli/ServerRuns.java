package dev.jedro.mlflow.cli;

import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.client.TrackingClient;
import dev.jedro.mlflow.client.TrackingException;
import dev.jedro.mlflow.store.Experiment;
import dev.jedro.mlflow.store.Lifecycle;
import dev.jedro.mlflow.store.Metric;
import dev.jedro.mlflow.store.Run;
import dev.jedro.mlflow.store.RunQuery;
import dev.jedro.mlflow.store.RunStatus;
import dev.jedro.mlflow.store.View;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Runs on a server. */
record ServerRuns(TrackingClient client) implements RunStore {

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (TrackingException e) {
            throw e.toJedro();
        }
    }

    @Override
    public List<Experiment> experiments() {
        return asked(() -> client.experiments()
                .map(found -> new Experiment(
                        found.id(),
                        found.name(),
                        found.artifactLocation(),
                        found.active() ? Lifecycle.ACTIVE : Lifecycle.DELETED,
                        0,
                        0,
                        found.tags()))
                .toList());
    }

    @Override
    public void deleteExperiment(String id) {
        asked(() -> {
            client.deleteExperiment(id);
            return id;
        });
    }

    @Override
    public void restoreExperiment(String id) {
        asked(() -> {
            client.restoreExperiment(id);
            return id;
        });
    }

    private Stream<TrackedRun> runs(RunQuery query) {
        var wanted = new dev.jedro.mlflow.client.RunQuery(query.experimentIds(), query.filter(), query.orderBy());
        return switch (query.view()) {
            case ACTIVE_ONLY -> client.runs(wanted);
            case DELETED_ONLY -> client.deletedRuns(wanted);
            case ALL -> Stream.concat(client.runs(wanted), client.deletedRuns(wanted));
        };
    }

    @Override
    public List<Run> search(RunQuery query) {
        return asked(() -> runs(query).limit(query.most()).map(ServerRuns::run).toList());
    }

    @Override
    public List<Run.Info> all() {
        List<String> experiments = experiments().stream().map(Experiment::id).toList();
        RunQuery all = new RunQuery(experiments, View.ALL, "", List.of(), Integer.MAX_VALUE, "");
        return asked(() -> runs(all).map(run -> run(run).info()).toList());
    }

    @Override
    public Run run(String id) {
        return run(asked(() -> client.run(id)));
    }

    private static Run run(TrackedRun run) {
        return new Run(
                new Run.Info(
                        run.id(),
                        run.name(),
                        run.experimentId(),
                        run.tags().getOrDefault("mlflow.user", ""),
                        RunStatus.valueOf(run.status().name()),
                        run.start().toEpochMilli(),
                        run.end()
                                .map(end -> OptionalLong.of(end.toEpochMilli()))
                                .orElse(OptionalLong.empty()),
                        run.artifactUri(),
                        run.active() ? Lifecycle.ACTIVE : Lifecycle.DELETED),
                run.metrics().values().stream()
                        .map(point -> new Metric(
                                point.key(), point.value(), point.time().toEpochMilli(), point.step()))
                        .sorted(Comparator.comparing(Metric::key))
                        .toList(),
                new TreeMap<>(run.params()),
                new TreeMap<>(run.tags()),
                List.of(),
                List.of());
    }

    @Override
    public void delete(String id) {
        asked(() -> {
            client.deleteRun(id);
            return id;
        });
    }

    @Override
    public void restore(String id) {
        asked(() -> {
            client.restoreRun(id);
            return id;
        });
    }

    @Override
    public List<Listed> artifacts(Run run) {
        return asked(() -> client.artifacts(run.info().id(), "").stream()
                .map(entry -> new Listed(entry.path(), entry.folder(), entry.size()))
                .toList());
    }
}
