package dev.jedro.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Experiments and runs, and how they are searched, by MLflow's REST API. */
class TrackingConformanceTest extends Conformance {
    @Nested
    class Experiments {
        @Test
        void areMadeFoundRenamedDeletedAndRestored() {
            String name = unique("shop");
            String id = ok(api.post(
                            "experiments/create",
                            "{'name': '" + name + "', 'tags': [{'key': 'team', 'value': 'sales'}]}"))
                    .path("experiment_id")
                    .asText();

            JsonNode one = ok(api.get("experiments/get", "experiment_id", id)).path("experiment");
            assertThat(one.path("name").asText()).isEqualTo(name);
            assertThat(one.path("lifecycle_stage").asText()).isEqualTo("active");
            assertThat(one.at("/tags/0/value").asText()).isEqualTo("sales");
            assertThat(one.path("artifact_location").asText()).isNotEmpty();

            ok(api.post("experiments/set-experiment-tag", "{'experiment_id': '" + id + "', 'key': 'a', 'value': 'b'}"));
            ok(api.post("experiments/update", "{'experiment_id': '" + id + "', 'new_name': '" + name + "2'}"));
            assertThat(ok(api.get("experiments/get-by-name", "experiment_name", name + "2"))
                            .at("/experiment/experiment_id")
                            .asText())
                    .isEqualTo(id);

            ok(api.post("experiments/delete", "{'experiment_id': '" + id + "'}"));
            assertThat(ok(api.get("experiments/get", "experiment_id", id))
                            .at("/experiment/lifecycle_stage")
                            .asText())
                    .isEqualTo("deleted");
            // MLflow's stores differ in the words: that of files says INVALID_STATE, that of databases
            // INVALID_PARAMETER_VALUE.
            assertThat(api.post("runs/create", "{'experiment_id': '" + id + "'}")
                            .error())
                    .isIn("INVALID_STATE", "INVALID_PARAMETER_VALUE");
            ok(api.post("experiments/restore", "{'experiment_id': '" + id + "'}"));
            assertThat(run(id)).hasSize(32);
        }

        @Test
        void areSearchedByNameAndTag() {
            String mark = unique("mark");
            for (int i = 0; i < 3; i++) {
                ok(api.post(
                        "experiments/create",
                        "{'name': '" + mark + "-" + i + "', 'tags': [{'key': 'n', 'value': '" + i + "'}]}"));
            }
            ObjectNode query =
                    Api.JSON.createObjectNode().put("max_results", 2).put("filter", "name LIKE '" + mark + "%'");
            query.putArray("order_by").add("name ASC");
            JsonNode first = ok(api.post("experiments/search", query));
            assertThat(values(first.path("experiments"), "name")).containsExactly(mark + "-0", mark + "-1");
            query.put("page_token", first.path("next_page_token").asText());
            JsonNode second = ok(api.post("experiments/search", query));
            assertThat(values(second.path("experiments"), "name")).containsExactly(mark + "-2");
            assertThat(second.path("next_page_token").asText()).isEmpty();

            ObjectNode byTag = Api.JSON.createObjectNode().put("max_results", 10);
            byTag.put("filter", "tags.n = '2' AND name ILIKE '" + mark.toUpperCase(Locale.ROOT) + "%'");
            assertThat(values(ok(api.post("experiments/search", byTag)).path("experiments"), "name"))
                    .containsExactly(mark + "-2");
        }

        @Test
        void haveNamesOfTheirOwnAndMustExist() {
            String name = unique("shop");
            ok(api.post("experiments/create", "{'name': '" + name + "'}"));

            refused(api.post("experiments/create", "{'name': '" + name + "'}"), 400, "RESOURCE_ALREADY_EXISTS");
            refused(api.post("experiments/create", "{}"), 400, "INVALID_PARAMETER_VALUE");
            refused(api.get("experiments/get", "experiment_id", "123456"), 404, "RESOURCE_DOES_NOT_EXIST");
            refused(api.get("experiments/get-by-name", "experiment_name", name + "?"), 404, "RESOURCE_DOES_NOT_EXIST");
        }
    }

