package dev.jedro.mlflow.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.client.ApiCaller.Twice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** MLflow's REST API, as servers from 2.17 on speak it. */
public final class RestTrackingClient implements TrackingClient {
    private static final String API = "/api/2.0/mlflow/";
    /** By it a run is found again whose opening was answered by nobody. */
    static final String REQUEST_TAG = "jedro.request";

    private static final int PAGE = 1000;
    private static final int HISTORY_PAGE = 25_000;
    private final ApiCaller caller;

    public RestTrackingClient(ApiCaller caller) {
        this.caller = caller;
    }

    private JsonNode get(String path, String... query) {
        StringBuilder full = new StringBuilder(API).append(path);
        char before = '?';
        for (int i = 0; i < query.length; i += 2) {
            if (!query[i + 1].isEmpty()) {
                full.append(before).append(query[i]).append('=').append(encoded(query[i + 1]));
                before = '&';
            }
        }
        return caller.send("GET", full.toString(), null, Twice.HARMLESS);
    }

    private JsonNode post(String path, JsonNode body, Twice twice) {
        return caller.send("POST", API + path, body, twice);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** {@code null} in the place of what is not there. */
    private static <T> Optional<T> found(java.util.function.Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (TrackingException e) {
            if (e.code() == MlflowCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public String createExperiment(NewExperiment experiment) {
        ObjectNode body = object().put("name", experiment.name());
        experiment.artifactLocation().ifPresent(location -> body.put("artifact_location", location));
        body.set("tags", Answers.pairs(experiment.tags()));
        return post("experiments/create", body, Twice.HARMFUL)
                .path("experiment_id")
                .asText();
    }

    @Override
    public Optional<Experiment> experimentByName(String name) {
        return found(() -> Answers.experiment(
                get("experiments/get-by-name", "experiment_name", name).path("experiment")));
    }

    @Override
    public Experiment experiment(String id) {
        return Answers.experiment(get("experiments/get", "experiment_id", id).path("experiment"));
    }

    @Override
    public Stream<Experiment> experiments() {
        return Pages.of(
                token -> post(
                        "experiments/search",
                        paged(token).put("max_results", PAGE).put("view_type", "ACTIVE_ONLY"),
                        Twice.HARMLESS),
                answer -> Answers.list(answer.path("experiments"), Answers::experiment));
    }

    private static ObjectNode paged(String token) {
        ObjectNode body = object();
        return token.isEmpty() ? body : body.put("page_token", token);
    }

    @Override
    public void deleteExperiment(String id) {
        post("experiments/delete", object().put("experiment_id", id), Twice.HARMLESS);
    }

    @Override
    public void restoreExperiment(String id) {
        post("experiments/restore", object().put("experiment_id", id), Twice.HARMLESS);
    }

    @Override
    public TrackedRun createRun(NewRun run) {
        String request = UUID.randomUUID().toString();
        ObjectNode body = object().put("experiment_id", run.experimentId())
                .put("start_time", run.start().toEpochMilli())
                .put("run_name", run.name());
        if (run.tags().containsKey("mlflow.user")) {
            body.put("user_id", run.tags().get("mlflow.user"));
        }
        ArrayNode tags = Answers.pairs(run.tags());
        tags.addObject().put("key", REQUEST_TAG).put("value", request);
        body.set("tags", tags);
        try {
            return Answers.run(post("runs/create", body, Twice.HARMFUL).path("run"));
        } catch (TrackingException e) {
            if (!e.passing()) {
                throw e;
            }
            return openedAllTheSame(run.experimentId(), request, e);
        }
    }

    /** Nobody knows whether the server has opened the run: look for it before asking once more. */
    private TrackedRun openedAllTheSame(String experimentId, String request, TrackingException failed) {
        if (Thread.currentThread().isInterrupted()) {
            throw failed;
        }
        return runs(new RunQuery(List.of(experimentId), "tags.`" + REQUEST_TAG + "` = '" + request + "'", List.of()))
                .findFirst()
                .orElseThrow(() -> failed);
    }

    @Override
    public TrackedRun run(String id) {
        return Answers.run(get("runs/get", "run_id", id).path("run"));
    }

    @Override
    public void updateRun(String id, RunUpdate update) {
        ObjectNode body = object().put("run_id", id);
        update.status().ifPresent(status -> body.put("status", status.name()));
        update.end().ifPresent(end -> body.put("end_time", end.toEpochMilli()));
        update.name().ifPresent(name -> body.put("run_name", name));
        post("runs/update", body, Twice.HARMLESS);
    }

    @Override
    public void deleteRun(String id) {
        post("runs/delete", object().put("run_id", id), Twice.HARMLESS);
    }

    @Override
    public void restoreRun(String id) {
        post("runs/restore", object().put("run_id", id), Twice.HARMLESS);
    }

    @Override
    public Stream<TrackedRun> runs(RunQuery query) {
        return runs(query, "ACTIVE_ONLY");
    }

    @Override
    public Stream<TrackedRun> deletedRuns(RunQuery query) {
        return runs(query, "DELETED_ONLY");
    }

    private Stream<TrackedRun> runs(RunQuery query, String view) {
        return Pages.of(
                token -> {
                    ObjectNode body = paged(token)
                            .put("max_results", PAGE)
                            .put("filter", query.filter())
                            .put("run_view_type", view);
                    query.experimentIds().forEach(body.putArray("experiment_ids")::add);
                    query.order().forEach(body.putArray("order_by")::add);
                    return post("runs/search", body, Twice.HARMLESS);
                },
                answer -> Answers.list(answer.path("runs"), Answers::run));
    }

    @Override
    public void log(String runId, RunBatch batch) {
        Batches.of(runId, batch).forEach(body -> post("runs/log-batch", body, Twice.HARMLESS));
    }

    @Override
    public void logInputs(String runId, List<DatasetInput> inputs) {
        for (int from = 0; from < inputs.size(); from += Limits.INPUTS) {
            ObjectNode body = object().put("run_id", runId);
            ArrayNode datasets = body.putArray("datasets");
            inputs.subList(from, Math.min(inputs.size(), from + Limits.INPUTS))
                    .forEach(input -> datasets.add(Answers.input(input)));
            post("runs/log-inputs", body, Twice.HARMLESS);
        }
    }

    @Override
    public Stream<MetricPoint> history(String runId, String metric) {
        return Pages.of(
                token -> get(
                        "metrics/get-history",
                        "run_id",
                        runId,
                        "metric_key",
                        metric,
                        "max_results",
                        String.valueOf(HISTORY_PAGE),
                        "page_token",
                        token),
                answer -> Answers.list(answer.path("metrics"), Answers::metric));
    }

    @Override
    public List<ArtifactEntry> artifacts(String runId, String path) {
        return Pages.of(
                        token -> get("artifacts/list", "run_id", runId, "path", path, "page_token", token),
                        answer -> Answers.list(answer.path("files"), Answers::artifact))
                .toList();
    }

    @Override
    public void ensureModel(String name) {
        if (found(() -> get("registered-models/get", "name", name)).isPresent()) {
            return;
        }
        try {
            post("registered-models/create", object().put("name", name), Twice.HARMLESS);
        } catch (TrackingException e) {
            if (e.code()
                    != MlflowCode.ALREADY_THERE) { // another process was quicker, or the first attempt came through
                throw e;
            }
        }
    }

    @Override
    public ModelVersion createModelVersion(NewModelVersion version) {
        ObjectNode body = object().put("name", version.model())
                .put("source", version.source())
                .put("run_id", version.runId());
        body.set("tags", Answers.pairs(version.tags()));
        return Answers.version(
                post("model-versions/create", body, Twice.HARMFUL).path("model_version"));
    }

    @Override
    public ModelVersion modelVersion(String model, String version) {
        return Answers.version(
                get("model-versions/get", "name", model, "version", version).path("model_version"));
    }

    @Override
    public ModelVersion modelByAlias(String model, String alias) {
        return Answers.version(
                get("registered-models/alias", "name", model, "alias", alias).path("model_version"));
    }

    @Override
    public Optional<ModelVersion> newestVersion(String model, String stage) {
        ObjectNode body = object().put("name", model);
        if (!stage.equals("latest")) {
            body.putArray("stages").add(stage);
        }
        List<ModelVersion> newest = new ArrayList<>(Answers.list(
                post("registered-models/get-latest-versions", body, Twice.HARMLESS)
                        .path("model_versions"),
                Answers::version));
        newest.sort(java.util.Comparator.comparingLong(found -> Long.parseLong(found.version())));
        return newest.isEmpty() ? Optional.empty() : Optional.of(newest.get(newest.size() - 1));
    }

    @Override
    public void setAlias(String model, String alias, String version) {
        post(
                "registered-models/alias",
                object().put("name", model).put("alias", alias).put("version", version),
                Twice.HARMLESS);
    }

    @Override
    public String modelFiles(String model, String version) {
        return get("model-versions/get-download-uri", "name", model, "version", version)
                .path("artifact_uri")
                .asText();
    }
}
