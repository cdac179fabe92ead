package dev.jedro.mlflow.cli;

import dev.jedro.mlflow.store.Experiment;
import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.mlflow.store.Run;
import dev.jedro.mlflow.store.RunQuery;
import dev.jedro.mlflow.store.View;
import java.util.List;

/** Runs in a folder. */
record FolderRuns(FileTrackingStore store) implements RunStore {
    private static final int MOST = 50_000;

    @Override
    public List<Experiment> experiments() {
        return store.experiments().search(View.ALL, "", List.of(), MOST, "").items();
    }

    @Override
    public void deleteExperiment(String id) {
        store.experiments().delete(id);
    }

    @Override
    public void restoreExperiment(String id) {
        store.experiments().restore(id);
    }

    @Override
    public List<Run> search(RunQuery query) {
        return store.runs().search(query).items();
    }

    @Override
    public List<Run.Info> all() {
        List<String> experiments = experiments().stream().map(Experiment::id).toList();
        return store.runs().infos(new RunQuery(experiments, View.ALL, "", List.of(), MOST, ""));
    }

    @Override
    public Run run(String id) {
        return store.runs().get(id);
    }

    @Override
    public void delete(String id) {
        store.runs().delete(id);
    }

    @Override
    public void restore(String id) {
        store.runs().restore(id);
    }

    @Override
    public List<Listed> artifacts(Run run) {
        return run.info().artifactUri().startsWith("file:")
                ? store.artifacts().list(store.artifacts().folder(run.info()), "").stream()
                        .map(entry -> new Listed(entry.path(), entry.folder(), entry.size()))
                        .toList()
                : List.of();
    }
}
