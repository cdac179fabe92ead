package dev.jedro.mlflow.dataset;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.mlflow.client.MetricPoint;
import dev.jedro.mlflow.client.RunQuery;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.tracking.Connection;
import dev.jedro.pipeline.Param;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.session.Jedro;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Metrics of an MLflow run that several runs of a pipeline go on with: {@code tracking.run.id}. */
@Timeout(90)
class RunsThatGoOnTest {
    static final Param<Integer> FIRST = param("first");
    static final Ref<Map<Long, Double>> LOSSES = ref("losses");
    static final Ref<Double> BEST = ref("best");
    static final Ref<Double> EPOCHS = ref("epochs");
    static final Ref<String> SEEN = ref("seen");

    /** Two steps more. */
    static Map<Long, Double> losses(int first) {
        return Map.of((long) first, 1.0 / first, first + 1L, 1.0 / (first + 1));
    }

    static double best(int first) {
        return first;
    }

    static String seen(Map<Long, Double> losses, double best) {
        return new TreeMap<>(losses).keySet() + " " + best;
    }

    /** Named in jedro.yml. */
    public static final class Registered implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline(
                    "training",
                    () -> Pipeline.of(
                            node(RunsThatGoOnTest::losses).from(FIRST).to(LOSSES),
                            node(RunsThatGoOnTest::best).from(FIRST).to(BEST),
                            node(RunsThatGoOnTest::best).from(FIRST).to(EPOCHS).named("epochs"),
                            node(RunsThatGoOnTest::seen).from(LOSSES, BEST).to(SEEN)));
        }
    }

    @TempDir
    Path root;

    @BeforeEach
    void makesAProject() throws IOException {
        file("jedro.yml", "name: Epochs\nproject: " + Registered.class.getName() + "\n");
        file("conf/base/catalog.yml", """
                losses: {type: mlflow.MetricHistory, key: loss}
                best: {type: mlflow.Metric}
                epochs: {type: mlflow.Metric, mode: append}
                """);
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Object trained(int first) throws IOException {
        file("conf/base/parameters.yml", "first: " + first + "\n");
        try (Session session = Jedro.open(root)) {
            return session.run(RunRequest.of("training")).orThrow().output(SEEN);
        }
    }

    private List<Long> steps(Connection connection, String run, String metric) {
        return connection.client().history(run, metric).map(MetricPoint::step).toList();
    }

    @Test
    void haveWhatWasLoggedBeforeAndGoOnFromThere() throws IOException {
        assertThat(trained(1)).isEqualTo("[1, 2] 1.0");
        try (Connection connection = Connection.to(root.resolve("mlruns"))) {
            String experiment =
                    connection.client().experimentByName("Epochs").orElseThrow().id();
            TrackedRun run = connection
                    .client()
                    .runs(new RunQuery(List.of(experiment), "", List.of()))
                    .findFirst()
                    .orElseThrow();
            file("conf/base/mlflow.yml", "tracking: {run: {id: " + run.id() + "}}\n");

            assertThat(trained(3)).isEqualTo("[1, 2, 3, 4] 3.0");
            assertThat(trained(5)).isEqualTo("[1, 2, 3, 4, 5, 6] 5.0");

            assertThat(steps(connection, run.id(), "loss")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
            assertThat(steps(connection, run.id(), "epochs")).containsExactly(0L, 1L, 2L);
            assertThat(steps(connection, run.id(), "best")).containsExactly(0L, 0L, 0L);
            assertThat(connection.client().run(run.id()).metrics().get("best"))
                    .extracting(MetricPoint::value)
                    .isEqualTo(5.0);
        }
    }

    @Test
    void areNotHeldUpByAServerThatIsAway() throws IOException {
        file("conf/base/mlflow.yml", "server: {mlflow_tracking_uri: 'http://127.0.0.1:9'}\n");

        assertThat(trained(1)).isEqualTo("[1, 2] 1.0");
    }
}
