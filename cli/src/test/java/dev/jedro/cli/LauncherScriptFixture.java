package dev.jedro.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import org.junit.jupiter.api.io.TempDir;

/** The script {@code jedro} of a checkout, with a {@code java} and a {@code mvn} that only write down what they were asked. */
abstract class LauncherScriptFixture {
    private static final Path SCRIPT = Path.of("").toAbsolutePath().resolveSibling("jedro");

    @TempDir
    Path folder;

    Path checkout;
    Path project;
    Path jdk;
    Path calls;

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

    record Answer(int exit, long pid, String out, String err) {
        List<String> arguments() {
            return out.lines()
                    .filter(line -> line.startsWith("arg: "))
                    .map(line -> line.substring("arg: ".length()))
                    .toList();
        }
    }

    Answer run(Path where, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(checkout.resolve("jedro").toString()));
        command.addAll(List.of(arguments));
        return start(where, Map.of(), command);
    }

    Answer start(Path where, Map<String, String> environment, List<String> command) throws Exception {
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

    String path() {
        return folder.resolve("bin") + ":/usr/bin:/bin";
    }

    /** A folder with the programs that the script needs, since those of the system may hold a Java. */
    String withoutJava() throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        for (String name : List.of("sh", "readlink", "find", "head", "sed")) {
            Path program = Path.of("/usr/bin", name);
            Files.createSymbolicLink(programs.resolve(name), Files.exists(program) ? program : Path.of("/bin", name));
        }
        return programs.toString();
    }

    Path java(String name, String version) throws IOException {
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

    List<String> mavenCalls() throws IOException {
        return Files.readAllLines(calls).stream()
                .filter(line -> line.startsWith("mvn "))
                .toList();
    }

    List<String> preparations() throws IOException {
        return Files.readAllLines(calls).stream()
                .filter(line -> line.startsWith("prepare "))
                .toList();
    }

    static void edit(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(3600)));
    }

    static void program(Path file, String text) throws IOException {
        write(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