    @Nested
    class Runs {
        @Test
        void keepWhatIsLogged() {
            String experiment = experiment();
            JsonNode created = ok(api.post(
                            "runs/create",
                            "{'experiment_id': '" + experiment + "', 'start_time': 1700000000000, 'run_name': 'first',"
                                    + " 'tags': [{'key': 'mlflow.user', 'value': 'ann'}]}"))
                    .path("run");
            String id = created.at("/info/run_id").asText();
            assertThat(created.at("/info/status").asText()).isEqualTo("RUNNING");
            assertThat(created.at("/info/artifact_uri").asText()).endsWith(id + "/artifacts");

            ok(api.post("runs/log-parameter", "{'run_id': '" + id + "', 'key': 'kind', 'value': 'linear'}"));
            ok(api.post("runs/log-parameter", "{'run_id': '" + id + "', 'key': 'empty', 'value': ''}"));
            ok(api.post(
                    "runs/log-metric",
                    "{'run_id': '" + id + "', 'key': 'a/b', 'value': 2, 'timestamp': 5, 'step': 1}"));
            ok(api.post("runs/set-tag", "{'run_id': '" + id + "', 'key': 'note', 'value': 'two\\nlines ü'}"));
            ok(api.post(
                    "runs/update",
                    "{'run_id': '" + id
                            + "', 'status': 'FINISHED', 'end_time': 1700000001000, 'run_name': 'renamed'}"));

            JsonNode run = get(id);
            assertThat(run.at("/info/status").asText()).isEqualTo("FINISHED");
            assertThat(run.at("/info/end_time").asLong()).isEqualTo(1_700_000_001_000L);
            assertThat(run.at("/info/run_name").asText()).isEqualTo("renamed");
            assertThat(values(run.at("/data/params"), "value")).containsExactlyInAnyOrder("linear", "");
            assertThat(run.at("/data/metrics/0/key").asText()).isEqualTo("a/b");
            assertThat(run.at("/data/metrics/0/value").asDouble()).isEqualTo(2.0);
            assertThat(values(run.at("/data/tags"), "value")).contains("two\nlines ü", "renamed", "ann");

            ok(api.post("runs/delete-tag", "{'run_id': '" + id + "', 'key': 'note'}"));
            assertThat(values(get(id).at("/data/tags"), "key")).doesNotContain("note");
        }

        @Test
        void haveALatestPointOfEachMetricAndItsHistory() {
            String id = run(experiment());
            ok(api.post(
                    "runs/log-batch",
                    "{'run_id': '" + id + "', 'metrics': ["
                            + "{'key': 'm', 'value': 1, 'timestamp': 10, 'step': 2},"
                            + "{'key': 'm', 'value': 7, 'timestamp': 11, 'step': 1},"
                            + "{'key': 'm', 'value': 'NaN', 'timestamp': 12, 'step': 0},"
                            + "{'key': 'm', 'value': 3, 'timestamp': 10, 'step': 2}]}"));

            assertThat(get(id).at("/data/metrics/0/value").asDouble()).isEqualTo(3.0);
            // With a size of the page: without one, MLflow 3.11 takes none for 0.
            JsonNode history = ok(api.get("metrics/get-history", "run_id", id, "metric_key", "m", "max_results", "100"))
                    .path("metrics");
            assertThat(values(history, "step")).containsExactlyInAnyOrder("2", "1", "0", "2");
            assertThat(values(history, "value")).contains("NaN");
        }

        @Test
        void givePagesOfAHistory() {
            String id = run(experiment());
            for (int batch = 0; batch < 3; batch++) {
                ObjectNode body = Api.JSON.createObjectNode().put("run_id", id);
                ArrayNode metrics = body.putArray("metrics");
                for (int i = 0; i < 1000; i++) {
                    metrics.addObject()
                            .put("key", "m")
                            .put("value", i)
                            .put("timestamp", 1)
                            .put("step", batch * 1000 + i);
                }
                ok(api.post("runs/log-batch", body));
            }
            int points = 0;
            String token = "";
            do {
                JsonNode page = ok(api.get(
                        "metrics/get-history",
                        "run_id",
                        id,
                        "metric_key",
                        "m",
                        "max_results",
                        "700",
                        "page_token",
                        token));
                points += page.path("metrics").size();
                token = page.path("next_page_token").asText();
            } while (!token.isEmpty());
            assertThat(points).isEqualTo(3000);
        }

        @Test
        void areDeletedAndRestored() {
            String id = run(experiment());
            ok(api.post("runs/delete", "{'run_id': '" + id + "'}"));
            assertThat(get(id).at("/info/lifecycle_stage").asText()).isEqualTo("deleted");
            refused(
                    api.post("runs/log-parameter", "{'run_id': '" + id + "', 'key': 'k', 'value': 'v'}"),
                    400,
                    "INVALID_PARAMETER_VALUE");
            ok(api.post("runs/restore", "{'run_id': '" + id + "'}"));
            ok(api.post("runs/log-parameter", "{'run_id': '" + id + "', 'key': 'k', 'value': 'v'}"));
        }

