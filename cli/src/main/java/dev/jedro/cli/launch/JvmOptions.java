package dev.jedro.cli.launch;

import dev.jedro.problem.JedroException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The options of a project's Java process: Jedro's, then those under {@code jvm:} in {@code jedro.yml}, which win. */
final class JvmOptions {
    private static final int NATIVE_ACCESS_ASKED = 22;

    /**
     * The second compiler works later than Java's own choice, but still works: it took half of the CPU of a short run, and what computes in Java for seconds
     * reaches it soon enough. A Java that does not know an option starts without it.
     */
    private static final List<String> LATE_SECOND_COMPILER = List.of(
            "-XX:Tier4InvocationThreshold=300000",
            "-XX:Tier4MinInvocationThreshold=100000",
            "-XX:Tier4CompileThreshold=600000",
            "-XX:Tier4BackEdgeThreshold=400000");

    private JvmOptions() {}

    /** What Spark asks of every Java: access to the memory beside the heap, and to the calendar for columns of dates. A Java that does not know an option starts without it. */
    private static final List<String> SPARK = List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED");

    /** @throws JedroException if Java refuses the user's options */
    static List<String> of(ProjectJvm jvm, ClassPath classPath) {
        List<String> options = new ArrayList<>(List.of(
                // The JVM's own warnings go to standard output unless told otherwise, and that is for the answer.
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Xshare:auto",
                // Archived classes where they were meant to be: to move them, which guards against nothing that Java
                // code has, takes 0.05 s a start.
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true"));
        if (Runtime.version().feature() >= NATIVE_ACCESS_ASKED) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        options.addAll(LATE_SECOND_COMPILER);
        if (classPath.hasSpark()) {
            options.addAll(SPARK);
        }
        List<String> users = jvm.options();
        // It keeps some 200 MiB less than Java's own choice, and big data is not on Java's heap. Java refuses two
        // collectors.
        if (users.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w+GC"))) {
            options.add("-XX:+UseSerialGC");
        }
        if (!users.isEmpty()) {
            requireThatJavaTakes(users);
            options.addAll(users);
        }
        return options;
    }

    /** Starts Java for nothing else: only it knows its options, and its own refusal would look like a failed run. */
    private static void requireThatJavaTakes(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-version");
        try {
            Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (java.waitFor() != 0) {
                throw ProjectJvm.refused(said.lines().findFirst().orElse("it does not say why"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Java was asked", e);
        }
    }
}
