package dev.jedro.mlflow.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jedro.mlflow.store.ModelRegistry;
import dev.jedro.mlflow.store.ModelVersion;
import dev.jedro.mlflow.store.RegisteredModel;
import java.util.List;

/** {@code registered-models/…} and {@code model-versions/…} */
final class RegistryCalls {
    private static final int PAGE = 100;
    private static final int PAGE_OF_VERSIONS = 10_000;
    private final ModelRegistry models;
    private final Answer answer;

    RegistryCalls(ModelRegistry models, Answer answer) {
        this.models = models;
        this.answer = answer;
    }

    void register(Routes routes) {
        routes.on("POST registered-models/create", this::create)
                .on("GET registered-models/get", params -> one(models.get(name(params))))
                .on("GET registered-models/search", this::search)
                .on("POST registered-models/search", this::search)
                .on(
                        "PATCH registered-models/update",
                        params -> one(models.describe(name(params), params.text("description"))))
                .on(
                        "POST registered-models/rename",
                        params -> one(models.rename(name(params), params.needed("new_name"))))
                .on("DELETE registered-models/delete", this::delete)
                .on("GET registered-models/get-latest-versions", this::latest)
                .on("POST registered-models/get-latest-versions", this::latest)
                .on("POST registered-models/set-tag", this::tag)
                .on("DELETE registered-models/delete-tag", this::deleteTag)
                .on("POST registered-models/alias", this::setAlias)
                .on("GET registered-models/alias", params -> one(models.byAlias(name(params), params.needed("alias"))))
                .on("DELETE registered-models/alias", this::deleteAlias)
                .on("POST model-versions/create", this::createVersion)
                .on("GET model-versions/get", params -> one(models.version(name(params), params.needed("version"))))
                .on("PATCH model-versions/update", this::describe)
                .on("POST model-versions/transition-stage", this::stage)
                .on("DELETE model-versions/delete", this::deleteVersion)
                .on("GET model-versions/search", this::searchVersions)
                .on("GET model-versions/get-download-uri", this::downloadUri)
                .on("POST model-versions/set-tag", this::tagVersion)
                .on("DELETE model-versions/delete-tag", this::deleteVersionTag);
    }

    private static String name(Params params) {
        return params.needed("name");
    }

    private ObjectNode one(RegisteredModel model) {
        return Answer.of("registered_model", answer.model(model));
    }

    private ObjectNode one(ModelVersion version) {
        return Answer.of("model_version", answer.version(version));
    }

    private ObjectNode create(Params params) {
        return one(models.create(name(params), params.text("description"), params.pairs("tags")));
    }

    private ObjectNode search(Params params) {
        return Answer.page(
                "registered_models",
                models.search(
                        params.text("filter"),
                        params.texts("order_by"),
                        params.size("max_results", PAGE),
                        params.text("page_token")),
                answer::model);
    }

    private ObjectNode delete(Params params) {
        models.delete(name(params));
        return Answer.empty();
    }

    private ObjectNode latest(Params params) {
        List<String> stages = params.texts("stages");
        List<ModelVersion> versions = models.get(name(params)).latest().stream()
                .filter(version -> stages.isEmpty() || stages.stream().anyMatch(version.stage()::equalsIgnoreCase))
                .toList();
        ObjectNode json = Answer.empty();
        json.set("model_versions", Answer.list(versions, answer::version));
        return json;
    }

    private ObjectNode tag(Params params) {
        models.tag(name(params), "", params.needed("key"), params.text("value"));
        return Answer.empty();
    }

    private ObjectNode deleteTag(Params params) {
        models.deleteTag(name(params), "", params.needed("key"));
        return Answer.empty();
    }

    private ObjectNode setAlias(Params params) {
        models.setAlias(name(params), params.needed("alias"), params.needed("version"));
        return Answer.empty();
    }

    private ObjectNode deleteAlias(Params params) {
        models.deleteAlias(name(params), params.needed("alias"));
        return Answer.empty();
    }

    private ObjectNode createVersion(Params params) {
        return one(models.createVersion(
                name(params),
                new ModelRegistry.NewVersion(
                        params.needed("source"),
                        params.text("run_id"),
                        params.text("run_link"),
                        params.text("model_id"),
                        params.text("description"),
                        params.pairs("tags"))));
    }

    private ObjectNode describe(Params params) {
        return one(models.describeVersion(name(params), params.needed("version"), params.text("description")));
    }

    private ObjectNode stage(Params params) {
        return one(models.moveToStage(
                name(params),
                params.needed("version"),
                params.needed("stage"),
                params.flag("archive_existing_versions")));
    }

    private ObjectNode deleteVersion(Params params) {
        models.deleteVersion(name(params), params.needed("version"));
        return Answer.empty();
    }

    private ObjectNode searchVersions(Params params) {
        return Answer.page(
                "model_versions",
                models.searchVersions(
                        params.text("filter"),
                        params.texts("order_by"),
                        params.size("max_results", PAGE_OF_VERSIONS),
                        params.text("page_token")),
                answer::version);
    }

    private ObjectNode downloadUri(Params params) {
        ModelVersion version = models.version(name(params), params.needed("version"));
        ObjectNode shown = answer.version(version);
        return Answer.empty().set("artifact_uri", shown.get("source"));
    }

    private ObjectNode tagVersion(Params params) {
        models.tag(name(params), params.needed("version"), params.needed("key"), params.text("value"));
        return Answer.empty();
    }

    private ObjectNode deleteVersionTag(Params params) {
        models.deleteTag(name(params), params.needed("version"), params.needed("key"));
        return Answer.empty();
    }
}
