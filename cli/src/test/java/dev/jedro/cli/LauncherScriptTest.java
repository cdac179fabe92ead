package dev.jedro.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** How the script {@code jedro} builds and starts the command line. */
@DisabledOnOs(OS.WINDOWS)
class LauncherScriptTest extends LauncherScriptFixture {
    @Nested
    class Building {

        @Test
        void happensOnFirstUseAndIsToldInTwoLines() throws Exception {
            Answer answer = run(folder, "--version");

            assertThat(answer.err())
                    .matches(
                            "jedro: building Jedro \\(first use, .*; log: .*build.log\\) \\.\\.\\.\njedro: built in \\d+ s\\.\n");
            assertThat(mavenCalls()).hasSize(2).first().asString().contains("-Dquick", "install");
        }

        @Test
        void givesAClassPathOfInstalledJarsTheCommandLineFirst() throws Exception {
            String repository = folder.resolve("repo").toString();

            assertThat(run(folder, "--version").arguments())
                    .containsSequence(
                            "-cp",
                            repository + "/dev/jedro/cli/1/cli-1.jar:" + repository
                                    + "/dev/jedro/framework-core/1/framework-core-1.jar:" + repository + "/other.jar",
                            "dev.jedro.cli.Main",
                            "--version");
        }

        @Test
        void doesNotHappenAgainWhileNothingChanges() throws Exception {
            run(folder, "--version");
            Answer second = run(folder, "--version");

            assertThat(second.err()).isEmpty();
            assertThat(mavenCalls()).hasSize(2);
        }

        @Test
        void happensAgainWhenASourceIsNewer() throws Exception {
            run(folder, "--version");
            edit(checkout.resolve("framework-core/src/main/java/A.java"));

            assertThat(run(folder, "--version").err()).contains("its sources have changed");
            assertThat(mavenCalls()).hasSize(4);
        }

        @Test
        void doesNotHappenForAProjectThatWasMadeInTheCheckout() throws Exception {
            run(folder, "--version");
            for (String file : List.of("jedro.yml", "pom.xml", "src/main/java/Node.java")) {
                write(checkout.resolve("jedro-demo").resolve(file), "");
                edit(checkout.resolve("jedro-demo").resolve(file));
            }

            assertThat(run(folder, "--version").err()).isEmpty();
            assertThat(mavenCalls()).hasSize(2);
        }

        @Test
        void happensAgainWhenAnInstalledJarIsGone() throws Exception {
            run(folder, "--version");
            Files.delete(folder.resolve("repo/other.jar"));

            assertThat(run(folder, "--version").err()).contains("the local Maven repository has changed");
        }

        @Test
        void thatFailsShowsTheErrorsTheLogAndTheCure() throws Exception {
            Files.createFile(folder.resolve("calls.txt.broken"));
            Answer answer = run(folder, "--version");

            assertThat(answer.exit()).isEqualTo(2);
            assertThat(answer.out()).isEmpty();
            assertThat(answer.err())
                    .contains("the build failed:\n[ERROR] /x/A.java:[1,2] identifier expected\njedro: Try:  mend")
                    .contains("target/jedro/build.log")
                    .doesNotContain("stack trace");
        }

        @Test
        void thatFailsWithoutAnErrorOfMavensShowsTheEndOfTheLog() throws Exception {
            program(folder.resolve("bin/mvn"), "echo 'mvn: no space left on device' >&2; exit 1");

            assertThat(run(folder, "--version").err()).contains("the build failed:\nmvn: no space left on device\n");
        }

        @Test
        void thatReachesNobodyNamesTheNetwork() throws Exception {
            program(
                    folder.resolve("bin/mvn"),
                    "echo '[ERROR] Could not transfer artifact x:y:pom:1: Unknown host'; exit 1");

            assertThat(run(folder, "--version").err())
                    .contains("jedro: Try:  connect to the network;", "jedro: Try:  mend what the log names");
        }

        @Test
        void isTriedAgainAfterAFailure() throws Exception {
            Files.createFile(folder.resolve("calls.txt.broken"));
            run(folder, "--version");
            Files.delete(folder.resolve("calls.txt.broken"));

            assertThat(run(folder, "--version").exit()).isZero();
        }
    }

    @Nested
    class Starting {

