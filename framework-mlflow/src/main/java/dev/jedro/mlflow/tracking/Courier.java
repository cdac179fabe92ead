package dev.jedro.mlflow.tracking;

import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.artifact.ArtifactStores;
import dev.jedro.mlflow.client.Experiment;
import dev.jedro.mlflow.client.MetricPoint;
import dev.jedro.mlflow.client.NewExperiment;
import dev.jedro.mlflow.client.RunBatch;
import dev.jedro.mlflow.client.RunQuery;
import dev.jedro.mlflow.client.RunUpdate;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.client.TrackingClient;
import dev.jedro.mlflow.client.TrackingException;
import dev.jedro.mlflow.model.ModelFolder;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Brings what a run has to tell to the server. Used by one thread at a time. */
final class Courier {
    private final Connection connection;
    private final Opening opening;
    private final Supplier<Optional<String>> parent;
    private final Consumer<Problem> refused;

    /**
     * @param parent MLflow's id of the run above it, asked when the run is opened; empty if there is none, or nobody knows it
     * @param refused hears of single values that the server does not take; the others are logged all the same
     */
    Courier(Connection connection, Opening opening, Supplier<Optional<String>> parent, Consumer<Problem> refused) {
        this.connection = connection;
        this.opening = opening;
        this.parent = parent;
        this.refused = refused;
    }

    Opening opening() {
        return opening;
    }

