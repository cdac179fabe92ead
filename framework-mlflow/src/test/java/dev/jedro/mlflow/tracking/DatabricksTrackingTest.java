package dev.jedro.mlflow.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.config.ConfigMap;
import dev.jedro.mlflow.artifact.ArtifactStores;
import dev.jedro.mlflow.client.RunQuery;
import dev.jedro.mlflow.client.RunStatus;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.client.TrackingClient;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.run.RunResult;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(90)
class DatabricksTrackingTest {
    private static final String EXPERIMENT = "tracking: {experiment: {name: /Users/ada@example.com/flights}}\n";

    @TempDir
    Path root;

    @TempDir
    Path outside;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private FakeDatabricks databricks;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private TrackedProject project;

    @BeforeEach
    void starts() throws IOException {
        databricks = new FakeDatabricks(outside.resolve("store"));
        project = new TrackedProject(root);
    }

    @AfterEach
    void stops() {
        databricks.close();
    }

    private Connection connection(Map<String, String> variables) {
        return Connection.of(section -> ConfigMap.empty(Place.of(section + ".yml")), root, new Surroundings(variables));
    }

    private Path profiles(String text) throws IOException {
        return Files.writeString(outside.resolve("databrickscfg"), text);
    }

    private List<TrackedRun> tracked(Connection connection) {
        TrackingClient client = connection.client();
        String experiment = client.experimentByName("/Users/ada@example.com/flights")
                .orElseThrow()
                .id();
        return client.runs(new RunQuery(List.of(experiment), "", List.of())).toList();
    }

    @Nested
    class ARun {

        @ParameterizedTest
        @ValueSource(strings = {"AWS_PRESIGNED_URL", "AZURE_SAS_URI", "AZURE_ADLS_GEN2_SAS_URI", "GCP_SIGNED_URL"})
        void isTrackedWithItsArtifactsBehindSignedAddresses(String cloud) throws IOException {
            databricks.storage(cloud);
            databricks.workspace().token("dapi-planted-token");
            project.mlflow("server: {mlflow_tracking_uri: databricks, credentials: dbx}\n" + EXPERIMENT)
                    .file(
                            "conf/local/credentials.yml",
                            "dbx: {host: '" + databricks.workspace().url() + "', token: dapi-planted-token}\n");

            try (Session session = project.open()) {
                session.run(RunRequest.of("report")).orThrow();
                try (Connection connection = Connection.of(session.config()::section, root)) {
                    TrackedRun run = tracked(connection).get(0);
                    assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
                    assertThat(run.params()).containsEntry("limit", "100");
                    assertThat(run.artifactUri()).startsWith("dbfs:/databricks/mlflow-tracking/");
                    ArtifactStores artifacts = ArtifactStores.of(connection, run);
                    artifacts.get("", outside.resolve("fetched"));
                    assertThat(outside.resolve("fetched/notes/report.txt")).hasContent("2 planes");
                    assertThat(outside.resolve("fetched/jedro/pipeline.json")).exists();
                    assertThat(artifacts.exists("notes")).isTrue();
                    assertThat(artifacts.exists("note")).isFalse();
                    artifacts.get("notes/report.txt", outside.resolve("alone.txt"));
                    assertThat(outside.resolve("alone.txt")).hasContent("2 planes");
                }
            }
            assertThat(root.resolve(".jedro/mlflow")).doesNotExist();
            assertThat(databricks.storage().requests().toString())
                    .contains(
                            switch (cloud) {
                                case "AZURE_SAS_URI" -> "notes/report.txt is a BlockBlob";
                                case "AZURE_ADLS_GEN2_SAS_URI" -> "PATCH";
                                default -> "PUT";
                            });
            assertThat(databricks.storage().files().values())
                    .noneMatch(file -> new String(file, StandardCharsets.UTF_8).contains("dapi-planted-token"));
        }

