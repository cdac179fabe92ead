package dev.jedro.mlflow.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jedro.mlflow.store.Experiment;
import dev.jedro.mlflow.store.Experiments;
import dev.jedro.mlflow.store.View;
import java.util.Arrays;

/** {@code experiments/…} */
final class ExperimentCalls {
    private static final int PAGE = 1_000;
    private final Experiments experiments;
    private final ArtifactPlaces places;
    private final Answer answer;

    ExperimentCalls(Experiments experiments, ArtifactPlaces places, Answer answer) {
        this.experiments = experiments;
        this.places = places;
        this.answer = answer;
    }

    void register(Routes routes) {
        routes.on("POST experiments/create", this::create)
                .on("GET experiments/get", params -> one(experiments.get(params.needed("experiment_id"))))
                .on("GET experiments/get-by-name", this::byName)
                .on("GET experiments/search", this::search)
                .on("POST experiments/search", this::search)
                .on("POST experiments/update", this::update)
                .on("POST experiments/delete", this::delete)
                .on("POST experiments/restore", this::restore)
                .on("POST experiments/set-experiment-tag", this::tag);
    }

    private ObjectNode create(Params params) {
        String location = params.text("artifact_location");
        places.checkNew(location);
        String id = experiments.create(params.needed("name"), location, params.pairs("tags"));
        return Answer.empty().put("experiment_id", id);
    }

    private ObjectNode byName(Params params) {
        String name = params.needed("experiment_name");
        return one(experiments
                .byName(name)
                .orElseThrow(() -> new Refusal(
                        404, "RESOURCE_DOES_NOT_EXIST", "Could not find experiment with name '" + name + "'")));
    }

    private ObjectNode one(Experiment experiment) {
        return Answer.of("experiment", answer.experiment(experiment));
    }

    private ObjectNode search(Params params) {
        return Answer.page(
                "experiments",
                experiments.search(
                        view(params, "view_type"),
                        params.text("filter"),
                        params.texts("order_by"),
                        params.size("max_results", PAGE),
                        params.text("page_token")),
                answer::experiment);
    }

    static View view(Params params, String key) {
        String wanted = params.text(key);
        return Arrays.stream(View.values())
                .filter(view -> wanted.isEmpty()
                        ? view == View.ACTIVE_ONLY
                        : view.name().equals(wanted) || wanted.equals(String.valueOf(view.number())))
                .findFirst()
                .orElseThrow(() -> Refusal.badValue("Invalid value '" + wanted + "' for parameter '" + key
                        + "': one of ACTIVE_ONLY, DELETED_ONLY, ALL is expected"));
    }

    private ObjectNode update(Params params) {
        experiments.rename(params.needed("experiment_id"), params.needed("new_name"));
        return Answer.empty();
    }

    private ObjectNode delete(Params params) {
        experiments.delete(params.needed("experiment_id"));
        return Answer.empty();
    }

    private ObjectNode restore(Params params) {
        experiments.restore(params.needed("experiment_id"));
        return Answer.empty();
    }

    private ObjectNode tag(Params params) {
        experiments.tag(params.needed("experiment_id"), params.needed("key"), params.text("value"));
        return Answer.empty();
    }
}
