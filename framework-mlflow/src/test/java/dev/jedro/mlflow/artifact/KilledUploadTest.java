package dev.jedro.mlflow.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.catalog.AtomicFile;
import dev.jedro.mlflow.client.NewRun;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.tracking.Connection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it sends artifacts to a folder. */
@Timeout(120)
class KilledUploadTest {
    private static final int SIZE = 16 << 20;

    /** Sends a file and a folder of two, made of one letter, for ever, each time of the next one: {@code <store> <run> <folder to work in>}. */
    public static void main(String... arguments) throws IOException {
        Path model = Path.of(arguments[2]).resolve("model");
        Files.createDirectories(model);
        try (Connection connection = Connection.to(Path.of(arguments[0]))) {
            ArtifactStores artifacts =
                    ArtifactStores.of(connection, connection.client().run(arguments[1]));
            for (int i = 0; ; i++) {
                byte[] bytes = new byte[SIZE];
                Arrays.fill(bytes, (byte) ('a' + i % 26));
                Files.write(model.resolve("weights.bin"), bytes);
                Files.write(model.resolve("more.bin"), bytes);
                artifacts.put("alone.bin", model.resolve("more.bin"));
                artifacts.put("model", model);
                System.out.println("sent");
            }
        }
    }

    @TempDir
    Path folder;

    @Test
    void leavesWholeFilesAndFoldersOfOneSave() throws Exception {
        try (Connection connection = Connection.to(folder.resolve("mlruns"))) {
            TrackedRun run = connection.client().createRun(new NewRun("0", "killed", Instant.now(), Map.of()));
            Path artifacts = Path.of(URI.create(run.artifactUri()));
            for (String unfinished : new String[] {"alone", "model"}) {
                killWhileItWrites(run, artifacts, unfinished);

                byte[] alone = Files.readAllBytes(artifacts.resolve("alone.bin"));
                assertThat(alone).hasSize(SIZE).containsOnly(alone[0]);
                Path fetched = folder.resolve("fetched-" + unfinished);
                ArtifactStores.of(connection, run).get("model", fetched);
                byte[] weights = Files.readAllBytes(fetched.resolve("weights.bin"));
                assertThat(weights).hasSize(SIZE).containsOnly(weights[0]);
                assertThat(fetched.resolve("more.bin")).hasBinaryContent(weights);
                assertThat(fetched.toFile().list()).hasSize(2);
            }

            ArtifactStores.of(connection, run).putText("alone.bin", "the next one");
            ArtifactStores.of(connection, run).put("model", folder.resolve("fetched-model"));
            assertThat(artifacts.toFile().list()).containsExactlyInAnyOrder("alone.bin", "model");
        }
    }

    private void killWhileItWrites(TrackedRun run, Path artifacts, String wanted) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledUploadTest.class.getName(),
                        folder.resolve("mlruns").toString(),
                        run.id(),
                        folder.resolve("work").toString())
                .redirectError(folder.resolve("err").toFile())
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.lines().filter("sent"::equals).findFirst()).isPresent();
            while (!writes(artifacts, wanted)) {
                assertThat(process.isAlive()).isTrue();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Whether something that is to take this name's place has begun to grow. */
    private static boolean writes(Path artifacts, String wanted) throws IOException {
        try (Stream<Path> all = Files.list(artifacts)) {
            return all.anyMatch(file ->
                    AtomicFile.temporary(file) && file.getFileName().toString().contains(wanted));
        }
    }
}
