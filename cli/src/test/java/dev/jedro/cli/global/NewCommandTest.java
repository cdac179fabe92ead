package dev.jedro.cli.global;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.cli.CommandRun;
import dev.jedro.cli.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewCommandTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "spaceflights"})
    void makesAProjectAndSaysWhatToTypeNext(String starter) {
        Path target = folder.resolve("deep/my flights");

        CommandRun run = make("-s", starter, "-n", "My Flights", "-p", "com.acme", "-d", target.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(target).isNotEmptyDirectory();
        assertThat(run.out()).contains("Made 'My Flights'", "cd '" + target + "'", "jedro run");
        assertThat(left()).containsExactly("deep");
    }

    @Test
    void fillsAnEmptyFolderThatIsThere() throws IOException {
        Path target = Files.createDirectory(folder.resolve("empty"));

        assertThat(make("-s", "minimal", "-n", "Flights", "-d", target.toString())
                        .code())
                .isZero();
        assertThat(target).isNotEmptyDirectory();
    }

    @Test
    void addsTheToolsThatTheStarterHas() throws IOException {
        CommandRun run = make("-s", "spaceflights", "-n", "Flights", "-d", target(), "--tools", " mlflow,none");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("Made 'Flights' from the starter 'spaceflights' with mlflow: 43 files in");
        Path project = folder.resolve("x");
        assertThat(project.resolve("conf/base/mlflow.yml")).content().contains("name: flights");
        assertThat(project.resolve("pom.xml")).content().contains("framework-mlflow");
        assertThat(project.resolve("README.md"))
                .content()
                .contains("jedro mlflow ui")
                .doesNotContain("{%");
    }

    @Test
    void asksForToolsWhereThereAreSome() {
        List<String> asked = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NewCommand command = new NewCommand(
                (question, usual) -> {
                    asked.add(question + " [" + usual + "]");
                    return Optional.of(usual);
                },
                new PrintStream(out, true, StandardCharsets.UTF_8));
        command.starter = "spaceflights";
        command.name = "Flights";
        command.directory = target();

        command.run();

        assertThat(asked).containsExactly("Java package [flights]", "Tools (mlflow) [none]");
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Made 'Flights' from the starter 'spaceflights':");
    }

    @Nested
    class FromElsewhere {

        private Path starter() throws IOException {
            Path starter = Files.createDirectories(folder.resolve("rockets"));
            Files.createDirectories(starter.resolve("files"));
            Files.writeString(
                    starter.resolve("starter.yml"),
                    "title: Rockets\ndescription: Up.\nprompts:\n  fuel:\n    title: What it burns\n    pattern: '[a-z]+'\n");
            Files.writeString(starter.resolve("files/README.md.peb"), "{{ project_name }} burns {{ fuel }}\n");
            return starter;
        }

        private String config(String text) throws IOException {
            return Files.writeString(folder.resolve("answers.yml"), text).toString();
        }

        @Test
        void takesOptionsAndAnswersFromAFile() throws IOException {
            String config =
                    config("starter: " + starter() + "\nname: From File\nfuel: methane\ndirectory: " + target() + "\n");

            CommandRun run = make("--config", config, "-n", "Moon");

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains("Made 'Moon' from the starter 'rockets': 1 file in " + target());
            assertThat(folder.resolve("x/README.md")).hasContent("Moon burns methane");
        }

        @Test
        void tellsWhatTheFileHasWrong() throws IOException {
            String config = config("name: Moon\nstater: minimal\nful: x\n");

            CommandRun run = make("-s", starter().toString(), "-c", config, "-d", target());

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .startsWith("JED-607")
                    .contains(
                            "asks for 'stater'",
                            "at " + config + ":2:1",
                            "Near: starter",
                            "asks for 'ful'",
                            "Near: fuel");
            assertThat(make("-c", config("name: [a]\n")).err())
                    .startsWith("JED-607")
                    .contains(":1:1");
            assertThat(make("-c", folder + "/none.yml").err()).contains("none.yml");
        }

        @Test
        void tellsAnAnswerThatIsMissingOrWrong() throws IOException {
            CommandRun missing = make("-s", starter().toString(), "-n", "Moon", "-d", target());
            CommandRun wrong =
                    make("-s", starter().toString(), "-n", "Moon", "-d", target(), "-c", config("fuel: H2\n"));

            assertThat(missing.err()).startsWith("JED-615").contains("'fuel' (What it burns)", "--config");
            assertThat(wrong.err()).startsWith("JED-658").contains("answers.yml:1:7", "[a-z]+");
            assertThat(left()).containsExactly("answers.yml", "rockets");
        }
    }

    @Nested
    class LeavesNothingBehind {

        @Test
        void whenAToolIsUnknown() {
            CommandRun run = make("-s", "spaceflights", "-n", "Flights", "-d", target(), "--tools", "mlfow,mlflow");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .startsWith("JED-614")
                    .contains(
                            "'spaceflights' has no tool 'mlfow'", "at --tools", "Near: mlflow", "choose from: mlflow");
            assertThat(make("-s", "minimal", "-n", "X1", "-d", target(), "--tools", "mlflow")
                            .err())
                    .contains("'minimal' has no tool 'mlflow'", "leave --tools out: this starter has none");
            assertThat(left()).isEmpty();
        }

        @Test
        @DisabledOnOs(OS.WINDOWS)
        void whenTheDiskIsFull() throws IOException, InterruptedException {
            // A limit on the size of files does what a full disk does: a write fails half way.
            Process process =
                    process("ulimit -f 64; exec \"$@\"", "-s", "spaceflights", "-n", "Flights", "-d", target());

            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).isEqualTo(ExitCode.USAGE);
            assertThat(err).startsWith("JED-652").contains("File too large", "at " + target(), "Try:");
            assertThat(left()).isEmpty();
        }

        @Test
        @DisabledOnOs(OS.WINDOWS)
        void whenItIsInterruptedWhileItFetches() throws IOException, InterruptedException {
            Path temporary = Files.createDirectory(folder.resolve("tmp"));
            try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                Process process = process(
                        "exec \"$@\"",
                        "-s",
                        "http://127.0.0.1:" + silent.getLocalPort() + "/x.git",
                        "-n",
                        "Flights",
                        "-d",
                        target());
                silent.accept();

                new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                        .start()
                        .waitFor();

                assertThat(process.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
                assertThat(process.getErrorStream().readAllBytes()).isEmpty();
                assertThat(left()).containsExactly("tmp");
                assertThat(temporary).isEmptyDirectory();
            }
        }

        private Process process(String script, String... options) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    "/bin/sh",
                    "-c",
                    script,
                    "sh",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UsePerfData",
                    "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.jedro.cli.Main",
                    "new"));
            command.addAll(List.of(options));
            return new ProcessBuilder(command).start();
        }

        @Test
        void whenTheFolderIsInUse() throws IOException {
            Path target = Files.createDirectory(folder.resolve("used"));
            Files.writeString(target.resolve("mine.txt"), "mine");

            CommandRun run = make("-s", "minimal", "-n", "Flights", "-d", target.toString());

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("JED-651").contains(target.toString(), "Try:");
            assertThat(Files.readString(target.resolve("mine.txt"))).isEqualTo("mine");
            assertThat(left()).containsExactly("used");
        }

        @Test
        void whenTheStarterIsUnknown() {
            CommandRun run = make("-s", "spaceflight", "-n", "Flights", "-d", target());

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .startsWith("JED-613")
                    .contains(
                            "Near: spaceflights",
                            "choose one of: databricks-iris, minimal, spaceflights, spaceflights-spark");
            assertThat(left()).isEmpty();
        }

        @Test
        void whenTheNameIsBad() {
            CommandRun run = make("-s", "minimal", "-n", "1/2", "-d", target());

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("JED-610").contains("at --name");
            assertThat(left()).isEmpty();
        }

        @Test
        void whenThePackageIsBad() {
            CommandRun run = make("-s", "minimal", "-n", "X1", "-p", "com.class", "-d", target());

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("JED-611").contains("'class', which is a Java keyword");
            assertThat(left()).isEmpty();
        }
    }

    @Test
    void withoutATerminalAMissingNameIsAProblemNotAQuestion() {
        CommandRun run = make("-s", "minimal");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("JED-615").contains("--name", "jedro new --starter");
    }

    private String target() {
        return folder.resolve("x").toString();
    }

    private static CommandRun make(String... options) {
        return CommandRun.jedro(
                Stream.concat(Stream.of("new"), Stream.of(options)).toArray(String[]::new));
    }

    private List<String> left() {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
