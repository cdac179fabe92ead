package dev.jedro.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.spark.server.ConnectServer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that only works on servers need not have the engine: the same compiled nodes run with Spark's remote client alone. */
@OnTheServer
class ThinModeTest {
    /** What the engine and Delta bring; the client has its own copies of what it needs of them. */
    private static final List<String> OF_THE_ENGINE = List.of(
            "spark-core",
            "spark-sql",
            "spark-catalyst",
            "spark-launcher",
            "spark-kvstore",
            "spark-network",
            "delta-",
            "hadoop-",
            "parquet-",
            "orc-",
            "arrow-",
            "hive-",
            "janino");

    @TempDir
    Path root;

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String classPath() throws IOException {
        List<String> entries = new ArrayList<>(Stream.of(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !ofTheEngine(Path.of(entry).getFileName().toString()))
                .toList());
        try (Stream<Path> shims = Files.list(Path.of(System.getProperty("jedro.thin")))) {
            shims.forEach(jar -> entries.add(jar.toString()));
        }
        return String.join(File.pathSeparator, entries);
    }

    private static boolean ofTheEngine(String jar) {
        return OF_THE_ENGINE.stream().anyMatch(jar::startsWith);
    }

    private String run(String provider) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-BytecodeVerificationRemote",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-cp",
                        classPath(),
                        ThinProcess.class.getName(),
                        root.toString(),
                        provider)
                .redirectError(root.resolve("err").toFile())
                .start();
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8) + Files.readString(root.resolve("err"));
        }
    }

    @Test
    void runsNodesOnAServerAndSaysWhatIsMissingForThisProcess() throws IOException {
        file("jedro.yml", "name: Sums\nproject: " + ThinProcess.Sums.class.getName() + "\n");
        file(
                "conf/base/catalog.yml",
                "fives: {type: spark.Query, sql: 'SELECT 5L AS n'}\nsum: {type: Text, filepath: data/sum.txt}\n");
        file("conf/base/spark.yml", "remote: " + ConnectServer.shared().url() + "\n");

        assertThat(run("connect")).contains("engine false, delta false", "SUCCEEDED");
        assertThat(root.resolve("data/sum.txt")).hasContent("5055");

        assertThat(run("local"))
                .contains("FAILED", "JED-751", "There is no Spark engine on the class path")
                .contains("spark-sql_2.13");
    }
}
