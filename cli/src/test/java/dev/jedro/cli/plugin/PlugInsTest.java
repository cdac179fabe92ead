package dev.jedro.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.cli.CommandRun;
import dev.jedro.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of libraries where there is no project. Those in a project: {@code PlugInsInProjectTest}. */
class PlugInsTest {
    private static final String LIBRARIES = Greetings.class.getName() + "$";

    @TempDir
    Path folder;

    private CommandRun jedro(String provider, String... arguments) throws IOException {
        try (Plugged plugged = Plugged.in(folder, provider)) {
            assertThat(plugged).isNotNull();
            return CommandRun.jedro(arguments);
        }
    }

    @Nested
    class OfALibraryThatWorksAnywhere {

        @Test
        void areThere() throws IOException {
            CommandRun run = jedro(LIBRARIES + "Anywhere", "greet");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).isEqualTo("Hello []\n");
            assertThat(run.err()).isEmpty();
        }

        @Test
        void mayHaveCommandsBeneath() throws IOException {
            assertThat(jedro(LIBRARIES + "Anywhere", "greet", "loudly").out()).isEqualTo("HELLO\n");
        }

        @Test
        void haveHelpWithoutDoingAnythingForIt() throws IOException {
            assertThat(jedro(LIBRARIES + "Anywhere", "greet", "loudly", "--help")
                            .out())
                    .startsWith("Usage: jedro greet loudly");
        }

        @Test
        void areNearNames() throws IOException {
            CommandRun run = jedro(LIBRARIES + "Anywhere", "gret");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("JED-601").contains("Near: greet");
        }

        @Test
        void reportMistakesAsJedroDoes() throws IOException {
            CommandRun run = jedro(LIBRARIES + "Anywhere", "greet", "--fail");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).matches("JED-\\d+  No one is there\\.\\R");
        }
    }

    @Nested
    class OfALibraryForProjects {

        @Test
        void areUnknown() throws IOException {
            CommandRun run = jedro(LIBRARIES + "InProject", "greeting");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("JED-601").contains("no command 'jedro greeting'");
        }
    }

    @Nested
    class OfALibraryThatIsWrong {

        @Test
        void takeNoNameOfJedrosOwn() throws IOException {
            CommandRun run = jedro(LIBRARIES + "Taking", "greet");

            assertThat(run.err())
                    .startsWith("JED-641")
                    .contains("a command 'run', which is one of Jedro's own", "at " + LIBRARIES + "Taking", "rename");
            assertThat(run.out()).isEqualTo("Hello []\n");
        }

        @Test
        void takeNoNameOfAnotherLibrary() throws IOException {
            CommandRun run = jedro(LIBRARIES + "Anywhere\n" + LIBRARIES + "Taking", "greet");

            assertThat(run.err())
                    .contains(
                            "'greet', which " + LIBRARIES + "Anywhere has added already", "at " + LIBRARIES + "Taking");
        }

        @Test
        void areNamedWithTheirClass() throws IOException {
            CommandRun run = jedro(LIBRARIES + "Unmade\nno.such.Library\n" + LIBRARIES + "Anywhere", "greet");

            assertThat(run.out()).isEqualTo("Hello []\n");
            assertThat(run.err())
                    .contains("JED-640", LIBRARIES + "Unmade", "no licence", "no.such.Library", "off the class path");
        }

        @Test
        void doNotTouchJedrosOwn() throws IOException {
            CommandRun run = jedro(LIBRARIES + "Unmade\nno.such.Library", "info");

            assertThat(run.code()).isZero();
            assertThat(run.err()).isEmpty();
        }
    }
}