    /** Opens the run, or takes up the one that an earlier attempt has opened. */
    TrackedRun open(boolean lookForEarlier) {
        TrackingClient client = connection.client();
        if (opening.resumed().isPresent()) {
            String id = opening.resumed().get();
            TrackedRun run = client.run(id);
            if (!run.active()) {
                client.restoreRun(id);
            }
            client.updateRun(id, RunUpdate.resumed());
            client.log(id, RunBatch.tags(opening.tags()));
            return run;
        }
        String experiment = experiment(client);
        if (lookForEarlier) {
            var earlier = earlier(client, experiment, opening.jedroRun());
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        return client.createRun(opening.in(experiment, tags(client, experiment)));
    }

    /** With the id of the parent, which was opened since if this run waited to be sent. */
    private Map<String, String> tags(TrackingClient client, String experiment) {
        Map<String, String> tags = new LinkedHashMap<>(opening.tags());
        if (tags.getOrDefault(Opening.PARENT_ID_TAG, "known").isEmpty()) {
            tags.remove(Opening.PARENT_ID_TAG);
            parent.get()
                    .or(() -> earlier(client, experiment, tags.getOrDefault(Opening.PARENT_TAG, ""))
                            .map(TrackedRun::id))
                    .ifPresent(id -> tags.put(Opening.PARENT_ID_TAG, id));
        }
        return tags;
    }

    private static Optional<TrackedRun> earlier(TrackingClient client, String experiment, String jedroRun) {
        String filter = "tags.`" + Opening.RUN_TAG + "` = '" + jedroRun + "'";
        return client.runs(new RunQuery(List.of(experiment), filter, List.of())).findFirst();
    }

    private String experiment(TrackingClient client) {
        Experiment found = opening.experimentId()
                .map(client::experiment)
                .or(() -> client.experimentByName(opening.experimentName()))
                .orElse(null);
        if (found == null) {
            try {
                return client.createExperiment(new NewExperiment(
                        opening.experimentName(),
                        opening.experiment().createExperimentKwargs().artifactLocation(),
                        opening.experiment().createExperimentKwargs().tags()));
            } catch (TrackingException e) {
                // another process was quicker, or the server was and its answer is lost
                return client.experimentByName(opening.experimentName())
                        .orElseThrow(() -> e)
                        .id();
            }
        }
        if (!found.active()) {
            if (!opening.experiment().restoreIfDeleted()) {
                throw new JedroException(
                        Problem.error(MlflowCode.BAD_EXPERIMENT, "The experiment '" + found.name() + "' is deleted.")
                                .at(Place.of("mlflow.yml"))
                                .fix("set tracking.experiment.restore_if_deleted to true, or give another name"));
            }
            client.restoreExperiment(found.id());
        }
        return found.id();
    }

    void deliver(TrackedRun run, Entry entry) {
        TrackingClient client = connection.client();
        if (entry instanceof Entry.Log log) {
            log(client, run.id(), log.batch());
        } else if (entry instanceof Entry.Inputs inputs) {
            orRefused(() -> client.logInputs(run.id(), inputs.inputs()));
        } else if (entry instanceof Entry.Text text) {
            orRefused(() -> ArtifactStores.of(connection, run).putText(text.path(), text.text()));
        } else if (entry instanceof Entry.Upload upload) {
            if (upload.ours()) { // it was made while nobody knew the run
                ModelFolder.ofRun(upload.file(), run.id());
            }
            orRefused(() -> ArtifactStores.of(connection, run).put(upload.path(), upload.file()));
            if (upload.ours()) {
                Staging.remove(upload.file());
            }
        } else if (entry instanceof Entry.Register model) {
            orRefused(() -> model.registered()
                    .accept(ModelRegistration.of(
                            connection.registry().client(), run, model.model(), model.path(), model.alias())));
        } else if (entry instanceof Entry.End end) {
            client.updateRun(run.id(), RunUpdate.ended(end.status(), end.time()));
        } else {
            throw new IllegalStateException("not to be sent: " + entry);
        }
    }

    private void orRefused(Runnable call) {
        try {
            call.run();
        } catch (TrackingException e) {
            if (worthKeeping(e)) {
                throw e;
            }
            refused.accept(e.problem());
        } catch (JedroException e) {
            e.problems().forEach(refused);
        }
    }

    /** Whether the same will be taken when the server, or who asks, is in order again. */
    static boolean worthKeeping(TrackingException e) {
        return e.passing() || e.code() == MlflowCode.NOT_AUTHORIZED;
    }

    /** A run that somebody has deleted refuses all that comes; there is no use in trying value after value. */
    private static boolean gone(TrackingClient client, String run) {
        try {
            return !client.run(run).active();
        } catch (TrackingException e) {
            return e.code() == MlflowCode.NOT_FOUND;
        }
    }

    /** One value that is refused must not take the others with it. */
    private void log(TrackingClient client, String run, RunBatch batch) {
        try {
            client.log(run, batch);
        } catch (TrackingException e) {
            if (worthKeeping(e)) {
                throw e;
            }
            if (gone(client, run)) {
                throw new JedroException(
                        Problem.error(MlflowCode.NOT_FOUND, "The MLflow run " + run + " was deleted while it went on.")
                                .fix("bring it back with what is missing: jedro mlflow sync"));
            }
            int size = batch.metrics().size()
                    + batch.params().size()
                    + batch.tags().size();
            if (size <= 1) {
                refused.accept(e.problem());
                return;
            }
            log(client, run, part(batch, 0, size / 2));
            log(client, run, part(batch, size / 2, size));
        }
    }

    private static RunBatch part(RunBatch batch, int from, int to) {
        int params = batch.params().size();
        int tags = batch.tags().size();
        List<MetricPoint> metrics = batch.metrics();
        return new RunBatch(
                metrics.subList(
                        Math.min(metrics.size(), Math.max(0, from - params - tags)),
                        Math.min(metrics.size(), Math.max(0, to - params - tags))),
                part(batch.params(), from, to),
                part(batch.tags(), from - params, to - params));
    }

    private static Map<String, String> part(Map<String, String> map, int from, int to) {
        Map<String, String> part = new LinkedHashMap<>();
        int at = 0;
        for (Map.Entry<String, String> entry : new java.util.TreeMap<>(map).entrySet()) {
            if (at >= from && at < to) {
                part.put(entry.getKey(), entry.getValue());
            }
            at++;
        }
        return part;
    }
}
