package dev.jedro.mlflow.dataset;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.jedro.config.ConfigMap;
import dev.jedro.dataset.Partitions;
import dev.jedro.mlflow.Mlflow;
import dev.jedro.mlflow.MlflowRun;
import dev.jedro.mlflow.artifact.ArtifactStores;
import dev.jedro.mlflow.client.Experiment;
import dev.jedro.mlflow.client.NewRun;
import dev.jedro.mlflow.client.RunQuery;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.server.ServerOptions;
import dev.jedro.mlflow.server.TrackingServer;
import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.mlflow.tracking.Connection;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.pipeline.Slice;
import dev.jedro.problem.Place;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets that keep a folder, as artifacts; and metrics that are loaded beside those that were logged in other ways. */
class FoldersAndMetricsTest {
    private static final Type PARTS = new TypeReference<Partitions<String>>() {}.getType();
    static final Ref<Map<String, String>> REPORTS = ref("reports");
    static final Ref<Map<String, Double>> SCORES = ref("scores");
    static final Ref<String> SEEN = ref("seen");

    static Map<String, String> reports() {
        return Map.of("north", "cold", "south", "warm");
    }

    static Map<String, Double> scores(MlflowRun run) {
        run.metric("score.by_hand", 3);
        return Map.of("r2", 0.5);
    }

    static String seen(Map<String, Double> scores, Map<String, String> reports) {
        return new TreeMap<>(scores) + " " + new TreeMap<>(reports);
    }

    /** Named in jedro.yml. */
    public static final class Registered implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline(
                    "reports",
                    () -> Pipeline.of(
                            node(FoldersAndMetricsTest::reports).to(REPORTS),
                            node(FoldersAndMetricsTest::scores).from(Mlflow.RUN).to(SCORES),
                            node(FoldersAndMetricsTest::seen)
                                    .from(SCORES, REPORTS)
                                    .to(SEEN)));
        }
    }

    private static final String REPORTS_ENTRY = "reports: {type: mlflow.Artifact, filepath: data/reports, "
            + "artifact_path: out, dataset: {type: Partitioned, dataset: Text, filename_suffix: .txt}}\n";

    @TempDir
    Path root;

    @BeforeEach
    void makesAProject() throws IOException {
        file("jedro.yml", "name: Folders\nproject: " + Registered.class.getName() + "\n");
        file("conf/base/catalog.yml", REPORTS_ENTRY + "scores: {type: mlflow.Metrics, prefix: score}\n");
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private TrackedRun tracked() {
        try (Session session = Jedro.open(root);
                Connection connection = Connection.of(session.config()::section, root)) {
            Experiment experiment =
                    connection.client().experimentByName("Folders").orElseThrow();
            return connection
                    .client()
                    .runs(new RunQuery(List.of(experiment.id()), "", List.of()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void keepTheirFilesThemselvesAndAreArtifactsToo() throws IOException {
        file("data/reports/east.txt", "from before"); // as Partitioned has it, parts are added
        try (Session session = Jedro.open(root)) {
            assertThat(session.run(RunRequest.of("reports")).orThrow().output(SEEN))
                    .isEqualTo("{by_hand=3.0, r2=0.5} {east=from before, north=cold, south=warm}");
        }

        TrackedRun run = tracked();
        Path sent = Path.of(URI.create(run.artifactUri())).resolve("out/reports");
        assertThat(sent.toFile().list()).containsExactlyInAnyOrder("east.txt", "north.txt", "south.txt");
        assertThat(sent.resolve("north.txt")).hasContent("cold");
        assertThat(sent.resolveSibling("").toFile().list()).containsExactly("reports");

        file("data/reports/north.txt", "changed since");
        file(
                "conf/base/catalog.yml",
                REPORTS_ENTRY.replace("{type: mlflow.A", "{run_id: " + run.id() + ", type: mlflow.A"));
        try (Session session = Jedro.open(root);
                var catalog = session.catalog()) {
            Partitions<?> parts = (Partitions<?>) catalog.load("reports", PARTS);
            assertThat(parts.ids()).containsExactly("east", "north", "south");
            assertThat(parts.load("north")).isEqualTo("cold");
        }
        Files.move(root.resolve("data"), root.resolve("elsewhere"));
        try (Session session = Jedro.open(root)) { // nothing of it need be on this machine
            RunRequest reading = RunRequest.of("reports")
                    .slice(Slice.ALL.with(Slice.Part.NODES, "seen"))
                    .with(SCORES, Map.of("r2", 1.0));
            assertThat(session.run(reading).orThrow().output(SEEN))
                    .isEqualTo("{r2=1.0} {east=from before, north=cold, south=warm}");
        }
    }

    @Test
    void areToldOfWhatIsForTheDatasetAroundThemToSay() throws IOException {
        file("conf/base/catalog.yml", """
                reports: {type: mlflow.Artifact, filepath: data/a, dataset: {type: Partitioned, dataset: Text, path: data/b}}
                scores: {type: mlflow.Artifact, filepath: data/b, versioned: true, dataset: {type: Partitioned, dataset: Text}}
                seen: {type: mlflow.Artifact, filepath: data/c, dataset: {type: Partitioned, dataset: Txet}}
                other: {type: mlflow.Artifact, filepath: data/d, dataset: Memory}
                """);
        try (Session session = Jedro.open(root)) {
            assertThat(session.check().toString())
                    .contains("The inner dataset has 'path', which it cannot have", "catalog.yml:1")
                    .contains("'scores' (mlflow.Artifact) cannot be versioned as it is here", "remove 'versioned'")
                    .contains("Txet", "catalog.yml:3")
                    .contains("'Memory' is not a type of files", "catalog.yml:4");
        }
    }

    private static Path folder(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return folder;
    }

    private Connection to(TrackingServer server) {
        Map<String, Map<String, ?>> sections = Map.of(
                "mlflow",
                Map.of("server", Map.of("mlflow_tracking_uri", server.uri().toString(), "credentials", "ml")),
                "credentials",
                Map.of("ml", Map.of("token", server.token())));
        return Connection.of(
                name -> ConfigMap.of(sections.getOrDefault(name, Map.of()), Place.of(name + ".yml")), root);
    }

    @Test
    void replaceWhatWasSentBeforeAndNeverMixWithIt() throws IOException {
        Path first = folder(root.resolve("1"), Map.of("a", "1", "sub/b", "1"));
        Path second = folder(root.resolve("2"), Map.of("a", "2", "sub/c", "2"));
        FileTrackingStore store = FileTrackingStore.open(root.resolve("served"));
        ServerOptions options = new ServerOptions("127.0.0.1", 0, TrackingServer.randomToken(), List.of(), true);
        try (TrackingServer server = TrackingServer.start(store, options);
                Connection toFolder = Connection.to(root.resolve("mlruns"));
                Connection toServer = to(server)) {
            for (Connection connection : List.of(toFolder, toServer)) {
                TrackedRun run = connection.client().createRun(new NewRun("0", "x", Instant.now(), Map.of()));
                ArtifactStores artifacts = ArtifactStores.of(connection, run);
                artifacts.put("model", first);
                artifacts.put("model", second);

                Path back = root.resolve("back-" + run.id());
                artifacts.get("model", back);
                assertThat(back.resolve("a")).hasContent("2");
                assertThat(back.resolve("sub").toFile().list()).containsExactly("c");
            }
        }
    }
}
