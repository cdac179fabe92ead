package dev.jedro.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.cli.CommandRun;
import dev.jedro.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {
    @TempDir
    Path folder;

    LettersOnDisk project;

    @BeforeEach
    void makeProject() throws IOException {
        project = LettersOnDisk.in(folder);
    }

    private CommandRun run(String... options) {
        String[] all = new String[options.length + 1];
        all[0] = "run";
        System.arraycopy(options, 0, all, 1, options.length);
        return project.jedro(all);
    }

    @Nested
    class ARunThatSucceeds {

        @Test
        void tellsWhatItDoesAndWhatItMadeBesideAnEmptyStandardOutput() {
            CommandRun run = run("--pipelines", "letters");

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .containsSubsequence(
                            "INFO  Loading data from name (Text)...",
                            "INFO  Running node: begin(",
                            "printed by a node",
                            "INFO  Completed node: begin",
                            "INFO  Completed 3 out of 3 tasks",
                            "INFO  Pipeline execution completed successfully in ",
                            "printed without a line end",
                            "Done: 3 nodes in ",
                            "letter ",
                            "data/letter.txt",
                            "loud ",
                            "data/loud.txt/");
            assertThat(run.err()).doesNotContain("draft  ");
            assertThat(folder.resolve("data/letter.txt")).hasContent("Dear Ada, yours.");
        }

        @Test
        void staysOneWhenAHookFailsAfterIt() {
            CommandRun run = run("--pipelines", "letters", "--env=base");

            assertThat(run.code()).isZero();
            assertThat(run.err()).contains("JED-451", "Grumbling", "grumble");
        }

        @Test
        void tellsOnceOfAParameterThatNothingReads() {
            CommandRun run = run("--pipelines", "letters", "--params", "greting=Hi");

            assertThat(run.code()).isZero();
            assertThat(run.err()).containsOnlyOnce("JED-516").contains("Near: greeting");
        }

        @Test
        void takesParametersFromTheCommandLine() {
            assertThat(run("--pipelines", "letters", "--params", "greeting=Hi").code())
                    .isZero();
            assertThat(folder.resolve("data/letter.txt")).hasContent("Hi Ada, yours.");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "--nodes; begin, finish            | 2",
                    "-n;begin                          | 1",
                    "--to-nodes;finish                 | 2",
                    "--from-nodes;begin;--to-nodes;finish | 2",
                    "--to-outputs;letter               | 2",
                    "--from-inputs;name                | 3",
                    "--tags;loud,short;--to-nodes;begin | 1",
                    "-t;short                          | 1",
                    "--runner;parallel;--workers;2     | 3",
                    "-r;sequential                     | 3",
                    "--workers=3                       | 3",
                    "--env;local                       | 3",
                    "--keep-going                      | 3"
                })
        void selectsNodesAsKedroDoes(String options, int nodes) {
            String[] words = ("--pipelines;letters;" + options).split(";");

            CommandRun run = run(words);

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.err()).contains("Done: " + nodes + " node" + (nodes == 1 ? " " : "s "));
        }

        @Test
        void leavesOutNodesWhoseOutputsAreThere() {
            assertThat(run("--pipelines", "letters").code()).isZero();

            CommandRun again = run("--pipelines", "letters", "--only-missing-outputs");

            assertThat(again.code()).isZero();
            assertThat(again.err()).contains("Skipping all 3 nodes (all persistent outputs exist)");
        }

        @Test
        void warnsOfTheOlderNameOfAnOption() {
            CommandRun run = run("--pipeline", "letters");

            assertThat(run.code()).isZero();
            assertThat(run.err()).contains("--pipeline is the older form of --pipelines");
        }
    }

    @Nested
    class ARunThatFails {

        @Test
        void showsTheCauseOnceAndTheCommandThatGoesOn() {
            CommandRun run = run("--pipelines", "broken", "--params", "greeting=Good day", "--from-nodes=start");

            assertThat(run.code()).isEqualTo(ExitCode.RUN_FAILED);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .containsSubsequence(
                            "ERROR Node fail([start]) -> [middle] failed\n",
                            "JED-405  Node 'fail' failed: IllegalArgumentException: cannot stand 'Good day Ada'",
                            "at Letters.java:",
                            "The run failed: 1 of 3 nodes done in ",
                            "When it is mended, go on with:",
                            "  jedro run --pipelines broken --params 'greeting=Good day' --from-nodes start\n");
            assertThat(run.err().split("cannot stand", -1)).hasSize(2);
            assertThat(run.err()).doesNotContain("\tat ", "There are 2 nodes that have not run");
        }

        @Test
        void showsTheStackOnlyWhenAsked() {
            assertThat(run("--pipelines", "broken", "--verbose").err())
                    .contains("\tat dev.jedro.cli.project.Letters.fail(Letters.java:");
        }

        @Test
        void masksSecretsInTheStackToo() throws IOException {
            project.write("conf/base/parameters.yml", "greeting: hunter2\n");

            assertThat(run("--pipelines", "broken", "--verbose").err())
                    .contains("java.lang.IllegalArgumentException: cannot stand '***** Ada'")
                    .doesNotContain("hunter2");
        }

        @Test
        void isRepeatedAsItWasWhenNothingRan() throws IOException {
            Files.delete(folder.resolve("data/name.txt"));

            CommandRun run = run("--pipelines", "letters", "--from-nodes", "begin");

            assertThat(run.code()).isEqualTo(ExitCode.RUN_FAILED);
            assertThat(run.err())
                    .containsSubsequence(
                            "JED-320  Dataset 'name' (Text): There is no file 'data/name.txt'",
                            "The run failed: 0 of 3 nodes done in ",
                            "When it is mended, repeat:",
                            "  jedro run --pipelines letters --from-nodes begin\n")
                    .doesNotContain("\tat ");
        }

        @Test
        void isNotRepeatedWithALoadVersionThatIsNotThere() throws IOException {
            project.write("conf/local/catalog.yml", "name: {type: Text, filepath: data/n.txt, versioned: true}\n");
            project.write("data/n.txt/v1/n.txt", "Ada");

            CommandRun run = run("--pipelines", "letters", "--load-versions", "name:v2");

            assertThat(run.code()).isEqualTo(ExitCode.RUN_FAILED);
            assertThat(run.err())
                    .containsSubsequence("There is no version 'v2' in 'data/n.txt'", "at --load-versions", "Near: v1")
                    .doesNotContain("repeat:");
            assertThat(folder.resolve("data/letter.txt")).doesNotExist();
        }
    }

    @Nested
    class AWrongCommandLine {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "--pipelines|leters|JED-504|Near: letters",
                    "--nodes|begn|JED-1|Near: begin",
                    "--from-inputs|nme|JED-1|Near: name",
                    "--tags|nope|JED-1|nope",
                    "--env|locl|JED-2|locl",
                    "--runner|ThreadRunner|JED-603|choose one of: sequential, parallel",
                    "--runner|sequental|JED-603|Near: sequential",
                    "--workers|0|JED-411|--workers",
                    "--workers|two|JED-603|must be a whole number, but is 'two'",
                    "--load-versions|loud|JED-603|Expected the form of 'load_versions'",
                    "--load-versions|loud:a,loud:b|JED-604|Two versions of 'loud'",
                    "--load-versions|nope:2026-11-20T16.40.11.123Z|JED-3|nope",
                    "--conf-source|nowhere|JED-2|nowhere",
                    "--params|=v|JED-2|empty",
                    "--pipelins|letters|JED-602|Near: --pipelines, --pipeline",
                })
        void isRefusedWithPlaceAndCure(String option, String value, String code, String words) {
            CommandRun run = run(option, value);

            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains(code, words).doesNotContain("\tat ");
            assertThat(run.out()).isEmpty();
            assertThat(folder.resolve("data/letter.txt")).doesNotExist();
        }

        @Test
        void cannotNamePipelinesInTwoWays() {
            CommandRun run = run("--pipeline", "letters", "--pipelines", "broken");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .startsWith("JED-604  Options '--pipeline' and '--pipelines' cannot be used together.")
                    .contains("at --pipeline", "Try:  name all of them with --pipelines");
        }

        @Test
        void cannotGiveWorkersToTheSequentialRunner() {
            assertThat(run("--runner", "sequential", "--workers", "2").err())
                    .startsWith("JED-604")
                    .contains("--runner parallel");
        }
    }

    @Nested
    class OptionsFromAFile {

        @Test
        void areUsedAndTheCommandLineWins() throws IOException {
            Path file = project.write(
                    "run.yml",
                    "run:\n  pipelines: [letters]\n  to_nodes: finish\n  params:\n    greeting: 'Hello, dear'\n  only-missing-outputs: false\n");

            CommandRun run = run("--config", file.toString(), "--to-nodes", "begin,shout");

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.err()).contains("Done: 3 nodes");
            assertThat(folder.resolve("data/letter.txt")).hasContent("Hello, dear Ada, yours.");
        }

        @Test
        void loseTheirParametersToThoseOfTheCommandLine() throws IOException {
            Path file = project.write("run.yml", "run:\n  pipelines: letters\n  params: {greeting: Hello}\n");

            assertThat(run("--config", file.toString(), "--params", "greeting=Hi")
                            .code())
                    .isZero();
            assertThat(folder.resolve("data/letter.txt")).hasContent("Hi Ada, yours.");
        }

        @Test
        void areCheckedAtTheirPlaceAllAtOnce() throws IOException {
            Path file = project.write(
                    "run.yml",
                    "run:\n  piplines: letters\n  workers: many\n  keep_going: perhaps\n  tags:\n    a: b\n");

            CommandRun run = run("-c", file.toString());

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .contains(
                            "'jedro run' has no option 'piplines'.\n         at " + file
                                    + ":2:3\n         Near: pipelines",
                            "at " + file + ":3:12",
                            "at " + file + ":4:15",
                            "at " + file + ":6:5",
                            "4 errors");
        }

        @Test
        void needTheKeyRun() throws IOException {
            Path file = project.write("run.yml", "pipelines: letters\n");

            assertThat(run("-c", file.toString()).err()).startsWith("JED-607").contains("run:\n");
        }

        @Test
        void mustBeThere() {
            CommandRun run = run("-c", "no-such.yml");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("no-such.yml");
        }
    }
}
