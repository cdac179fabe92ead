package dev.jedro.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.Service.CreateExperiment;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.ExperimentTag;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.ActiveRun;
import org.mlflow.tracking.ExperimentsPage;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowContext;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.ModelVersionsPage;
import org.mlflow.tracking.RunsPage;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/** MLflow's own Java client 2.17.2 as a witness from outside that this is MLflow's API. */
class JavaClientTest {
    private @Nullable TrackingServer embedded;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private MlflowClient client;

    @BeforeEach
    void start(@TempDir Path folder) {
        String real = System.getProperty("jedro.mlflow.uri", "");
        if (real.isEmpty()) {
            embedded = TrackingServer.start(folder.resolve("mlruns"));
            client = new MlflowClient(new BasicMlflowHostCreds(embedded.uri().toString(), embedded.token()));
        } else {
            client = new MlflowClient(new BasicMlflowHostCreds(real, System.getProperty("jedro.mlflow.token", "")));
        }
    }

    @AfterEach
    void stop() {
        client.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    private String experiment() {
        return client.createExperiment("shop-" + UUID.randomUUID());
    }

    @Test
    void managesExperiments() {
        String name = "shop-" + UUID.randomUUID();
        String id = client.createExperiment(name);
        client.setExperimentTag(id, "team", "sales");
        client.renameExperiment(id, name + "-2");

        Experiment experiment = client.getExperimentByName(name + "-2").orElseThrow();
        assertThat(experiment.getExperimentId()).isEqualTo(id);
        assertThat(experiment.getTags(0).getValue()).isEqualTo("sales");
        assertThat(client.getExperimentByName(name)).isEqualTo(Optional.empty());
        ExperimentsPage page = client.searchExperiments("name = '" + name + "-2'");
        assertThat(page.getItems()).hasSize(1);

        client.deleteExperiment(id);
        assertThat(client.getExperiment(id).getLifecycleStage()).isEqualTo("deleted");
        client.restoreExperiment(id);
        assertThat(client.getExperiment(id).getLifecycleStage()).isEqualTo("active");
    }

    @Test
    void tracksARun() {
        RunInfo info = client.createRun(experiment());
        String id = info.getRunId();
        client.logParam(id, "kind", "linear");
        client.logMetric(id, "rmse", 0.5);
        client.logMetric(id, "rmse", Double.NaN, 1_700_000_000_000L, 3);
        client.logMetric(id, "huge", Double.POSITIVE_INFINITY, 1, 0);
        client.setTag(id, "note", "hello");
        client.logBatch(
                id,
                List.of(Metric.newBuilder()
                        .setKey("loss")
                        .setValue(2)
                        .setTimestamp(5)
                        .setStep(1)
                        .build()),
                List.of(Param.newBuilder().setKey("depth").setValue("3").build()),
                List.of(RunTag.newBuilder().setKey("env").setValue("base").build()));
        client.deleteTag(id, "note");
        client.setTerminated(id, RunStatus.FAILED, 1_800_000_000_000L);

        Run run = client.getRun(id);
        assertThat(run.getInfo().getStatus()).isEqualTo(RunStatus.FAILED);
        assertThat(run.getInfo().getEndTime()).isEqualTo(1_800_000_000_000L);
        assertThat(run.getData().getParamsList()).extracting(Param::getValue).containsExactlyInAnyOrder("3", "linear");
        Map<String, Double> metrics =
                run.getData().getMetricsList().stream().collect(Collectors.toMap(Metric::getKey, Metric::getValue));
        assertThat(metrics).containsOnlyKeys("huge", "loss", "rmse");
        assertThat(metrics.get("huge")).isGreaterThan(1e308); // stores in databases have no infinity
        assertThat(metrics.get("rmse")).isNaN();
        assertThat(run.getData().getTagsList())
                .extracting(RunTag::getKey)
                .contains("env")
                .doesNotContain("note");
        assertThat(client.getMetricHistory(id, "rmse"))
                .extracting(Metric::getStep)
                .containsExactly(0L, 3L);
    }

    @Test
    void searchesRunsByPages() {
        String experiment = experiment();
        for (int i = 0; i < 5; i++) {
            String id = client.createRun(experiment).getRunId();
            client.logMetric(id, "rmse", i);
        }
        RunsPage page = client.searchRuns(
                List.of(experiment), "metrics.rmse > 0", ViewType.ACTIVE_ONLY, 3, List.of("metrics.rmse DESC"));
        assertThat(page.getItems())
                .extracting(run -> run.getData().getMetrics(0).getValue())
                .containsExactly(4.0, 3.0, 2.0);
        assertThat(page.hasNextPage()).isTrue();
        assertThat(page.getNextPage().getItems()).hasSize(1);
    }

    @Test
    @SuppressWarnings("deprecation") // Programs still call the older forms of searchRuns.
    void opensRunsWithAllThatTheyCanBeginWith() {
        String experiment = client.createExperiment(CreateExperiment.newBuilder()
                .setName("shop-" + UUID.randomUUID())
                .addTags(ExperimentTag.newBuilder().setKey("team").setValue("sales"))
                .build());
        assertThat(client.getExperiment(experiment).getTags(0).getValue()).isEqualTo("sales");
        RunInfo info = client.createRun(CreateRun.newBuilder()
                .setExperimentId(experiment)
                .setRunName("morning")
                .setUserId("ada")
                .setStartTime(1_700_000_000_000L)
                .addTags(RunTag.newBuilder().setKey("kind").setValue("test"))
                .build());
        String id = info.getRunId();
        client.sendPost("runs/update", "{\"run_id\": \"" + id + "\", \"run_name\": \"evening\"}");
        assertThat(client.getRun(id).getInfo().getRunName()).isEqualTo("evening");
        assertThat(client.getRun(id).getInfo().getStartTime()).isEqualTo(1_700_000_000_000L);
        assertThat(client.createRun().getExperimentId()).isEqualTo("0");

        assertThat(client.searchRuns(List.of(experiment), "tags.kind = 'test'"))
                .extracting(RunInfo::getRunId)
                .containsExactly(id);
        client.deleteRun(id);
        assertThat(client.searchRuns(List.of(experiment), "")).isEmpty();
        assertThat(client.searchRuns(List.of(experiment), "", ViewType.DELETED_ONLY))
                .extracting(RunInfo::getLifecycleStage)
                .containsExactly("deleted");
        assertThatThrownBy(() -> client.logMetric(id, "late", 1)).isInstanceOf(MlflowHttpException.class);
        client.restoreRun(id);
        assertThat(client.searchRuns(List.of(experiment), "", ViewType.ALL, 10).getItems())
                .hasSize(1);
    }

    @Test
    void worksWithItsFluentSide() {
        MlflowContext context = new MlflowContext(client);
        String experiment = experiment();
        context.setExperimentId(experiment);
        AtomicReference<String> parent = new AtomicReference<>();
        context.withActiveRun("outer", run -> {
            parent.set(run.getId());
            run.logParams(Map.of("a", "1", "b", "2"));
            run.logMetrics(Map.of("x", 1.5, "y", 2.5), 7);
            run.setTags(Map.of("c", "3"));
            ActiveRun inner = context.startRun("inner", run.getId());
            inner.logMetric("z", 1);
            inner.endRun(RunStatus.KILLED);
        });
        Run outer = client.getRun(parent.get());
        assertThat(outer.getInfo().getStatus()).isEqualTo(RunStatus.FINISHED);
        assertThat(outer.getData().getMetricsList()).extracting(Metric::getStep).containsOnly(7L);
        RunsPage inner = client.searchRuns(
                List.of(experiment), "tags.`mlflow.parentRunId` = '" + parent.get() + "'", ViewType.ACTIVE_ONLY, 5);
        assertThat(inner.getItems())
                .extracting(run -> run.getInfo().getStatus())
                .containsExactly(RunStatus.KILLED);
    }

    @Test
    void searchesExperimentsByPages() {
        String mark = "page-" + UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            client.createExperiment(mark + i);
        }
        ExperimentsPage page =
                client.searchExperiments("name LIKE '" + mark + "%'", ViewType.ACTIVE_ONLY, 2, List.of("name DESC"));
        assertThat(page.getItems()).extracting(Experiment::getName).containsExactly(mark + "2", mark + "1");
        assertThat(page.getNextPage().getItems())
                .extracting(Experiment::getName)
                .containsExactly(mark + "0");
        assertThat(client.searchExperiments().getItems()).isNotEmpty();
    }

