package dev.jedro.starters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.session.RunRequest;
import dev.jedro.spark.server.Call;
import dev.jedro.spark.server.ConnectServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** By the engine in this process, and by a Spark Connect server in another, where only the environment is another one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IrisStarterTest {
    private StarterProject project;
    private ProjectResults results;

    @BeforeAll
    void make(@TempDir Path folder) throws IOException {
        SharedSpark.start();
        project = StarterProject.make("databricks-iris", folder);
        results = new ProjectResults(project.root().resolve("data"));
    }

    @AfterAll
    void close() throws IOException {
        project.close();
    }

    @Test
    void passesItsOwnTests() throws Exception {
        assertThat(project.test()).contains("6 tests passed");
    }

    @Test
    void guessesWithOneNeighbourHereAndElsewhere() throws IOException {
        project.run(RunRequest.of());
        assertThat(results.metrics()).hasToString("{\"accuracy\":0.96,\"testRows\":50}");
        assertThat(project.root().resolve("data/warehouse/main/iris/predictions/_delta_log"))
                .isDirectory();

        SharedSpark.connect(project);
        project.inSession("connect", session -> StarterProject.run(session, RunRequest.of()));
        assertThat(results.versions("08_reporting/metrics.json")).hasSize(2);
        assertThat(results.metrics()).hasToString("{\"accuracy\":0.96,\"testRows\":50}");
        assertThat(ConnectServer.shared().calls()).anyMatch(Call::executes);
    }

    @Test
    void guessesWithThreeNeighboursOnceTheLinesOfTheReadmeAreInIt(@TempDir Path folder) throws IOException {
        try (StarterProject three = StarterProject.make("databricks-iris", folder)) {
            List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(three.root().resolve("README.md")))
                    .results()
                    .map(block -> block.group(1))
                    .toList();
            assertThat(blocks).hasSize(2);
            assertThat(blocks.get(1).lines()).hasSize(3);

            three.edit("src/main/java/com/acme/fish/classification/Classification.java", blocks.get(0), blocks.get(1));
            three.run(RunRequest.of());

            assertThat(new ProjectResults(three.root().resolve("data")).metrics())
                    .hasToString("{\"accuracy\":1.0,\"testRows\":50}");
        }
    }
}
