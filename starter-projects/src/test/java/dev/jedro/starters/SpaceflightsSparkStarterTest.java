package dev.jedro.starters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** By the engine in this process, and by a Spark Connect server in another, where only the environment is another one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpaceflightsSparkStarterTest {
    private static final Type TABLE = new TypeReference<Dataset<Row>>() {}.getType();
    private StarterProject project;
    private ProjectResults results;

    @BeforeAll
    void make(@TempDir Path folder) throws IOException {
        SharedSpark.start();
        project = StarterProject.make("spaceflights-spark", folder);
        results = new ProjectResults(project.root().resolve("data"));
    }

    @AfterAll
    void close() throws IOException {
        project.close();
    }

    @Test
    void makesTheSameFromTheRawFilesHereAndElsewhere() throws IOException {
        List<String> here = project.inSession("local", SpaceflightsSparkStarterTest::runAndMeasure);
        double r2 = results.metrics().path("r2").doubleValue();

        assertThat(here).containsExactly("1500 × 5", "4000 × 13", "2081 × 27");
        assertThat(r2).isBetween(0.35, 0.42);
        results.assertPicture("08_reporting/shuttle_passenger_capacity_plot.png");
        results.assertPicture("08_reporting/confusion_matrix.png");

        SharedSpark.connect(project);
        assertThat(project.inSession("connect", SpaceflightsSparkStarterTest::runAndMeasure))
                .isEqualTo(here);
        assertThat(results.versions("08_reporting/metrics.json")).hasSize(2);
        assertThat(results.metrics().path("r2").doubleValue()).isCloseTo(r2, within(1e-9));
    }

    /** One process does it all, because an engine takes long to start: the tool adds to the starter and takes nothing away. Besides, one table is files of Spark that are an artifact, too. */
    @Test
    void passesItsOwnTestsTracksTheRegressionAndLoadsItsModelAgainWithMlflow(@TempDir Path folder) throws Exception {
        try (StarterProject tracked = StarterProject.make("spaceflights-spark", folder, "mlflow")) {
            Files.writeString(tracked.root().resolve("conf/local/catalog.yml"), """
                    preprocessed_shuttles:
                      type: mlflow.Artifact
                      dataset: {type: spark.File, format: parquet}
                      artifact_path: tables
                      filepath: data/02_intermediate/shuttles.parquet
                    """);

            assertThat(tracked.test("data_processing,data_science,reporting", "inference"))
                    .contains("16 tests passed");

            TrackedResults results = new TrackedResults(tracked.root());
            results.assertRegressionAndInference(0.385, 0.035);
            results.assertArtifact(
                    "tables/shuttles.parquet", tracked.root().resolve("data/02_intermediate/shuttles.parquet"));
            assertThat(tracked.root().resolve("data/warehouse/main/spaceflights/predictions/_delta_log"))
                    .isDirectory();
        }
    }

    /** They lie in shared/data/spaceflights beside the repository, or above that; elsewhere this test is skipped, and says so. */
    @Test
    void givesTheTablesAndTheModelThatKedroGivesOnItsFiles(@TempDir Path folder) throws IOException {
        List<Path> found = ProjectResults.filesOfKedrosTutorial();
        assumeThat(found).as("folders shared/data/spaceflights").isNotEmpty();
        try (StarterProject real = StarterProject.make("spaceflights-spark", folder)) {
            for (String name : List.of("companies.csv", "reviews.csv", "shuttles.xlsx")) {
                Path target = real.root().resolve("data/01_raw").resolve(name);
                Files.copy(found.get(0).resolve(name), target, StandardCopyOption.REPLACE_EXISTING);
            }

            assertThat(real.inSession("local", SpaceflightsSparkStarterTest::runAndMeasure))
                    .containsExactly("10019 × 5", "15531 × 13", "6027 × 27");
            assertThat(new ProjectResults(real.root().resolve("data"))
                            .metrics()
                            .path("r2")
                            .doubleValue())
                    .isBetween(0.35, 0.42);
        }
    }

    /** Rows and columns of the tables that Kedro's tutorial has, too. */
    private static List<String> runAndMeasure(Session session) {
        StarterProject.run(session, RunRequest.of());
        return List.of(
                shape(session, "preprocessed_companies"),
                shape(session, "preprocessed_shuttles"),
                shape(session, "model_input_table"));
    }

    private static String shape(Session session, String table) {
        Dataset<?> rows = (Dataset<?>) session.catalog().load(table, TABLE);
        return rows.count() + " × " + rows.columns().length;
    }
}