        @Test
        void rememberTheirInputs() {
            String id = run(experiment());
            ok(api.post(
                    "runs/log-inputs",
                    "{'run_id': '" + id
                            + "', 'datasets': [{'tags': [{'key': 'mlflow.data.context', 'value': 'training'}],"
                            + " 'dataset': {'name': 'shuttles', 'digest': '1a2b3c4d', 'source_type': 'local', 'source': '{}',"
                            + " 'schema': '{}'}}]}"));
            JsonNode input = get(id).at("/inputs/dataset_inputs/0");
            assertThat(input.at("/dataset/name").asText()).isEqualTo("shuttles");
            assertThat(input.at("/dataset/digest").asText()).isEqualTo("1a2b3c4d");
            assertThat(input.at("/tags/0/value").asText()).isEqualTo("training");
        }
    }

    @Nested
    class Limits {
        private final String id = run(experiment());

        @Test
        void keepParametersAsTheyWere() {
            ok(api.post("runs/log-parameter", "{'run_id': '" + id + "', 'key': 'k', 'value': '1'}"));
            ok(api.post("runs/log-parameter", "{'run_id': '" + id + "', 'key': 'k', 'value': '1'}"));
            refused(
                    api.post("runs/log-parameter", "{'run_id': '" + id + "', 'key': 'k', 'value': '2'}"),
                    400,
                    "INVALID_PARAMETER_VALUE");
            refused(
                    api.post(
                            "runs/log-batch",
                            "{'run_id': '" + id
                                    + "', 'params': [{'key': 'd', 'value': '1'}, {'key': 'd', 'value': '2'}]}"),
                    400,
                    "INVALID_PARAMETER_VALUE");
            assertThat(values(get(id).at("/data/params"), "value")).containsExactly("1");
        }

        @Test
        void holdForKeys() {
            for (String key :
                    List.of("a/../b", "a[0]", "../../meta.yaml", "/etc/passwd", ".", "..", "a//b", "x".repeat(251))) {
                // MLflow before 2.17 does not count the characters of a tag's key.
                for (String call :
                        key.length() > 250 ? List.of("log-parameter") : List.of("log-parameter", "set-tag")) {
                    refused(
                            api.post("runs/" + call, "{'run_id': '" + id + "', 'key': '" + key + "', 'value': '1'}"),
                            400,
                            "INVALID_PARAMETER_VALUE");
                }
                refused(
                        api.post(
                                "runs/log-metric",
                                "{'run_id': '" + id + "', 'key': '" + key + "', 'value': 1, 'timestamp': 1}"),
                        400,
                        "INVALID_PARAMETER_VALUE");
            }
            ok(api.post("runs/log-parameter", "{'run_id': '" + id + "', 'key': 'größe - a.b c', 'value': '1'}"));
        }

        @Test
        void cutValuesThatAreTooLongAsServersDo() {
            ok(api.post(
                    "runs/log-parameter", "{'run_id': '" + id + "', 'key': 'p', 'value': '" + "x".repeat(6001) + "'}"));
            ok(api.post("runs/set-tag", "{'run_id': '" + id + "', 'key': 't', 'value': '" + "x".repeat(8001) + "'}"));

            assertThat(get(id).at("/data/params/0/value").asText()).hasSize(6000);
        }

        @Test
        void holdForBatches() {
            ObjectNode metrics = Api.JSON.createObjectNode().put("run_id", id);
            ArrayNode list = metrics.putArray("metrics");
            for (int i = 0; i < 1001; i++) {
                list.addObject()
                        .put("key", "m")
                        .put("value", i)
                        .put("timestamp", 1)
                        .put("step", i);
            }
            refused(api.post("runs/log-batch", metrics), 400, "INVALID_PARAMETER_VALUE");
            ObjectNode params = Api.JSON.createObjectNode().put("run_id", id);
            ArrayNode others = params.putArray("params");
            for (int i = 0; i < 101; i++) {
                others.addObject().put("key", "p" + i).put("value", "v");
            }
            refused(api.post("runs/log-batch", params), 400, "INVALID_PARAMETER_VALUE");
            assertThat(get(id).at("/data/params")).isEmpty();
        }

        @Test
        void holdForRunsThatDoNotExist() {
            refused(api.get("runs/get", "run_id", "0123456789abcdef0123456789abcdef"), 404, "RESOURCE_DOES_NOT_EXIST");
            refused(api.get("runs/get", "run_id", "../0"), 400, "INVALID_PARAMETER_VALUE");
            refused(
                    api.post(
                            "runs/set-tag", "{'run_id': '0123456789abcdef0123456789abcdef', 'key': 'k', 'value': 'v'}"),
                    404,
                    "RESOURCE_DOES_NOT_EXIST");
        }

