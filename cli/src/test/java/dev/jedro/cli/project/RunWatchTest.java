package dev.jedro.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.cli.ErrorReport;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.ProjectMask;
import dev.jedro.cli.SessionOptions;
import dev.jedro.cli.launch.FastCompile;
import dev.jedro.cli.log.Logs;
import dev.jedro.cli.terminal.Screen;
import dev.jedro.cli.terminal.Terminal;
import dev.jedro.run.RunResult;
import dev.jedro.run.RunStatus;
import dev.jedro.session.RunRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunWatchTest {
    @TempDir
    Path folder;

    private final Heard err = new Heard();
    /** What each run ran. */
    private final BlockingQueue<List<String>> ran = new LinkedBlockingQueue<>();

    private Thread watching = new Thread();
    private volatile int code = -1;
    private long time = System.currentTimeMillis();

    @BeforeEach
    void makeProject() throws IOException {
        write(
                "pom.xml",
                "<project><properties><maven.compiler.release>17</maven.compiler.release></properties></project>");
        write("jedro.yml", "name: watched\nproject: p.Project\n");
        write("conf/base/catalog.yml", """
                name: {type: Text, filepath: data/name.txt}
                letter: {type: Text, filepath: data/letter.txt}
                loud: {type: Text, filepath: data/loud.txt}
                """);
        write("conf/base/parameters.yml", "greeting: Dear\n");
        write("data/name.txt", "Ada");
        write("src/main/java/p/Words.java", "package p; class Words { static String end() { return \", yours.\"; } }");
        write(
                "src/main/java/p/End.java",
                "package p; class End { static String finish(String d) { return d + Words.end(); } }");
        write("src/main/java/p/Project.java", """
                package p;
                import static dev.jedro.pipeline.Nodes.node;
                import static dev.jedro.pipeline.Ref.ref;
                import dev.jedro.pipeline.*;
                import dev.jedro.session.*;
                public final class Project implements JedroProject {
                    static final Ref<String> NAME = ref("name"), DRAFT = ref("draft"), LETTER = ref("letter"), LOUD = ref("loud");
                    static final Param<String> GREETING = Param.param("greeting");
                    @Override public void configure(ProjectBuilder project) {
                        project.pipeline("letters", () -> Pipeline.of(
                                node(Start::begin).from(NAME, GREETING).to(DRAFT),
                                node(End::finish).from(DRAFT).to(LETTER),
                                node(Loud::shout).from(NAME).to(LOUD)));
                    }
                }
                """);
        write(
                "src/main/java/p/Start.java",
                "package p; class Start { static String begin(String n, String g) { return g + \" \" + n; } }");
        write(
                "src/main/java/p/Loud.java",
                "package p; class Loud { static String shout(String n) { return n.toUpperCase(); } }");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        // Never the same time twice, however coarse the file system's clock is.
        time += 2000;
        Files.setLastModifiedTime(file, FileTime.fromMillis(time));
    }

    private void start(RunRequest request) throws IOException {
        PrintStream printed = new PrintStream(err, true, StandardCharsets.UTF_8);
        Screen screen = new Screen(printed);
        ProjectMask mask = new ProjectMask();
        Workplace workplace = new Workplace(
                folder,
                new Terminal(false, false, false),
                printed,
                screen,
                Logs.start(screen, false, mask),
                new ErrorReport(printed, false, false, mask),
                mask,
                List.of(),
                environment -> {});
        Path classes = FastCompile.run(folder);
        RunWatch watch = new RunWatch(
                workplace,
                new SessionOptions(),
                request,
                (session, part) -> {
                    RunResult result = session.run(part);
                    ran.add(result.nodes().keySet().stream().sorted().toList());
                    return result.status() == RunStatus.SUCCEEDED ? ExitCode.OK : ExitCode.RUN_FAILED;
                },
                this::compile);
        watching = new Thread(() -> code = watch.go());
        // Stands for the class path that the process was started with.
        watching.setContextClassLoader(new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader()));
        watching.start();
    }

    private void compile() {
        try {
            FastCompile.run(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> nextRun() throws InterruptedException {
        List<String> next = ran.poll(60, TimeUnit.SECONDS);
        assertThat(next).as(said()).isNotNull();
        return next;
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void awaitSaid(String text) throws InterruptedException {
        err.await(text);
    }

    /** Wakes whoever waits for something to be said. */
    private static final class Heard extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            notifyAll();
        }

        synchronized void await(String text) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!toString(StandardCharsets.UTF_8).contains(text) && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, end - System.nanoTime()));
            }
            assertThat(toString(StandardCharsets.UTF_8)).contains(text);
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        watching.interrupt();
        watching.join();
    }

    @Test
    void runsAllFirstAndThenWhatAChangeTouches() throws Exception {
        start(RunRequest.of());
        assertThat(nextRun()).containsExactly("begin", "finish", "shout");
        awaitSaid("Watching for changes");

        // A class that a node's class needs; what the node reads is only in memory, so that is made again.
        write("src/main/java/p/Words.java", "package p; class Words { static String end() { return \", love.\"; } }");
        assertThat(nextRun()).containsExactly("begin", "finish");
        assertThat(folder.resolve("data/letter.txt")).hasContent("Dear Ada, love.");
        assertThat(said()).contains("Changed: src/main/java/p/Words.java", "Touched: finish");

        write("conf/base/parameters.yml", "greeting: Hey\nunused: 1\n");
        assertThat(nextRun()).containsExactly("begin", "finish");
        assertThat(folder.resolve("data/letter.txt")).hasContent("Hey Ada, love.");

        write(
                "conf/base/catalog.yml",
                Files.readString(folder.resolve("conf/base/catalog.yml")).replace("loud.txt", "louder.txt"));
        assertThat(nextRun()).containsExactly("shout");
        assertThat(folder.resolve("data/louder.txt")).hasContent("ADA");

        write("conf/base/parameters.yml", "greeting: Hey\n");
        awaitSaid("No node is touched.");

        watching.interrupt();
        watching.join();
        assertThat(code).isEqualTo(ExitCode.INTERRUPTED);
    }

    @Test
    void tellsWhatIsWrongAndGoesOnWhenItIsMended() throws Exception {
        start(RunRequest.of());
        nextRun();
        awaitSaid("Watching for changes");

        write(
                "src/main/java/p/Loud.java",
                "package p; class Loud { static String shout(String n) { return n.toUperCase(); } }");
        awaitSaid("JED-622");
        assertThat(said()).contains("at src/main/java/p/Loud.java:1:");
        write(
                "src/main/java/p/Loud.java",
                "package p; class Loud { static String shout(String n) { throw new IllegalStateException(n); } }");
        assertThat(nextRun()).containsExactly("shout");
        // Still to be done, though this change does not touch it.
        write("conf/base/parameters.yml", "greeting: Hey\n");
        assertThat(nextRun()).containsExactly("begin", "finish", "shout");
        write("conf/base/catalog.yml", "name: {type: Texd, filepath: data/name.txt}\n");
        awaitSaid("Near: Text");
        write("pom.xml", "<project/>");
        watching.join();
        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(said()).contains("start it again");
    }
}
