package dev.jedro.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code jedro} of the checkout, with a {@code java} and a {@code mvn} that only write down what they were asked. */
@DisabledOnOs(OS.WINDOWS)
class LauncherScriptTest {
    private static final Path SCRIPT = Path.of("").toAbsolutePath().resolveSibling("jedro");

    @TempDir
    Path folder;

    private Path checkout;
    private Path project;
    private Path jdk;
    private Path calls;

    @BeforeEach
    void makeACheckoutAndAProject() throws IOException {
        folder = folder.toRealPath();
        checkout = folder.resolve("my chéckout");
        project = folder.resolve("my prøject");
        calls = folder.resolve("calls.txt");
        Files.createFile(calls);
        write(checkout.resolve("cli/pom.xml"), "");
        write(checkout.resolve("pom.xml"), "");
        write(checkout.resolve("framework-core/src/main/java/A.java"), "");
        Files.copy(SCRIPT, checkout.resolve("jedro"));
        write(folder.resolve("repo/dev/jedro/cli/1/cli-1.jar"), "");
        write(folder.resolve("repo/dev/jedro/framework-core/1/framework-core-1.jar"), "");
        write(folder.resolve("repo/other.jar"), "");
        write(project.resolve("jedro.yml"), "");
        write(project.resolve("pom.xml"), "");
        write(project.resolve("src/main/java/Node.java"), "");
        jdk = java("jdk", "17.0.1");
        program(folder.resolve("bin/mvn"), """
                echo "mvn $*" >>"$CALLS"
                if [ -f "$CALLS.broken" ]; then
                    echo '[ERROR] /x/A.java:[1,2] identifier expected'
                    echo '[ERROR] '
                    echo '[ERROR] To see the full stack trace'
                    exit 1
                fi
                for arg in "$@"; do
                    case $arg in -Dmdep.outputFile=*)
                        printf %s "$REPO/dev/jedro/framework-core/1/framework-core-1.jar:$REPO/other.jar" >"${arg#*=}" ;;
                    esac
                done
                """);
    }

    @Nested
    class Building {

        @Test
        void happensOnFirstUseAndIsToldInTwoLines() throws Exception {
            Answer answer = run(folder, "--version");

            assertThat(answer.err)
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

            assertThat(second.err).isEmpty();
            assertThat(mavenCalls()).hasSize(2);
        }

        @Test
        void happensAgainWhenASourceIsNewer() throws Exception {
            run(folder, "--version");
            edit(checkout.resolve("framework-core/src/main/java/A.java"));

            assertThat(run(folder, "--version").err).contains("its sources have changed");
            assertThat(mavenCalls()).hasSize(4);
        }

        @Test
        void doesNotHappenForAProjectThatWasMadeInTheCheckout() throws Exception {
            run(folder, "--version");
            for (String file : List.of("jedro.yml", "pom.xml", "src/main/java/Node.java")) {
                write(checkout.resolve("jedro-demo").resolve(file), "");
                edit(checkout.resolve("jedro-demo").resolve(file));
            }

            assertThat(run(folder, "--version").err).isEmpty();
            assertThat(mavenCalls()).hasSize(2);
        }

        @Test
        void happensAgainWhenAnInstalledJarIsGone() throws Exception {
            run(folder, "--version");
            Files.delete(folder.resolve("repo/other.jar"));

            assertThat(run(folder, "--version").err).contains("the local Maven repository has changed");
        }

        @Test
        void thatFailsShowsTheErrorsTheLogAndTheCure() throws Exception {
            Files.createFile(folder.resolve("calls.txt.broken"));
            Answer answer = run(folder, "--version");

            assertThat(answer.exit).isEqualTo(2);
            assertThat(answer.out).isEmpty();
            assertThat(answer.err)
                    .contains("the build failed:\n[ERROR] /x/A.java:[1,2] identifier expected\njedro: Try:  mend")
                    .contains("target/jedro/build.log")
                    .doesNotContain("stack trace");
        }

        @Test
        void thatFailsWithoutAnErrorOfMavensShowsTheEndOfTheLog() throws Exception {
            program(folder.resolve("bin/mvn"), "echo 'mvn: no space left on device' >&2; exit 1");

            assertThat(run(folder, "--version").err).contains("the build failed:\nmvn: no space left on device\n");
        }

