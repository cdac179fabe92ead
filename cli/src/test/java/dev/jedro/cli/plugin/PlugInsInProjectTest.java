package dev.jedro.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.cli.CommandRun;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.project.LettersOnDisk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlugInsInProjectTest {
    private static final String LIBRARIES = Greetings.class.getName() + "$";

    @TempDir
    Path folder;

    @TempDir
    Path library;

    LettersOnDisk project;

    @BeforeEach
    void makeProject() throws IOException {
        project = LettersOnDisk.in(folder);
    }

    private CommandRun jedro(String provider, String... arguments) throws IOException {
        try (Plugged plugged = Plugged.in(library, LIBRARIES + provider)) {
            assertThat(plugged).isNotNull();
            return project.jedro(arguments);
        }
    }

    @Test
    void openTheProjectAsTheCommandLineSays() throws IOException {
        CommandRun run = jedro("InProject", "greeting", "--env", "base", "--params", "greeting=Hey", "--verbose");

        assertThat(run.out()).startsWith("base: ").contains("Hey");
        assertThat(jedro("InProject", "greeting").out()).startsWith("local: ").contains("Dear");
    }

    @Test
    void areMaskedFromWhenTheProjectIsOpen() throws IOException {
        CommandRun run = jedro("InProject", "greeting", "--verbose");

        assertThat(run.code()).isEqualTo(ExitCode.BUG);
        assertThat(run.err())
                .contains("IllegalStateException: with *****", "at " + Greetings.class.getName())
                .doesNotContain("hunter2");
    }

    @Test
    void standInTheHelp() throws IOException {
        CommandRun run = jedro("InProject", "--help");

        assertThat(run.out()).contains("  greeting   Tell the project's greeting.");
        assertThat(jedro("InProject", "greeting", "--help").out()).contains("--env", "--params", "--conf-source");
        assertThat(jedro("Anywhere", "greet", "--help").out())
                .contains("--help")
                .doesNotContain("--env");
    }

    @Test
    void areNearNames() throws IOException {
        assertThat(jedro("InProject", "greting").err()).startsWith("JED-601").contains("Near: greeting");
    }

    @Test
    void areFoundWrongByCheck() throws IOException {
        CommandRun run = jedro("Broken", "check");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).contains("JED-640", LIBRARIES + "Broken", "org/apache/missing/Thing");
    }

    @Test
    void doNotTouchJedrosOwn() throws IOException {
        CommandRun run = jedro("Broken", "registry", "list");

        assertThat(run.code()).isZero();
        assertThat(run.err()).doesNotContain("JED-640");
    }
}
