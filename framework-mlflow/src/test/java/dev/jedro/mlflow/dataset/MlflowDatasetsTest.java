package dev.jedro.mlflow.dataset;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.jedro.mlflow.client.Experiment;
import dev.jedro.mlflow.client.RunQuery;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.client.TrackingClient;
import dev.jedro.mlflow.model.OnnxModel;
import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.mlflow.tracking.Connection;
import dev.jedro.mlflow.tracking.Sync;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.session.Jedro;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The datasets in runs that are tracked in the project's folder, and what an interactive session loads of them afterwards. */
@Timeout(90)
class MlflowDatasetsTest {
    public record Model(double slope, List<Double> weights) {}

    public record Scores(double r2, double meanError) {}

    public record Wider(double r2, double bias) {}

    public record Narrower(double r2) {}

    private static final Type BY_STEP = new TypeReference<Map<Long, Double>>() {}.getType();
    private static final Type NUMBERS = new TypeReference<Map<String, Double>>() {}.getType();

    static final Ref<Double> R2 = ref("r2");
    static final Ref<List<Double>> LOSSES = ref("losses");
    static final Ref<Scores> SCORES = ref("scores");
    static final Ref<String> REPORT = ref("report");
    static final Ref<Model> MODEL = ref("model");
    static final Ref<Model> REGISTERED = ref("registered");
    static final Ref<OnnxModel> ONNX = ref("onnx");
    static final Ref<String> SEEN = ref("seen");

    static double r2() {
        return 0.75;
    }

    static List<Double> losses() {
        return List.of(3.0, 2.0, 1.0);
    }

    static Scores scores() {
        return new Scores(0.75, 12.5);
    }

    static String report() {
        return "all is well";
    }

    static Model train() {
        return new Model(1.5, List.of(1.0, 2.0));
    }

    static OnnxModel export() {
        return new OnnxModel(new byte[] {8, 9});
    }

    static String seen(double r2, List<Double> losses, Scores scores, Model model, Model registered) {
        return r2 + " " + losses + " " + scores + " " + model.slope() + " " + registered.slope();
    }

