package dev.jedro.starters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jedro.run.Runner;
import dev.jedro.session.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceflightsStarterTest {
    private StarterProject project;
    private ProjectResults results;

    @BeforeEach
    void make(@TempDir Path folder) throws IOException {
        project = StarterProject.make("spaceflights", folder);
        results = new ProjectResults(project.root().resolve("data"));
    }

    @AfterEach
    void close() throws IOException {
        project.close();
    }

    @Test
    void passesItsOwnTests() throws Exception {
        assertThat(project.test()).contains("19 tests passed");
    }

    @Nested
    class OnItsOwnData {
        @Test
        void makesEverythingFromTheRawFiles() throws IOException {
            project.run(RunRequest.of());

            assertThat(results.shape("02_intermediate/preprocessed_companies.parquet"))
                    .isEqualTo("1500 × 5");
            assertThat(results.shape("02_intermediate/preprocessed_shuttles.parquet"))
                    .isEqualTo("4000 × 13");
            assertThat(results.shape("03_primary/model_input_table.parquet")).isEqualTo("2081 × 27");
            assertThat(results.metrics().path("r2").doubleValue()).isCloseTo(0.395416, within(1e-6));
            assertThat(results.versions("06_models/regressor.json"))
                    .singleElement()
                    .isNotNull();
            results.assertPicture("08_reporting/shuttle_passenger_capacity_plot.png");
            results.assertPicture("08_reporting/confusion_matrix.png");
        }

        @Test
        void givesTheSameOnSeveralThreads() throws IOException {
            project.run(RunRequest.of());
            JsonNode once = results.metrics();
            project.run(RunRequest.of().runner(Runner.parallel(4)));

            assertThat(results.versions("08_reporting/metrics.json")).hasSize(2);
            assertThat(results.metrics()).isEqualTo(once);
        }

        @Test
        void runsPipelineByPipeline() throws IOException {
            project.run(RunRequest.of("data_processing"));
            project.run(RunRequest.of("data_science"));
            project.run(RunRequest.of("reporting"));

            results.assertPicture("08_reporting/confusion_matrix.png");
        }
    }

    @Nested
    class WithMlflow {
        @Test
        void tracksTheRegressionAndLoadsItsModelAgain(@TempDir Path folder) throws Exception {
            try (StarterProject tracked = StarterProject.make("spaceflights", folder, "mlflow")) {
                assertThat(tracked.test("data_processing,data_science,reporting", "inference"))
                        .contains("20 tests passed");

                new TrackedResults(tracked.root()).assertRegressionAndInference(0.395416, 1e-6);
                ProjectResults made = new ProjectResults(tracked.root().resolve("data"));
                assertThat(made.shape("07_model_output/predictions.parquet")).isEqualTo("2081 × 3");
                made.assertPicture("08_reporting/confusion_matrix.png");
                assertThat(tracked.root().resolve("data/06_models/regressor.json"))
                        .doesNotExist();
            }
        }
    }

    /** They lie in shared/data/spaceflights beside the repository, or above that; elsewhere this test is skipped, and says so. */
    @Nested
    class OnTheFilesOfKedrosTutorial {
        @Test
        void givesTheTablesAndTheModelThatKedroGives() throws IOException {
            List<Path> found = ProjectResults.filesOfKedrosTutorial();
            assumeThat(found).as("folders shared/data/spaceflights").isNotEmpty();
            for (String name : List.of("companies.csv", "reviews.csv", "shuttles.xlsx")) {
                Path target = results.data().resolve("01_raw").resolve(name);
                Files.copy(found.get(0).resolve(name), target, StandardCopyOption.REPLACE_EXISTING);
            }

            project.run(RunRequest.of());

            assertThat(results.shape("02_intermediate/preprocessed_companies.parquet"))
                    .isEqualTo("10019 × 5");
            assertThat(results.shape("02_intermediate/preprocessed_shuttles.parquet"))
                    .isEqualTo("15531 × 13");
            assertThat(results.shape("03_primary/model_input_table.parquet")).isEqualTo("6027 × 27");
            assertThat(results.shape("05_model_input/train.parquet")).startsWith("4821 ");
            assertThat(results.shape("05_model_input/test.parquet")).startsWith("1206 ");
            assertThat(results.metrics().path("r2").doubleValue()).isCloseTo(0.385428, within(1e-6));
        }
    }
}
