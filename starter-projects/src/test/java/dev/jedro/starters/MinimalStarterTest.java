package dev.jedro.starters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.session.RunRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinimalStarterTest {
    @TempDir
    Path folder;

    @Test
    void passesItsOwnTests() throws Exception {
        try (StarterProject project = StarterProject.make("minimal", folder)) {
            assertThat(project.test()).contains("1 tests passed");
        }
    }

    @Test
    void greets() throws Exception {
        try (StarterProject project = StarterProject.make("minimal", folder)) {
            project.run(RunRequest.of().params(Map.of("name", "moon")));

            assertThat(project.root().resolve("data/greeting.txt")).hasContent("Hello, moon!");
        }
    }
}
