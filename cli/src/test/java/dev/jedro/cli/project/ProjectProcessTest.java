package dev.jedro.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jedro.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a whole process shows. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProjectProcessTest {
    @TempDir
    Path folder;

    LettersOnDisk project;
    final List<Process> started = new ArrayList<>();

    @BeforeEach
    void makeProject() throws IOException {
        project = LettersOnDisk.in(folder);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djedro.root=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.jedro.cli.ProjectMain"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        // On a build server no archive is made of the classes that a run loads.
        builder.environment().remove("CI");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    @AfterEach
    void endWhatStillRuns() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void onlyTheAnswerIsOnStandardOutputWhateverTheProjectPrints() throws IOException, InterruptedException {
        Process process = start("registry", "list", "--format", "json");

        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(new ObjectMapper().readTree(out)).hasSize(4);
        assertThat(err).isEqualTo("printed while the project is configured\n");
    }

    @Test
    void whatDriversLogIsMaskedTooAndLooksLikeTheRest() throws IOException, InterruptedException {
        project.write("jedro.yml", "name: letters\nproject: " + Talkative.class.getName() + "\n");
        project.write("conf/local/credentials.yml", "shop: {password: hunter2hunter2}\n");
        Process process = start("catalog", "list");

        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        process.waitFor();
        assertThat(err)
                .containsPattern("WARN  Driver: not a URL: jdbc:acme\\?password=\\*{5}\\R")
                .doesNotContain("hunter2");
    }

    @Test
    void onlyARunThatWentWellAsksForTheClassesThatAnArchiveLacks() throws IOException, InterruptedException {
        project.write("target/jedro/classes-ab.jsa", "of an environment that nobody knows");
        Path word = folder.resolve("target/jedro/record.args");

        assertThat(end("run", "--pipelines", "broken")).isNotZero();
        assertThat(end("catalog", "list")).isZero();
        assertThat(word).doesNotExist();

        assertThat(end("run", "--pipelines", "letters", "--env", "base")).isZero();
        assertThat(word).content().contains("-Djedro.recorded.for=base", "classes-ab-%p.list");
    }

    private int end(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        process.getErrorStream().transferTo(OutputStream.nullOutputStream());
        return process.waitFor();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void ctrlCStopsTheRunInOrderAndSaysHowToGoOn() throws IOException, InterruptedException {
        Process process = start("run", "--pipelines", "endless");
        BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
        String line;
        do {
            line = err.readLine();
        } while (line != null && !line.contains("Running node: "));

        signal(process, "-INT");

        List<String> rest = err.lines().toList();
        assertThat(process.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(rest).anyMatch(said -> said.startsWith("Interrupted: 0 of 1 node done"));
        assertThat(rest).contains("  jedro run --pipelines endless");
        assertThat(folder.resolve("data").toFile().list()).containsExactly("name.txt");
    }

    @Test
    void aPromptKeepsItsObjectsAndReadsTheConfigurationAnew() throws IOException, InterruptedException {
        Process process = start("repl");
        Writer typed = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        typed.write("var mine = 41\n");
        typed.write("run(\"letters\").status()\n");
        typed.write("load(\"letter\")\n");
        typed.flush();
        assertThat(until(out, "yours"))
                .anyMatch(line -> line.contains("SUCCEEDED"))
                .last()
                .asString()
                .contains("Dear Ada, yours.");

        project.write("conf/base/parameters.yml", "greeting: [\n");
        typed.write("reload()\nmine + 1\n");
        typed.flush();
        until(out, "42");
        project.write("conf/base/parameters.yml", "greeting: Hey\n");
        typed.write("reload()\nsession.run(RunRequest.of(\"letters\")).status()\n");
        typed.write("catalog.load(\"letter\", String.class) + mine\ncontext\npipelines.keySet()\n/exit\n");
        typed.flush();

        List<String> rest = out.lines().toList();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(err).isZero();
        assertThat(rest).as(err).anyMatch(line -> line.contains("Hey Ada, yours."));
        assertThat(rest).anyMatch(line -> line.contains(folder + ", environment local"));
        assertThat(rest).anyMatch(line -> line.contains("[__default__, broken, endless, letters]"));
        assertThat(err).contains("JED-2", "conf/base/parameters.yml:");
    }

    @Test
    void thePromptEndsWithItsInput() throws IOException, InterruptedException {
        Process process = start("repl");
        process.getOutputStream().close();

        assertThat(process.inputReader(StandardCharsets.UTF_8).lines()).anyMatch(line -> line.contains("/exit ends"));
        assertThat(process.waitFor()).isZero();
    }

    private static List<String> until(BufferedReader out, String text) throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        do {
            line = out.readLine();
            lines.add(String.valueOf(line));
        } while (line != null && !line.contains(text));
        assertThat(line).as(String.join("\n", lines)).isNotNull();
        return lines;
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start();
        if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new AssertionError("kill failed");
        }
    }
}
