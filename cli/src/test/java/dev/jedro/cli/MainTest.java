package dev.jedro.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void tellsItsVersionAndNothingElse(String option) {
        CommandRun run = CommandRun.jedro(option);

        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("jedro \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
        assertThat(run.err()).isEmpty();
    }

    @Nested
    class Help {

        @ParameterizedTest
        @ValueSource(strings = {"--help", "-h", "help"})
        void namesTheCommandsAnywhereAndInAProject(String option) {
            CommandRun run = CommandRun.jedro(option);

            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("Anywhere:", "  new ", "  demo ", "In a project:", "  run ", "Exit codes:");
            assertThat(run.err()).isEmpty();
        }

        @Test
        void tellsOfModulesWhatTheyTellThemselves() throws IOException {
            ClassLoader tests = Thread.currentThread().getContextClassLoader();
            // MLflow's library is not on the class path of the tests; see the pom.
            URL mlflow = Path.of(System.getProperty("mlflow.classes")).toUri().toURL();
            try (URLClassLoader modules = new URLClassLoader(new URL[] {mlflow}, tests)) {
                Thread.currentThread().setContextClassLoader(modules);
                dev.jedro.cli.Help.MODULES.forEach((command, does) -> {
                    CommandRun run = CommandRun.jedro(command, "--help");

                    assertThat(run.code()).isZero();
                    assertThat(run.out()).startsWith("Usage: jedro " + command).contains(does);
                    assertThat(CommandRun.jedro("--help").out()).contains("  " + command + " ", does);
                });
            } finally {
                Thread.currentThread().setContextClassLoader(tests);
            }
        }

        @Test
        void ofAProjectsCommandIsToldOutsideAProjectToo() {
            CommandRun run = CommandRun.jedro("catalog", "describe", "--help");

            assertThat(run.code()).isZero();
            assertThat(run.out()).startsWith("Usage: jedro catalog describe");
            assertThat(CommandRun.jedro("run", "-h").out()).contains("--from-nodes");
        }

        @Test
        void withoutAnyCommandTheHelpIsAnErrorMessage() {
            CommandRun run = CommandRun.jedro();

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("Usage: jedro <command>");
        }

        @ParameterizedTest
        @ValueSource(strings = {"new", "demo", "starter", "info"})
        void everyCommandHasItsOwn(String command) {
            CommandRun run = CommandRun.jedro(command, "--help");

            assertThat(run.code()).isZero();
            assertThat(run.out()).startsWith("Usage: jedro " + command);
        }
    }

    @Nested
    class Mistakes {

        @Test
        void aMistypedCommandIsToldTheNearestOne() {
            CommandRun run = CommandRun.jedro("strater", "list");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .startsWith("JED-601")
                    .contains("no command 'jedro strater'", "Near: starter", "jedro --help");
        }

        @Test
        void aCommandOfKedrosIsToldWhatItIsHere() {
            assertThat(CommandRun.jedro("ipython").err()).startsWith("JED-601").contains("Try:  type: jedro repl\n");
            assertThat(CommandRun.jedro("test").err()).contains("Try:  type: mvn test\n", "jedro --help");
        }

        @Test
        void aMistypedProjectCommandIsKnownToo() {
            assertThat(CommandRun.jedro("regisrty", "list").err()).contains("JED-601", "Near: registry");
        }

        @Test
        void aMistypedOptionIsToldTheNearestOne() {
            CommandRun run = CommandRun.jedro("new", "--startr", "minimal");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .startsWith("JED-602")
                    .contains("'jedro new' has no option '--startr'", "Near: --starter");
            assertThat(run.out()).isEmpty();
        }

        @Test
        void anOptionThatSharesLittleMoreThanItsDashesWithOthersHasNoneNear() {
            assertThat(CommandRun.jedro("new", "--stopper").err())
                    .contains("has no option '--stopper'")
                    .doesNotContain("Near:");
        }

        @Test
        void anOptionWithoutItsValueIsNamed() {
            CommandRun run = CommandRun.jedro("new", "--starter");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("JED-603").contains("--starter", "jedro new --help");
        }

        @Test
        void aNameWithoutItsOptionIsGivenOne() {
            assertThat(CommandRun.jedro("new", "flights").err())
                    .contains("'jedro new' does not take 'flights'")
                    .contains("type: jedro new --name \"flights\"");
        }

        @Test
        void aValueOfTheWrongKindListsTheRightOnes() {
            CommandRun run = CommandRun.jedro("starter", "list", "--format", "xml");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("JED-603").contains("at --format", "xml", "TEXT", "JSON");
        }

        @ParameterizedTest
        @ValueSource(strings = {"run", "check", "registry", "catalog", "config"})
        void aProjectCommandOutsideAProjectSaysHowToGetOne(String command) {
            CommandRun run = CommandRun.jedro(command);

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("JED-605").contains("'jedro " + command + "'", "jedro.yml", "jedro new");
        }

        @Test
        void aProjectCommandInAFolderOfProjectsNamesThem(@TempDir Path folder) throws IOException {
            for (String name : List.of("sales", "my flights", "notes")) {
                Files.createDirectories(folder.resolve(name));
            }
            Files.createFile(folder.resolve("sales/jedro.yml"));
            Files.createFile(folder.resolve("my flights/jedro.yml"));
            String before = System.getProperty("user.dir");
            try {
                System.setProperty("user.dir", folder.toString());

                assertThat(CommandRun.jedro("run").err())
                        .startsWith("JED-605")
                        .contains(
                                "Near: my flights, sales\n",
                                "Try:  go into a project's folder, for instance: cd 'my flights'");
            } finally {
                System.setProperty("user.dir", before);
            }
        }

        @Test
        void aSubCommandThatIsMissingIsAskedFor() {
            CommandRun run = CommandRun.jedro("starter");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .startsWith("JED-601  'jedro starter' is the beginning of a command only.")
                    .contains("at jedro starter", "Try:  choose one of: list", "jedro starter --help");
        }
    }
}