    /** Named in jedro.yml. */
    public static final class Registered implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline(
                    "training",
                    () -> Pipeline.of(
                            node(MlflowDatasetsTest::r2).to(R2),
                            node(MlflowDatasetsTest::losses).to(LOSSES),
                            node(MlflowDatasetsTest::scores).to(SCORES),
                            node(MlflowDatasetsTest::report).to(REPORT),
                            node(MlflowDatasetsTest::train).to(MODEL),
                            node(MlflowDatasetsTest::train).to(REGISTERED).named("register"),
                            node(MlflowDatasetsTest::export).to(ONNX),
                            node(MlflowDatasetsTest::seen)
                                    .from(R2, LOSSES, SCORES, MODEL, REGISTERED)
                                    .to(SEEN)));
        }
    }

    private static final String CATALOG = """
            r2: {type: mlflow.Metric}
            losses: {type: mlflow.MetricHistory, key: loss}
            scores: {type: mlflow.Metrics, prefix: score}
            report: {type: mlflow.Artifact, filepath: data/report.txt, dataset: Text, artifact_path: reports}
            model: {type: mlflow.Model}
            registered: {type: mlflow.RegisteredModel, model_name: regression, alias: champion}
            onnx: {type: mlflow.Model, artifact_path: models/onnx}
            """;

    @TempDir
    Path root;

    @BeforeEach
    void makesAProject() throws IOException {
        file("jedro.yml", "name: Modelling\nproject: " + Registered.class.getName() + "\n");
        file("conf/base/catalog.yml", CATALOG);
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Object trained(Session session) {
        return session.run(RunRequest.of("training")).orThrow().output(SEEN);
    }

    private TrackedRun tracked() {
        try (Session session = Jedro.open(root);
                Connection connection = Connection.of(session.config()::section, root)) {
            TrackingClient client = connection.client();
            Experiment experiment = client.experimentByName("Modelling").orElseThrow();
            return client.runs(new RunQuery(List.of(experiment.id()), "", List.of()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void giveToLaterNodesWhatEarlierOnesSaved() {
        try (Session session = Jedro.open(root)) {
            assertThat(trained(session)).isEqualTo("0.75 [3.0, 2.0, 1.0] Scores[r2=0.75, meanError=12.5] 1.5 1.5");
        }
    }

    @Test
    void giveItToThemAlsoWhereTheRunIsNotTracked() throws IOException {
        file("conf/base/mlflow.yml", "tracking: {disable_tracking: {pipelines: [training]}}\n");

        try (Session session = Jedro.open(root)) {
            assertThat(trained(session)).asString().startsWith("0.75 [3.0, 2.0, 1.0] Scores[r2=0.75");
        }

        assertThat(root.resolve("mlruns")).doesNotExist();
    }

    @Test
    void giveItToThemWithoutTheServerAndAreRegisteredLater() throws IOException {
        file("conf/base/mlflow.yml", "server: {mlflow_tracking_uri: 'http://127.0.0.1:9'}\n");
        try (Session session = Jedro.open(root)) {
            assertThat(trained(session)).asString().startsWith("0.75 [3.0, 2.0, 1.0] Scores[r2=0.75");
        }
        Files.delete(root.resolve("conf/base/mlflow.yml"));

        try (Session session = Jedro.open(root);
                Connection connection = Connection.of(session.config()::section, root);
                var catalog = session.catalog()) {
            assertThat(new Sync(root, connection, true).all())
                    .singleElement()
                    .satisfies(sent -> assertThat(sent.problems()).isEmpty());

            assertThat(catalog.load("registered", Model.class).weights()).containsExactly(1.0, 2.0);
        }
        assertThat(root.resolve(".jedro/mlflow/staging")).isEmptyDirectory();
        TrackedRun run = tracked();
        assertThat(Path.of(URI.create(run.artifactUri())).resolve("registered/MLmodel"))
                .content()
                .contains("\nrun_id: '" + run.id() + "'\n");
    }

    @Test
    void areWithMlflowAsItsToolsExpectThem() throws IOException {
        try (Session session = Jedro.open(root)) {
            trained(session);
        }

        TrackedRun run = tracked();
        assertThat(Objects.requireNonNull(run.metrics().get("r2")).value()).isEqualTo(0.75);
        assertThat(Objects.requireNonNull(run.metrics().get("loss")).step()).isEqualTo(2);
        assertThat(run.metrics()).containsKeys("score.r2", "score.mean_error");
        Path artifacts = Path.of(URI.create(run.artifactUri()));
        assertThat(artifacts.resolve("reports/report.txt")).hasContent("all is well");
        assertThat(Files.readString(artifacts.resolve("model/MLmodel")))
                .contains("flavors:", "jedro:", "data: model.json", "run_id: " + run.id());
        assertThat(Files.readString(artifacts.resolve("models/onnx/MLmodel")))
                .contains("loader_module: mlflow.onnx", "data: model.onnx");
        assertThat(artifacts.resolve("models/onnx/model.onnx")).hasBinaryContent(new byte[] {8, 9});
        assertThat(artifacts.resolve("models/onnx/requirements.txt")).isNotEmptyFile();
        assertThat(root.resolve(".jedro/mlflow/staging")).isEmptyDirectory();
    }

    @Test
    void loadOfAnEarlierRunByItsId() throws IOException {
        try (Session session = Jedro.open(root)) {
            trained(session);
        }
        String id = tracked().id();
        Files.delete(root.resolve("data/report.txt"));
        file(
                "conf/base/catalog.yml",
                CATALOG.replace("{type: mlflow.Me", "{run_id: " + id + ", type: mlflow.Me")
                        .replace("{type: mlflow.Mo", "{run_id: " + id + ", type: mlflow.Mo")
                        .replace("{type: mlflow.A", "{run_id: " + id + ", type: mlflow.A"));

        try (Session session = Jedro.open(root);
                var catalog = session.catalog()) {
            assertThat(catalog.load("r2", Double.class)).isEqualTo(0.75);
            assertThat(catalog.load("scores", Scores.class)).isEqualTo(new Scores(0.75, 12.5));
            assertThat(catalog.load("report", String.class)).isEqualTo("all is well");
            assertThat(catalog.load("model", Model.class).slope()).isEqualTo(1.5);
            assertThat(catalog.load("registered", Model.class).weights()).containsExactly(1.0, 2.0);
            assertThat(catalog.exists("losses")).isTrue();
        }
    }

    @Test
    void registerANewVersionEachTime() {
        try (Session session = Jedro.open(root)) {
            trained(session);
            trained(session);
        }
        try (Session session = Jedro.open(root);
                Connection connection = Connection.of(session.config()::section, root)) {
            assertThat(connection
                            .client()
                            .modelByAlias("regression", "champion")
                            .version())
                    .isEqualTo("2");
        }
    }

    @Test
    void registerWhereTheFileSaysAndNotWhereRunsAreTracked() throws IOException {
        file("conf/base/mlflow.yml", "server: {mlflow_registry_uri: registry}\n");
        try (Session session = Jedro.open(root)) {
            trained(session);
        }
        assertThat(root.resolve("registry/models/regression/version-1/meta.yaml"))
                .exists();
        assertThat(root.resolve("mlruns/models/regression")).doesNotExist();
        assertThat(tracked().tags()).containsKey("jedro.run_id");
    }

    @Test
    void sayThatTheyNeedARunOutsideOfOne() {
        assertThat(failure("r2", Double.class)).contains("JED-844", "conf/base/catalog.yml:1", "add 'run_id: …'");
    }

    @Test
    void sayWhatARunOrARegistryDoesNotHave() throws IOException {
        try (Session session = Jedro.open(root)) {
            trained(session);
        }
        String id = tracked().id();
        file("conf/base/catalog.yml", """
                later: {type: mlflow.Metric, key: loss, step: 7, run_id: RUN}
                first: {type: mlflow.Metric, key: loss, step: 0, run_id: RUN}
                other: {type: mlflow.Metric, key: lass, run_id: RUN}
                scores: {type: mlflow.Metrics, prefix: score, run_id: RUN}
                prefixes: {type: mlflow.Metrics, prefix: scor, run_id: RUN}
                all: {type: mlflow.Metrics, prefix: "", run_id: RUN}
                steps: {type: mlflow.MetricHistory, key: loss, run_id: RUN}
                report: {type: mlflow.Artifact, filepath: data/raport.txt, dataset: Text, run_id: RUN}
                model: {type: mlflow.Model, artifact_path: modle, run_id: RUN}
                gone: {type: mlflow.Model, run_id: 0123456789abcdef0123456789abcdef}
                second: {type: mlflow.RegisteredModel, model_name: regression, version: "2"}
                best: {type: mlflow.RegisteredModel, model_name: regression, alias: best}
                live: {type: mlflow.RegisteredModel, model_name: regression, stage: Production}
                newest: {type: mlflow.RegisteredModel, model_name: regression}
                unknown: {type: mlflow.RegisteredModel, model_name: regresion}
                """.replace("RUN", id));

        assertThat(failure("later", Double.class)).contains("JED-833", "has no value at step 7; its last is 2");
        assertThat(failure("other", Double.class)).contains("JED-833", "the run has no metric 'lass'", "catalog.yml:3");
        assertThat(failure("scores", Wider.class))
                .contains("JED-833", "no metrics [bias] under 'score'", "Wider wants");
        assertThat(failure("prefixes", Scores.class)).contains("JED-833", "the run has no metrics 'scor.…'");
        assertThat(failure("report", String.class)).contains("JED-840", "'raport.txt'", "catalog.yml:8");
        assertThat(failure("model", Model.class)).contains("JED-840", "'modle'", "catalog.yml:9");
        assertThat(failure("gone", Model.class)).contains("JED-833", "0123456789abcdef", "catalog.yml:10");
        assertThat(failure("second", Model.class)).contains("JED-833", "'regression' has no version 2");
        assertThat(failure("best", Model.class)).contains("JED-833", "has no version with the alias 'best'");
        assertThat(failure("live", Model.class)).contains("JED-833", "has no version in the stage 'Production'");
        assertThat(failure("unknown", Model.class)).contains("JED-833", "the registered model 'regresion'");
        try (Session session = Jedro.open(root);
                var catalog = session.catalog()) {
            assertThat(catalog.load("first", Double.class)).isEqualTo(3.0);
            assertThat(catalog.load("scores", Narrower.class)).isEqualTo(new Narrower(0.75));
            assertThat(catalog.load("newest", Model.class).slope()).isEqualTo(1.5);
            FileTrackingStore.open(root.resolve("mlruns")).models().moveToStage("regression", "1", "Production", false);
            assertThat(catalog.load("live", Model.class).slope()).isEqualTo(1.5);
            assertThat(catalog.exists("unknown")).isFalse();
            assertThat(catalog.load("steps", BY_STEP).toString()).isEqualTo("{0=3.0, 1=2.0, 2=1.0}");
            assertThat(catalog.load("all", NUMBERS).toString()).contains("loss=1.0", "score.r2=0.75");
        }
    }

    private String failure(String dataset, Class<?> type) {
        try (Session session = Jedro.open(root);
                var catalog = session.catalog()) {
            return String.valueOf(catchThrowable(() -> catalog.load(dataset, type)));
        }
    }

    @Test
    void areRefusedBeforeTheRunWhereTheirOptionsMakeNoSense() throws IOException {
        file("conf/base/catalog.yml", """
                r2: {type: mlflow.Metric, mode: apend}
                scores: {type: mlflow.Figure, artifact_file: plots/scores.gif}
                model: {type: mlflow.RegisteredModel, model_name: regression, version: champion}
                registered: {type: mlflow.RegisteredModel, model_name: regression, version: "1"}
                onnx: {type: mlflow.RegisteredModel, model_name: regression, alias: v3}
                """);
        try (Session session = Jedro.open(root)) {
            assertThat(session.check().toString())
                    .contains("catalog.yml:1", "apend")
                    .contains("artifact_file must end in .png or .svg, but is 'plots/scores.gif'")
                    .contains("a version is a number such as 3, but is 'champion'; a name goes into alias")
                    .contains("'registered'", "leave version and stage out")
                    .contains("MLflow does not take the alias 'v3'");
        }
    }
}