        @Test
        void thatReachesNobodyNamesTheNetwork() throws Exception {
            program(
                    folder.resolve("bin/mvn"),
                    "echo '[ERROR] Could not transfer artifact x:y:pom:1: Unknown host'; exit 1");

            assertThat(run(folder, "--version").err)
                    .contains("jedro: Try:  connect to the network;", "jedro: Try:  mend what the log names");
        }

        @Test
        void isTriedAgainAfterAFailure() throws Exception {
            Files.createFile(folder.resolve("calls.txt.broken"));
            run(folder, "--version");
            Files.delete(folder.resolve("calls.txt.broken"));

            assertThat(run(folder, "--version").exit).isZero();
        }
    }

    @Nested
    class InAProject {

        @Test
        void preparesOnceAndThenStartsTheProjectAtOnce() throws Exception {
            run(project.resolve("src/main"), "run");
            Answer second = run(project.resolve("src/main"), "run", "--params", "a=b c", "");

            assertThat(preparations()).containsExactly("prepare " + project);
            assertThat(second.arguments())
                    .endsWith("@" + project.resolve("target/jedro/launch.args"), "run", "--params", "a=b c", "");
        }

        @Test
        void preparesAgainWhenASourceIsNewer() throws Exception {
            run(project, "run");
            edit(project.resolve("src/main/java/Node.java"));
            run(project, "run");

            assertThat(preparations()).hasSize(2);
        }

        @Test
        void preparesAgainWhenALibraryIsGone() throws Exception {
            run(project, "run");
            write(
                    project.resolve("target/jedro/libraries.txt"),
                    folder.resolve("repo/other.jar") + ":" + folder.resolve("gone.jar") + "\n");
            run(project, "run");

            assertThat(preparations()).hasSize(2);
        }

        @Test
        void recordsTheClassesOfARunWhereThatIsAskedForButNotOnABuildServer() throws Exception {
            run(project, "run");
            Path record = project.resolve("target/jedro/record.args");
            write(record, "");
            List<String> command = List.of(checkout.resolve("jedro").toString(), "run");

            assertThat(start(project, Map.of("CI", ""), command).arguments()).contains("@" + record);
            assertThat(start(project, Map.of(), command).arguments()).doesNotContain("@" + record);
            assertThat(start(project, Map.of("CI", ""), List.of(command.get(0), "check"))
                            .arguments())
                    .doesNotContain("@" + record);
        }

        @Test
        void usesJavasFirstCompilerOnlyForARunThatWasShortTheLastTime() throws Exception {
            run(project, "run");
            write(project.resolve("target/jedro/short-runs.txt"), "run\nrun --tags a  b\n");

            assertThat(run(project, "run").arguments()).contains("-XX:TieredStopAtLevel=1");
            assertThat(run(project, "run", "--tags", "a  b").arguments()).contains("-XX:TieredStopAtLevel=1");
            assertThat(run(project, "run", "--tags", "a b").arguments()).doesNotContain("-XX:TieredStopAtLevel=1");
        }

        @Test
        void preparesAgainWhereMavenIsToldOfAnotherLocalRepository() throws Exception {
            run(project, "run");
            write(project.resolve("target/jedro/libraries.txt"), folder.resolve("repo/other.jar") + "\n");
            List<String> command = List.of(checkout.resolve("jedro").toString(), "run");

            start(project, Map.of("MAVEN_OPTS", "-Xmx1g -Dmaven.repo.local=" + folder.resolve("repo")), command);
            assertThat(preparations()).as("the same one").hasSize(1);
            start(project, Map.of("MAVEN_OPTS", "-Dmaven.repo.local=" + folder.resolve("m2") + " -Xmx1g"), command);
            assertThat(preparations()).as("another one").hasSize(2);
        }

        @Test
        void stopsWithTheExitCodeOfAPreparationThatFails() throws Exception {
            Files.writeString(folder.resolve("calls.txt.exit"), "2");
            Answer answer = run(project, "run");

            assertThat(answer.exit).isEqualTo(2);
            assertThat(answer.out).isEmpty();
        }

