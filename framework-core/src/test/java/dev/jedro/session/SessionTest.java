package dev.jedro.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.run.NodeOutcome;
import dev.jedro.run.RunResult;
import dev.jedro.run.RunStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.Data;

class SessionTest {
    @TempDir
    Path root;

    @Test
    void runsAProjectFromFileToFile() {
        TinyProject project = TinyProject.shop(root);
        try (Session session = project.open()) {
            RunResult result = session.run();

            assertThat(result.problems()).isEmpty();
            assertThat(result.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(result.nodes().keySet()).containsExactly("clean", "report", "split");
            assertThat(result.nodes().values()).allMatch(NodeOutcome.Ran.class::isInstance);
            assertThat(project.read("data/report.txt")).isEqualTo("report of THREE APPLES");
            assertThat(result.outputs().names()).containsExactly("first", "report", "rest");
            assertThat(result.output(Data.FIRST)).isEqualTo("T");
            assertThat(result.output(Data.REPORT)).isEqualTo("report of THREE APPLES");
        }
    }
}