        @Test
        void replacesTheShellSoThatSignalsAndExitCodesPass() throws Exception {
            run(folder, "--version");
            Answer answer = run(folder, "exit-with", "7");

            assertThat(answer.exit()).isEqualTo(7);
            assertThat(answer.out()).startsWith("pid: " + answer.pid() + "\n");
        }

        @Test
        void worksThroughLinksToLinks() throws Exception {
            Files.createDirectories(folder.resolve("links"));
            Files.createSymbolicLink(folder.resolve("links/second"), Path.of("../my chéckout/jedro"));
            Files.createSymbolicLink(folder.resolve("links/first"), Path.of("second"));

            Answer answer = start(folder.resolve("links"), Map.of(), List.of("./first", "info"));
            assertThat(answer.arguments())
                    .contains("-Djedro.launcher=" + checkout.resolve("jedro"))
                    .endsWith("info");
        }

        @Test
        void saysNothingOfATerminalWhereThereIsNone() throws Exception {
            assertThat(run(folder, "--version").arguments()).noneMatch(argument -> argument.contains("jedro.tty"));
        }
    }

    @Nested
    class TheArchiveOfTheCommandLine {
        private static final Map<String, String> AT_A_DESK = Map.of("CI", "");

        private Answer version(Map<String, String> environment) throws Exception {
            return start(folder, environment, List.of(checkout.resolve("jedro").toString(), "--version"));
        }

        private Path archive() {
            String home = jdk.toString().replace('/', '-');
            return checkout.resolve("target/jedro/commands-17.0.1" + home + ".jsa");
        }

        @Test
        @Timeout(60)
        void isMadeOnceInTheBackgroundAndUsedWhenItIsThere() throws Exception {
            assertThat(version(AT_A_DESK).arguments()).noneMatch(argument -> argument.contains("SharedArchiveFile"));
            Path log = archive().resolveSibling(archive().getFileName() + ".log");
            String end = "arg: " + archive() + "\n";
            while (!Files.exists(log) || !Files.readString(log).endsWith(end)) {
                Thread.onSpinWait();
            }
            assertThat(log).content().contains("arg: dev.jedro.cli.launch.CommandLineArchive\n" + end);
            Files.delete(log);
            version(AT_A_DESK);
            assertThat(log).as("tried once").doesNotExist();

            Files.createFile(archive());
            assertThat(version(AT_A_DESK).arguments()).contains("-XX:SharedArchiveFile=" + archive());
            edit(checkout.resolve("framework-core/src/main/java/A.java"));
            version(Map.of());
            assertThat(archive()).as("after another build").doesNotExist();
        }

        @Test
        void isNotMadeOnABuildServer() throws Exception {
            version(Map.of());

            assertThat(archive().resolveSibling(archive().getFileName() + ".tried"))
                    .doesNotExist();
        }
    }

    @Nested
    class Java {

        @Test
        void thatIsTooOldIsPassedOverForTheOneOnThePath() throws Exception {
            Path old = java("old", "1.8.0_402");
            Answer answer = start(
                    folder,
                    Map.of("JAVA_HOME", old.toString(), "PATH", jdk + "/bin:" + path()),
                    List.of(checkout.resolve("jedro").toString(), "info"));

            assertThat(answer.arguments()).endsWith("info");
        }

        @Test
        void thatIsTooOldEverywhereIsNamedWithTheCure() throws Exception {
            Path old = java("old", "1.8.0_402");
            Answer answer = start(
                    folder,
                    Map.of("JAVA_HOME", old.toString(), "PATH", old + "/bin:" + withoutJava()),
                    List.of(checkout.resolve("jedro").toString(), "info"));

            assertThat(answer.exit()).isEqualTo(2);
            assertThat(answer.err())
                    .contains("no Java 17 or later was found (only Java 8 in " + old + ").")
                    .contains("Try:  install a JDK 17");
        }

        @Test
        void withoutACompilerIsRefusedBeforeTheBuild() throws Exception {
            Files.delete(jdk.resolve("bin/javac"));
            Answer answer = run(folder, "--version");

            assertThat(answer.exit()).isEqualTo(2);
            assertThat(answer.err()).contains(jdk + " has no compiler.", "Try:  set JAVA_HOME to the folder of a JDK");
        }
    }
}
