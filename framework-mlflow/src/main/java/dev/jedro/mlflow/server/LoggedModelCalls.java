package dev.jedro.mlflow.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jedro.mlflow.store.LoggedModel;
import dev.jedro.mlflow.store.LoggedModels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** {@code logged-models/…}, which MLflow 3 has. */
final class LoggedModelCalls {
    private static final int PAGE = 100;
    private final LoggedModels models;
    private final Answer answer;

    LoggedModelCalls(LoggedModels models, Answer answer) {
        this.models = models;
        this.answer = answer;
    }

    void register(Routes routes) {
        routes.on("POST logged-models", this::create)
                .on("POST logged-models/search", this::search)
                .onId("GET logged-models/{id}", (params, id) -> one(models.get(id)))
                .onId(
                        "PATCH logged-models/{id}",
                        (params, id) -> one(models.finish(id, status(params.needed("status")))))
                .onId("DELETE logged-models/{id}", (params, id) -> {
                    models.delete(id);
                    return Answer.empty();
                })
                .onId(
                        "PATCH logged-models/{id}/tags",
                        (params, id) -> one(models.log(id, Map.of(), params.pairs("tags"))))
                .onId(
                        "POST logged-models/{id}/params",
                        (params, id) -> one(models.log(id, params.pairs("params"), Map.of())));
    }

    private ObjectNode one(LoggedModel model) {
        return Answer.of("model", answer.loggedModel(model));
    }

    private ObjectNode create(Params params) {
        return one(models.create(new LoggedModels.NewModel(
                params.needed("experiment_id"),
                params.text("name"),
                params.text("model_type"),
                params.text("source_run_id"),
                params.pairs("params"),
                params.pairs("tags"))));
    }

    private ObjectNode search(Params params) {
        List<String> orders = params.objects("order_by").stream()
                .map(order -> order.needed("field_name")
                        + (order.has("ascending") && !order.flag("ascending") ? " DESC" : ""))
                .toList();
        return Answer.page(
                "models",
                models.search(
                        params.texts("experiment_ids"),
                        params.text("filter"),
                        orders,
                        params.size("max_results", PAGE),
                        params.text("page_token")),
                answer::loggedModel);
    }

    private static LoggedModel.Status status(String text) {
        return Arrays.stream(LoggedModel.Status.values())
                .filter(status -> status.name().equals(text) || text.equals(String.valueOf(status.number())))
                .findFirst()
                .orElseThrow(() -> Refusal.badValue("Invalid value '" + text + "' for parameter 'status'"));
    }
}