    @Test
    void readsModels() {
        String name = "price-" + UUID.randomUUID();
        String run = client.createRun(experiment()).getRunId();
        client.sendPost("registered-models/create", "{\"name\": \"" + name + "\"}");
        String source = "{\"name\": \"" + name + "\", \"run_id\": \"" + run + "\", \"source\": \"s3://m/1\"}";
        client.sendPost("model-versions/create", source);
        client.sendPost("model-versions/create", source);
        client.sendPatch(
                "model-versions/update",
                "{\"name\": \"" + name + "\", \"version\": \"1\", \"description\": \"the first\"}");
        client.sendPost(
                "model-versions/transition-stage",
                "{\"name\": \"" + name
                        + "\", \"version\": \"1\", \"stage\": \"Production\", \"archive_existing_versions\": false}");

        assertThat(client.getRegisteredModel(name).getName()).isEqualTo(name);
        assertThat(client.getLatestVersions(name))
                .extracting(ModelVersion::getVersion)
                .containsExactlyInAnyOrder("1", "2");
        assertThat(client.getLatestVersions(name, List.of("Production")))
                .extracting(ModelVersion::getVersion)
                .containsExactly("1");
        assertThat(client.getModelVersion(name, "1").getDescription()).isEqualTo("the first");
        assertThat(client.getModelVersionDownloadUri(name, "1")).isEqualTo("s3://m/1");
        assertThat(client.searchModelVersions("name = '" + name + "'").getItems())
                .hasSize(2);
        ModelVersionsPage page = client.searchModelVersions("name = '" + name + "'", 1, List.of("version_number ASC"));
        assertThat(page.getItems()).hasSize(1);
        assertThat(page.hasNextPage()).isTrue();
        assertThat(client.searchModelVersions().getItems()).isNotEmpty();
    }

    @Test
    void hearsWhatIsWrong() {
        assertThatThrownBy(() -> client.getRun("0123456789abcdef0123456789abcdef"))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining("404")
                .satisfies(e -> assertThat(((MlflowHttpException) e).getBodyMessage())
                        .contains("RESOURCE_DOES_NOT_EXIST", "0123456789abcdef0123456789abcdef"));
    }
}