        @Test
        void holdForCallsThatDoNotExist() {
            assertThat(api.raw("POST", "/api/2.0/mlflow/runs/fly", BodyPublishers.ofString("{}"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Nested
    class Searches {
        private final String experiment = experiment();
        private final List<String> ids = new ArrayList<>();

        Searches() {
            for (int i = 0; i < 4; i++) {
                String id = ok(api.post(
                                "runs/create",
                                "{'experiment_id': '" + experiment + "', 'run_name': 'run-" + i + "', 'start_time': "
                                        + (1000 + i) + "}"))
                        .at("/run/info/run_id")
                        .asText();
                ids.add(id);
                String metric = i == 3
                        ? ""
                        : "'metrics': [{'key': 'my loss', 'value': " + (10 - i) + ", 'timestamp': 1, 'step': 0},"
                                + " {'key': 'rmse', 'value': " + i + ", 'timestamp': 1, 'step': 0}], ";
                ok(api.post(
                        "runs/log-batch",
                        "{'run_id': '" + id + "', " + metric + "'params': [{'key': 'kind', 'value': '"
                                + (i % 2 == 0 ? "Tree" : "linear") + "'}], 'tags': [{'key': 'mlflow.note', 'value': 'n"
                                + i + "'}]}"));
            }
        }

        private List<String> find(String filter, String... orders) {
            ObjectNode query = Api.JSON.createObjectNode().put("filter", filter).put("max_results", 100);
            query.putArray("experiment_ids").add(experiment);
            ArrayNode by = query.putArray("order_by");
            for (String order : orders) {
                by.add(order);
            }
            List<String> names = new ArrayList<>();
            ok(api.post("runs/search", query))
                    .path("runs")
                    .forEach(run -> names.add(run.at("/info/run_name").asText()));
            return names;
        }

        @Test
        void findByWhatWasLogged() {
            assertThat(find("")).containsExactly("run-3", "run-2", "run-1", "run-0");
            assertThat(find("metrics.rmse < 2")).containsExactly("run-1", "run-0");
            assertThat(find("metrics.rmse != 1")).containsExactly("run-2", "run-0");
            assertThat(find("metrics.`my loss` >= 9 and params.kind = 'Tree'")).containsExactly("run-0");
            assertThat(find("metrics.\"my loss\" > 9")).containsExactly("run-0");
            assertThat(find("params.kind LIKE 'T%'")).containsExactly("run-2", "run-0");
            assertThat(find("params.kind ILIKE 't_EE'")).containsExactly("run-2", "run-0");
            assertThat(find("tags.mlflow.note = 'n3'")).containsExactly("run-3");
            assertThat(find("tags.`mlflow.note` != 'n3'")).containsExactly("run-2", "run-1", "run-0");
            assertThat(find("attributes.run_name = 'run-2'")).containsExactly("run-2");
            assertThat(find("run_id IN ('" + ids.get(0) + "', '" + ids.get(3) + "')"))
                    .containsExactly("run-3", "run-0");
            assertThat(find("attributes.start_time >= 1002 AND status = 'RUNNING'"))
                    .containsExactly("run-3", "run-2");
        }

        @Test
        void sortWithWhatIsMissingAtTheEnd() {
            assertThat(find("", "metrics.rmse DESC")).containsExactly("run-2", "run-1", "run-0", "run-3");
            assertThat(find("", "metrics.rmse ASC")).containsExactly("run-0", "run-1", "run-2", "run-3");
            assertThat(find("", "params.kind ASC", "metrics.`my loss`"))
                    .containsExactly("run-2", "run-0", "run-1", "run-3");
            assertThat(find("", "attributes.start_time ASC")).containsExactly("run-0", "run-1", "run-2", "run-3");
        }

        @Test
        void givePages() {
            ObjectNode query = Api.JSON.createObjectNode().put("max_results", 3);
            query.putArray("experiment_ids").add(experiment);
            JsonNode first = ok(api.post("runs/search", query));
            assertThat(first.path("runs")).hasSize(3);
            query.put("page_token", first.path("next_page_token").asText());
            assertThat(ok(api.post("runs/search", query)).path("runs")).hasSize(1);
        }

        @Test
        void showDeletedRunsOnlyToThoseWhoAsk() {
            ok(api.post("runs/delete", "{'run_id': '" + ids.get(0) + "'}"));
            ObjectNode query = Api.JSON.createObjectNode().put("run_view_type", "DELETED_ONLY");
            query.putArray("experiment_ids").add(experiment);

            assertThat(find("")).containsExactly("run-3", "run-2", "run-1");
            assertThat(ok(api.post("runs/search", query)).path("runs")).hasSize(1);
        }

        @Test
        void refuseWhatIsNoFilter() {
            for (String filter : List.of(
                    "metrics.rmse <", "metrics.rmse < 'a'", "params.kind = 1", "metric = ", "a.b = 'c'", "nothing")) {
                ObjectNode query = Api.JSON.createObjectNode().put("filter", filter);
                query.putArray("experiment_ids").add(experiment);
                refused(api.post("runs/search", query), 400, "INVALID_PARAMETER_VALUE");
            }
        }
    }
}