        @Test
        void asksForAnotherAddressWhenOneHasEnded() throws IOException {
            databricks.workspace().token("dapi-good");
            databricks.storage().forbid(1);
            project.mlflow("server: {mlflow_tracking_uri: databricks, credentials: dbx}\n" + EXPERIMENT)
                    .file(
                            "conf/local/credentials.yml",
                            "dbx: {host: '" + databricks.workspace().url() + "', token: dapi-good}\n");

            try (Session session = project.open()) {
                session.run(RunRequest.of("report")).orThrow();
            }

            assertThat(databricks.storage().files().keySet()).anyMatch(file -> file.endsWith("notes/report.txt"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"flights", "/", "/Users/ada@example.com/", "/Users//flights"})
        void needsAnExperimentWhoseNameIsAPathOfTheWorkspace(String name) throws IOException {
            project.mlflow("server: {mlflow_tracking_uri: databricks, credentials: dbx}\n"
                            + "tracking: {experiment: {name: '" + name + "'}}\n")
                    .file("conf/local/credentials.yml", "dbx: {host: 'http://127.0.0.1:9', token: dapi-good}\n");

            try (Session session = project.open()) {
                RunResult result = session.run(RunRequest.of("report"));
                assertThat(result.problems()).first().satisfies(problem -> {
                    assertThat(problem.code().id()).isEqualTo("JED-837");
                    assertThat(problem.where().get(0)).hasToString("conf/base/mlflow.yml:2:31");
                    assertThat(problem.fixes().get(0)).contains("such as /Users/you@example.com/");
                });
            }
            assertThat(root.resolve("data/large_planes.csv")).doesNotExist();
        }
    }

    @Nested
    class ALogin {

        @Test
        void isThatOfTheProfileInTheAddressWhateverVariablesSay() throws IOException {
            databricks.workspace().token("dapi-prod");
            Path file = profiles("[prod]\nhost = " + databricks.workspace().url() + "\ntoken = dapi-prod\n");

            try (Connection connection = connection(Map.of(
                    "MLFLOW_TRACKING_URI", "databricks://prod",
                    "DATABRICKS_CONFIG_FILE", file.toString(),
                    "DATABRICKS_HOST", "https://dev.cloud.databricks.com",
                    "DATABRICKS_TOKEN", "dapi-dev"))) {
                assertThat(connection.client().experiments()).isNotEmpty();
                assertThat(connection.mask().apply("with dapi-prod and dapi-dev"))
                        .doesNotContain("dapi-prod", "dapi-dev");
            }
        }

        @Test
        void renewsTokensBeforeTheyEnd() {
            databricks.workspace().servicePrincipal("app-1", "client-secret").tokenLife(20);

            try (Connection connection = connection(Map.of(
                    "MLFLOW_TRACKING_URI", "databricks",
                    "DATABRICKS_HOST", databricks.workspace().url(),
                    "DATABRICKS_CLIENT_ID", "app-1",
                    "DATABRICKS_CLIENT_SECRET", "client-secret"))) {
                connection.client().experimentByName("/nothing");
                connection.client().experimentByName("/nothing");
            }

            assertThat(databricks.workspace().issuedTokens()).hasSizeGreaterThan(1);
        }

        @Test
        void isRefusedWithItsCureAndWithoutTheToken() {
            try (Connection connection = connection(Map.of(
                    "MLFLOW_TRACKING_URI", "databricks",
                    "DATABRICKS_HOST", databricks.workspace().url(),
                    "DATABRICKS_TOKEN", "dapi-revoked"))) {
                assertThatThrownBy(() -> connection.client().experimentByName("/nothing"))
                        .hasMessageContaining("401")
                        .extracting(e -> connection.mask().apply(e.getMessage()))
                        .asString()
                        .doesNotContain("dapi-revoked");
            }
        }

        @Test
        void thatIsWrittenWrongEndsARunBeforeItBegins() throws IOException {
            project.mlflow("server: {mlflow_tracking_uri: 'databricks://no_such_profile'}\n" + EXPERIMENT);

            try (Session session = project.open()) {
                List<Problem> problems = session.run(RunRequest.of("report")).problems();
                assertThat(problems).first().satisfies(problem -> {
                    assertThat(problem.what()).contains("no_such_profile");
                    assertThat(problem.where()).hasToString("[conf/base/mlflow.yml:1:31]");
                    assertThat(problem.fixes()).isNotEmpty();
                });
            }
            assertThat(root.resolve("data/large_planes.csv")).doesNotExist();
        }
    }

    @Test
    void saysThatItDoesNotSpeakToUnityCatalogsRegistry() {
        assertThatThrownBy(() -> connection(Map.of("MLFLOW_REGISTRY_URI", "databricks-uc")))
                .isInstanceOfSatisfying(JedroException.class, e -> {
                    assertThat(e.problems().get(0).code().id()).isEqualTo("JED-835");
                    assertThat(e.problems().get(0).fixes().get(0)).contains("databricks://profile");
                });
    }
}
