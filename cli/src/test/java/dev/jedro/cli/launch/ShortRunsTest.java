package dev.jedro.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShortRunsTest {
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path root;

    @BeforeEach
    void theScriptHasStartedTheProject() throws IOException {
        Files.createDirectories(root.resolve("target/jedro"));
        Files.createFile(root.resolve("target/jedro/launch.args"));
    }

    private Path file() {
        return root.resolve("target/jedro").resolve(ShortRuns.FILE);
    }

    private void note(Duration took, boolean succeeded, String... arguments) {
        ShortRuns.note(root, List.of(arguments), took, succeeded);
    }

    @Test
    void aRunIsRememberedAsLongAsItIsShort() {
        note(SHORT, true, "run", "--pipelines", "reporting");
        note(SHORT, true, "run");
        note(SHORT, true, "run");
        assertThat(file()).hasContent("run --pipelines reporting\nrun");

        note(LONG, true, "run", "--pipelines", "reporting");
        assertThat(file()).hasContent("run");
    }

    @Test
    void aRunThatBrokeOffIsForgottenOnlyIfItWasLong() {
        note(SHORT, false, "run");
        assertThat(file()).doesNotExist();

        note(SHORT, true, "run");
        note(SHORT, false, "run");
        assertThat(file()).hasContent("run");
        note(LONG, false, "run");
        assertThat(file()).isEmptyFile();
    }

    @Test
    void otherCommandsAndArgumentsOfSeveralLinesAreNotRemembered() {
        note(SHORT, true, "check");
        note(SHORT, true, "run", "--nodes", "a\nb");
        note(SHORT, true);

        assertThat(file()).doesNotExist();
    }

    @Test
    void valuesOnTheCommandLineAreNotKeptSinceTheyMayBeSecret() {
        note(SHORT, true, "run", "--params", "token=planted");
        note(SHORT, true, "run", "--params=token=planted");
        note(SHORT, true, "run", "--set", "spark.token=planted");

        assertThat(file()).doesNotExist();
    }

    @Test
    void theOldestAreForgottenWhereThereAreMany() throws IOException {
        for (int i = 0; i < 60; i++) {
            note(SHORT, true, "run", "--nodes", "n" + i);
        }

        assertThat(Files.readAllLines(file()))
                .hasSize(40)
                .startsWith("run --nodes n20")
                .endsWith("run --nodes n59");
    }

    @Test
    void nothingIsLeftInAProjectThatAnotherProgramStarted() throws IOException {
        Files.delete(root.resolve("target/jedro/launch.args"));
        note(SHORT, true, "run");

        assertThat(file()).doesNotExist();
    }
}