        @Test
        void isTheNearestOneWhereTwoAreAboveTheFolder() throws Exception {
            Path inner = project.resolve("examples/inner");
            Files.createDirectories(inner.resolve("data/01_raw"));
            write(inner.resolve("jedro.yml"), "");

            run(inner.resolve("data/01_raw"), "run");
            run(project.resolve("examples"), "run");

            assertThat(preparations())
                    .satisfiesExactly(
                            first -> assertThat(first).isEqualTo("prepare " + inner),
                            second -> assertThat(second).isEqualTo("prepare " + project));
        }

        @Test
        void leavesGlobalCommandsToTheCommandLine() throws Exception {
            assertThat(run(project, "new", "x").arguments())
                    .contains("-Djedro.root=" + project)
                    .endsWith("dev.jedro.cli.Main", "new", "x");
            assertThat(preparations()).isEmpty();
        }
    }

    @Nested
    class Starting {

        @Test
        void replacesTheShellSoThatSignalsAndExitCodesPass() throws Exception {
            run(folder, "--version");
            Answer answer = run(folder, "exit-with", "7");

            assertThat(answer.exit).isEqualTo(7);
            assertThat(answer.out).startsWith("pid: " + answer.pid + "\n");
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

            assertThat(answer.exit).isEqualTo(2);
            assertThat(answer.err)
                    .contains("no Java 17 or later was found (only Java 8 in " + old + ").")
                    .contains("Try:  install a JDK 17");
        }

        @Test
        void withoutACompilerIsRefusedBeforeTheBuild() throws Exception {
            Files.delete(jdk.resolve("bin/javac"));
            Answer answer = run(folder, "--version");

            assertThat(answer.exit).isEqualTo(2);
            assertThat(answer.err).contains(jdk + " has no compiler.", "Try:  set JAVA_HOME to the folder of a JDK");
        }
    }

    private record Answer(int exit, long pid, String out, String err) {
        List<String> arguments() {
            return out.lines()
                    .filter(line -> line.startsWith("arg: "))
                    .map(line -> line.substring("arg: ".length()))
                    .toList();
        }
    }

    private Answer run(Path where, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(checkout.resolve("jedro").toString()));
        command.addAll(List.of(arguments));
        return start(where, Map.of(), command);
    }

    private Answer start(Path where, Map<String, String> environment, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", path(),
                        "JAVA_HOME", jdk.toString(),
                        "CALLS", calls.toString(),
                        "CI", "true",
                        "REPO", folder.resolve("repo").toString()));
        builder.environment().putAll(environment);
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        int exit = process.waitFor();
        return new Answer(exit, process.pid(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    private String path() {
        return folder.resolve("bin") + ":/usr/bin:/bin";
    }

    /** A folder with the programs that the script needs, since those of the system may hold a Java. */
    private String withoutJava() throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        for (String name : List.of("sh", "readlink", "find", "head", "sed")) {
            Path program = Path.of("/usr/bin", name);
            Files.createSymbolicLink(programs.resolve(name), Files.exists(program) ? program : Path.of("/bin", name));
        }
        return programs.toString();
    }

    private Path java(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        write(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        program(home.resolve("bin/javac"), "exit 1");
        program(home.resolve("bin/java"), """
                prepare=''
                for arg in "$@"; do
                    if [ "$prepare" ]; then
                        echo "prepare $arg" >>"$CALLS"
                        if [ -f "$CALLS.exit" ]; then exit "$(cat "$CALLS.exit")"; fi
                        mkdir -p "$arg/target/jedro" && : >"$arg/target/jedro/launch.args"
                        exit 0
                    fi
                    case $arg in --prepare) prepare=yes ;; esac
                done
                echo "pid: $$"
                exit=0
                for arg in "$@"; do
                    printf 'arg: %s\\n' "$arg"
                    case $arg in [0-9]) exit=$arg ;; esac
                done
                exit "$exit"
                """);
        return home;
    }

    private List<String> mavenCalls() throws IOException {
        return Files.readAllLines(calls).stream()
                .filter(line -> line.startsWith("mvn "))
                .toList();
    }

    private List<String> preparations() throws IOException {
        return Files.readAllLines(calls).stream()
                .filter(line -> line.startsWith("prepare "))
                .toList();
    }

    private static void edit(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(3600)));
    }

    private static void program(Path file, String text) throws IOException {
        write(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
