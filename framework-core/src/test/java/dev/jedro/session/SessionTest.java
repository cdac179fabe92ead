package dev.jedro.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.problem.JedroException;
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
    void saysThatItIsClosed() {
        Session session = TinyProject.shop(root).open();
        session.close();

        assertThatThrownBy(session::run)
                .isInstanceOfSatisfying(
                        JedroException.class,
                        e -> assertThat(e.problems()).first().satisfies(problem -> {
                            assertThat(problem.code()).isEqualTo(SessionCode.CLOSED);
                            assertThat(problem.what()).contains("'Tiny' is closed");
                            assertThat(problem.fixes()).anyMatch(fix -> fix.contains("Jedro.open"));
                        }));
    }

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
