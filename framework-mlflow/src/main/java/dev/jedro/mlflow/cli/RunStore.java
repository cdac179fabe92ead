package dev.jedro.mlflow.cli;

import dev.jedro.mlflow.store.Experiment;
import dev.jedro.mlflow.store.Run;
import dev.jedro.mlflow.store.RunQuery;
import java.util.List;

/** Where commands find runs: a folder of this machine, or a server. */
interface RunStore {

    /** All experiments, also deleted ones where it knows of them. */
    List<Experiment> experiments();

    void deleteExperiment(String id);

    void restoreExperiment(String id);

    /** The first runs that match. */
    List<Run> search(RunQuery query);

    /** Every run, deleted ones too, without what was logged. */
    List<Run.Info> all();

    Run run(String id);

    void delete(String id);

    void restore(String id);

    /** What lies at the top of a run's artifacts; empty where only its address can be told. */
    List<Listed> artifacts(Run run);

    /** A file or folder. */
    record Listed(String path, boolean folder, long size) {}
}
