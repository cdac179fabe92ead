package dev.jedro.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.ExperimentsPage;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
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
        assertThat(run.getData().getParamsList()).extracting(Param::getValue).containsExactly("3", "linear");
        assertThat(run.getData().getMetricsList()).extracting(Metric::getKey).containsExactly("huge", "loss", "rmse");
        assertThat(run.getData().getMetrics(0).getValue()).isInfinite();
        assertThat(run.getData().getMetrics(2).getValue()).isNaN();
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
    void readsModels() {
        client.sendPost("registered-models/create", "{\"name\": \"price\"}");
        client.sendPost("model-versions/create", "{\"name\": \"price\", \"source\": \"s3://m/1\"}");

        assertThat(client.getRegisteredModel("price").getName()).isEqualTo("price");
        assertThat(client.getLatestVersions("price"))
                .extracting(ModelVersion::getVersion)
                .containsExactly("1");
        assertThat(client.getModelVersion("price", "1").getSource()).isEqualTo("s3://m/1");
        assertThat(client.getModelVersionDownloadUri("price", "1")).isEqualTo("s3://m/1");
        assertThat(client.searchModelVersions("name = 'price'").getItems()).hasSize(1);
    }

    @Test
    void hearsWhatIsWrong() {
        assertThatThrownBy(() -> client.getRun("0123456789abcdef0123456789abcdef"))
                .isInstanceOf(MlflowHttpException.class)
                .hasMessageContaining("404")
                .satisfies(e -> assertThat(((MlflowHttpException) e).getBodyMessage())
                        .contains("RESOURCE_DOES_NOT_EXIST", "Run with id=0123456789abcdef0123456789abcdef not found"));
    }
}
