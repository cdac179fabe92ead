package dev.jedro.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Registered models and artifacts by MLflow's REST API. */
class RegistryConformanceTest extends Conformance {
    @Nested
    class Models {
        private final String name = unique("regressor");

        @Test
        void haveVersionsAndAliases() {
            ok(api.post("registered-models/create", "{'name': '" + name + "', 'description': 'prices'}"));
            for (int version = 1; version <= 2; version++) {
                JsonNode made = ok(api.post(
                                "model-versions/create",
                                "{'name': '" + name + "', 'source': 's3://models/" + version
                                        + "', 'tags': [{'key': 'v', 'value': '" + version + "'}]}"))
                        .path("model_version");
                assertThat(made.path("version").asText()).isEqualTo(String.valueOf(version));
                assertThat(made.path("status").asText()).isEqualTo("READY");
            }
            ok(api.post("registered-models/alias", "{'name': '" + name + "', 'alias': 'champion', 'version': '1'}"));
            ok(api.post("registered-models/alias", "{'name': '" + name + "', 'alias': 'champion', 'version': '2'}"));

            assertThat(ok(api.get("registered-models/alias", "name", name, "alias", "champion"))
                            .at("/model_version/source")
                            .asText())
                    .isEqualTo("s3://models/2");
            assertThat(ok(api.get("registered-models/get", "name", name))
                            .at("/registered_model/aliases/0/version")
                            .asText())
                    .isEqualTo("2");
            assertThat(ok(api.get("model-versions/get-download-uri", "name", name, "version", "1"))
                            .path("artifact_uri")
                            .asText())
                    .isEqualTo("s3://models/1");
            assertThat(values(
                            ok(api.get("model-versions/search", "filter", "name='" + name + "'", "max_results", "10"))
                                    .path("model_versions"),
                            "version"))
                    .containsExactlyInAnyOrder("1", "2");
            assertThat(ok(api.get(
                                    "registered-models/search",
                                    "filter",
                                    "name LIKE '" + name + "%'",
                                    "max_results",
                                    "10"))
                            .path("registered_models"))
                    .hasSize(1);

            ok(api.send("DELETE", "registered-models/alias", "{'name': '" + name + "', 'alias': 'champion'}"));
            assertThat(ok(api.get("registered-models/get", "name", name)).at("/registered_model/aliases"))
                    .isEmpty();
            ok(api.send("DELETE", "model-versions/delete", "{'name': '" + name + "', 'version': '2'}"));
            refused(api.get("model-versions/get", "name", name, "version", "2"), 404, "RESOURCE_DOES_NOT_EXIST");
        }

        @Test
        void haveStagesAndTags() {
            ok(api.post("registered-models/create", "{'name': '" + name + "'}"));
            ok(api.post("model-versions/create", "{'name': '" + name + "', 'source': 's3://m/1'}"));
            ok(api.post("model-versions/create", "{'name': '" + name + "', 'source': 's3://m/2'}"));
            ok(api.post(
                    "model-versions/transition-stage",
                    "{'name': '" + name
                            + "', 'version': '1', 'stage': 'Production', 'archive_existing_versions': false}"));
            ok(api.post(
                    "model-versions/set-tag", "{'name': '" + name + "', 'version': '1', 'key': 'k', 'value': 'v'}"));
            ok(api.send(
                    "PATCH", "model-versions/update", "{'name': '" + name + "', 'version': '1', 'description': 'd'}"));

            JsonNode version = ok(api.get("model-versions/get", "name", name, "version", "1"))
                    .path("model_version");
            assertThat(version.path("current_stage").asText()).isEqualTo("Production");
            assertThat(version.path("description").asText()).isEqualTo("d");
            assertThat(version.at("/tags/0/value").asText()).isEqualTo("v");
            JsonNode latest = ok(api.post("registered-models/get-latest-versions", "{'name': '" + name + "'}"));
            assertThat(values(latest.path("model_versions"), "version")).containsExactlyInAnyOrder("1", "2");
        }

        @Test
        void mustExistAndHaveFitNames() {
            ok(api.post("registered-models/create", "{'name': '" + name + "'}"));
            refused(api.post("registered-models/create", "{'name': '" + name + "'}"), 400, "RESOURCE_ALREADY_EXISTS");
            refused(api.post("registered-models/create", "{'name': ''}"), 400, "INVALID_PARAMETER_VALUE");
            refused(api.get("registered-models/get", "name", name + "2"), 404, "RESOURCE_DOES_NOT_EXIST");
            refused(
                    api.post("registered-models/alias", "{'name': '" + name + "', 'alias': 'v1', 'version': '1'}"),
                    400,
                    "INVALID_PARAMETER_VALUE");
        }
    }

    @Nested
    class ArtifactsThroughTheServer {
        @Test
        void areSentListedHadAndRemoved() {
            JsonNode info = ok(api.post("runs/create", "{'experiment_id': '" + experiment() + "'}"))
                    .at("/run/info");
            String uri = info.path("artifact_uri").asText();
            assertThat(uri).startsWith("mlflow-artifacts:/");
            String base = "/api/2.0/mlflow-artifacts/artifacts/" + uri.replaceFirst("mlflow-artifacts:/+", "");
            byte[] bytes = "hello \u0000 ü".getBytes(StandardCharsets.UTF_8);

            assertThat(api.raw("PUT", base + "/model/a%20b.bin", BodyPublishers.ofByteArray(bytes))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(api.raw("GET", base + "/model/a%20b.bin", BodyPublishers.noBody())
                            .body())
                    .isEqualTo(bytes);

            JsonNode files =
                    ok(api.get("artifacts/list", "run_id", info.path("run_id").asText(), "path", "model"));
            assertThat(values(Objects.requireNonNull(files.path("files")), "path"))
                    .containsExactly("model/a b.bin");
            assertThat(files.at("/files/0/file_size").asLong()).isEqualTo(bytes.length);
            String folder = uri.replaceFirst("mlflow-artifacts:/+", "");
            Api.Reply listed = api.send(
                    "GET", "/api/2.0/mlflow-artifacts/artifacts?path=" + Api.encoded(folder), BodyPublishers.noBody());
            assertThat(values(ok(listed).path("files"), "path")).containsExactly("model");

            assertThat(api.raw("GET", base + "/../../meta.yaml", BodyPublishers.noBody())
                            .statusCode())
                    .isGreaterThanOrEqualTo(400);
            assertThat(api.raw("GET", base + "/%2e%2e/meta.yaml", BodyPublishers.noBody())
                            .statusCode())
                    .isGreaterThanOrEqualTo(400);
            // A folder: servers before 3.x cannot remove a single file.
            assertThat(api.raw("DELETE", base + "/model", BodyPublishers.noBody())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(api.raw("GET", base + "/model/a%20b.bin", BodyPublishers.noBody())
                            .statusCode())
                    .isGreaterThanOrEqualTo(400);
        }
    }
}
