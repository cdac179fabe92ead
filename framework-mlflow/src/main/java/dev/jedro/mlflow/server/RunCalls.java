package dev.jedro.mlflow.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jedro.mlflow.store.DatasetInput;
import dev.jedro.mlflow.store.Experiments;
import dev.jedro.mlflow.store.Metric;
import dev.jedro.mlflow.store.Run;
import dev.jedro.mlflow.store.RunQuery;
import dev.jedro.mlflow.store.RunStatus;
import dev.jedro.mlflow.store.Runs;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code runs/…} and {@code metrics/…} */
final class RunCalls {
    private static final int PAGE = 1_000;
    private final Runs runs;
    private final Answer answer;

    RunCalls(Runs runs, Answer answer) {
        this.runs = runs;
        this.answer = answer;
    }

    void register(Routes routes) {
        routes.on("POST runs/create", this::create)
                .on("GET runs/get", params -> one(runs.get(id(params))))
                .on("POST runs/update", this::update)
                .on("POST runs/delete", this::delete)
                .on("POST runs/restore", this::restore)
                .on("POST runs/search", this::search)
                .on("POST runs/log-metric", this::metric)
                .on("POST runs/log-parameter", this::parameter)
                .on("POST runs/set-tag", this::tag)
                .on("POST runs/delete-tag", this::deleteTag)
                .on("POST runs/log-batch", this::batch)
                .on("POST runs/log-inputs", this::inputs)
                .on("POST runs/outputs", this::outputs)
                .on("POST runs/log-model", this::model)
                .on("GET metrics/get-history", this::history);
    }

    private static String id(Params params) {
        return params.needed("run_id", "run_uuid");
    }

    private ObjectNode one(Run run) {
        return Answer.of("run", answer.run(run));
    }

    private ObjectNode create(Params params) {
        String experiment = params.text("experiment_id");
        return one(runs.create(
                experiment.isEmpty() ? Experiments.DEFAULT_ID : experiment,
                params.text("run_name"),
                params.text("user_id"),
                params.number("start_time").orElseGet(System::currentTimeMillis),
                params.pairs("tags")));
    }

    private ObjectNode update(Params params) {
        Optional<RunStatus> status =
                params.has("status") ? Optional.of(status(params.text("status"))) : Optional.empty();
        Run.Info info = runs.update(id(params), status, params.number("end_time"), params.text("run_name"));
        return Answer.of("run_info", answer.info(info));
    }

    private static RunStatus status(String text) {
        return Arrays.stream(RunStatus.values())
                .filter(status -> status.name().equals(text) || text.equals(String.valueOf(status.number())))
                .findFirst()
                .orElseThrow(() -> Refusal.badValue("Invalid value '" + text + "' for parameter 'status': one of "
                        + Arrays.toString(RunStatus.values()) + " is expected"));
    }

    private ObjectNode delete(Params params) {
        runs.delete(id(params));
        return Answer.empty();
    }

    private ObjectNode restore(Params params) {
        runs.restore(id(params));
        return Answer.empty();
    }

    private ObjectNode search(Params params) {
        RunQuery query = new RunQuery(
                params.texts("experiment_ids"),
                ExperimentCalls.view(params, "run_view_type"),
                params.text("filter"),
                params.texts("order_by"),
                params.size("max_results", PAGE),
                params.text("page_token"));
        return Answer.page("runs", runs.search(query), answer::run);
    }

    private ObjectNode metric(Params params) {
        runs.log(id(params), List.of(params.metric(System.currentTimeMillis())), Map.of(), Map.of());
        return Answer.empty();
    }

    private ObjectNode parameter(Params params) {
        runs.log(id(params), List.of(), Map.of(params.needed("key"), params.text("value")), Map.of());
        return Answer.empty();
    }

    private ObjectNode tag(Params params) {
        runs.log(id(params), List.of(), Map.of(), Map.of(params.needed("key"), params.text("value")));
        return Answer.empty();
    }

    private ObjectNode deleteTag(Params params) {
        runs.deleteTag(id(params), params.needed("key"));
        return Answer.empty();
    }

    private ObjectNode batch(Params params) {
        long now = System.currentTimeMillis();
        List<Metric> metrics = params.objects("metrics").stream()
                .map(metric -> metric.metric(now))
                .toList();
        runs.log(id(params), metrics, params.pairs("params"), params.pairs("tags"));
        return Answer.empty();
    }

    private ObjectNode inputs(Params params) {
        runs.logInputs(
                id(params),
                params.objects("datasets").stream().map(RunCalls::input).toList(),
                params.objects("models").stream().map(RunCalls::output).toList());
        return Answer.empty();
    }

    private static DatasetInput input(Params input) {
        Params dataset = input.object("dataset");
        return new DatasetInput(
                dataset.needed("name"),
                dataset.needed("digest"),
                dataset.needed("source_type"),
                dataset.text("source"),
                dataset.text("schema"),
                dataset.text("profile"),
                input.pairs("tags"));
    }

    private ObjectNode outputs(Params params) {
        runs.logInputs(
                id(params),
                List.of(),
                params.objects("models").stream().map(RunCalls::output).toList());
        return Answer.empty();
    }

    private static Run.ModelOutput output(Params params) {
        return new Run.ModelOutput(
                params.needed("model_id"), params.number("step").orElse(0));
    }

    /** MLflow 2 notes the models of a run in a tag: a list of what is in their MLmodel files. */
    private ObjectNode model(Params params) {
        String id = id(params);
        String tag = "mlflow.log-model.history";
        String history = runs.get(id).tags().getOrDefault(tag, "[]").strip();
        String model = params.needed("model_json");
        String more = history.equals("[]") || history.isEmpty()
                ? "[" + model + "]"
                : history.substring(0, history.length() - 1) + ", " + model + "]";
        runs.log(id, List.of(), Map.of(), Map.of(tag, more));
        return Answer.empty();
    }

    private ObjectNode history(Params params) {
        return Answer.page(
                "metrics",
                runs.history(
                        id(params),
                        params.needed("metric_key"),
                        params.number("max_results"),
                        params.text("page_token")),
                Answer::metric);
    }
}
