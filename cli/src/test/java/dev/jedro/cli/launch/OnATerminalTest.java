package dev.jedro.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.cli.project.LettersOnDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees and types at a terminal: a real one, made by {@code script} of util-linux; skipped on machines without it. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class OnATerminalTest {
    @TempDir
    Path folder;

    private record Session(int code, String screen) {}

    @BeforeEach
    void needsScript() {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/script")), "there is no 'script' to make a terminal with");
    }

    /** Types the text as soon as the program runs, and reads the screen to the end. */
    private Session type(String typed, String... arguments) throws IOException, InterruptedException {
        return typeWith(Map.of(), typed, arguments);
    }

    private Session typeWith(Map<String, String> variables, String typed, String... arguments)
            throws IOException, InterruptedException {
        return run(
                variables,
                typed,
                java("-Djedro.tty=true -Djedro.tty.err=true", "dev.jedro.cli.Main") + " '"
                        + String.join("' '", arguments) + "'");
    }

    private static String java(String options, String main) {
        return "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -XX:TieredStopAtLevel=1 " + options
                + " -cp '" + System.getProperty("java.class.path") + "' " + main;
    }

    private Session run(Map<String, String> variables, String typed, String java)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/usr/bin/script", "-qec", java, "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        // Nobody is asked where CI is set, and this test runs there too: it plays a person at her desk.
        builder.environment().keySet().removeAll(Set.of("CI", "NO_COLOR"));
        builder.environment().put("TERM", "xterm");
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().write(typed.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        String screen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(100, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it still waits: " + screen);
        }
        return new Session(process.exitValue(), screen.replace("\r", ""));
    }

    @Test
    void newAsksForWhatIsNotGivenAndOffersWhatIsUsual() throws Exception {
        Session session = type("\nMy Flights\n\n", "new");

        assertThat(session.screen())
                .contains("Starter [minimal]", "Name of the project [My Project]", "Java package [")
                .contains("Made 'My Flights' from the starter 'minimal'");
        assertThat(session.code()).isZero();
        assertThat(folder.resolve("my-flights/jedro.yml")).content().contains("My Flights");
    }

    @Test
    void newTellsWrongAnswersAndAsksAgain() throws Exception {
        Session session = type("spacefligths\nspaceflights\n!\nFlights\nclass\nflights\nmlfow\nnone\n", "new");

        assertThat(session.screen())
                .contains("There is no starter 'spacefligths'", "Near: spaceflights")
                .contains("'!' cannot be a project's name", "'class'", "Near: mlflow");
        assertThat(session.code()).isZero();
        assertThat(folder.resolve("flights/src/main/java/flights")).isDirectory();
    }

    @Test
    void newAsksNobodyOnABuildServer() throws Exception {
        Session session = typeWith(Map.of("CI", "true"), "\nMy Flights\n\n", "new");

        assertThat(session.screen())
                .contains("JED-615", "The option --starter is missing, and nobody can be asked here.");
        assertThat(session.code()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPackedProjectDrawsItsNodesThoughNoScriptStartsItAndWritesPlainLinesToAFile() throws Exception {
        LettersOnDisk.in(folder);
        String packed = java("", "dev.jedro.cli.PackagedMain") + " --pipelines letters";

        assertThat(run(Map.of(), "", packed).screen()).contains("\033[?25l", "of 3 nodes done");
        run(Map.of(), "", packed + " 2>err.txt");
        assertThat(folder.resolve("err.txt"))
                .content()
                .contains("Done: 3 nodes")
                .doesNotContain("\033");
    }

    @Test
    void demoRunsAProjectThatIsThereAgainAndTellsHowItEnded() throws Exception {
        TinyProject project = new TinyProject(folder.resolve("demo"));

        Session session = type("", "demo", project.root.toString());

        assertThat(session.screen())
                .contains("1. Make a project", "has a project already", "2. Compile it", "3. Run it")
                .contains("args=run", "hello")
                .contains("The demo's run failed (exit code 7).");
        assertThat(session.code()).isEqualTo(7);
    }
}
