package dev.jedro.mlflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StoreProcessesTest {
    /** What a run gets one after the other. */
    private static final List<String> BEGUN = List.of("tags", "params/p", "metrics/m");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private FileTrackingStore store;

    @BeforeEach
    void open() {
        store = FileTrackingStore.open(folder.resolve("mlruns"));
    }

    private Process start(List<String> before, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProcess.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("err-" + arguments[0]).toFile())
                .start();
    }

    @Test
    void writeAtTheSameTimeWithoutLosingAnything() throws Exception {
        String run = store.runs().create("0", "shared", "", 1, Map.of()).info().id();
        store.models().create("price", "", Map.of());
        List<Process> processes = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            processes.add(start(List.of(), "logs", store.root().toString(), run, name, "100"));
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }

        Run read = store.runs().get(run);
        assertThat(read.params()).hasSize(200);
        assertThat(store.runs().history(run, "shared", OptionalLong.empty(), "").items())
                .extracting(Metric::step)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 200).mapToObj(i -> (long) (i / 2)).toList());
        assertThat(store.models()
                        .searchVersions("", List.of("version_number ASC"), 100, "")
                        .items())
                .extracting(ModelVersion::version)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void leaveEverythingWholeWhenTheyAreKilled() throws Exception {
        for (int round = 0; round <= BEGUN.size(); round++) {
            Process process = start(List.of(), "works", store.root().toString());
            List<String> ended = new ArrayList<>();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (int i = 0; i < 5 + round; i++) {
                    ended.add(out.readLine());
                }
                while (round > 0 && !hasBegun(BEGUN.get(round - 1), ended)) {
                    Thread.onSpinWait();
                }
                process.destroyForcibly().waitFor();
            }

            for (String id : ended) {
                Run run = store.runs().get(id);
                assertThat(run.info().status()).isEqualTo(RunStatus.FINISHED);
                assertThat(run.params().get("p")).hasSize(5000);
                assertThat(store.runs()
                                .history(id, "m", OptionalLong.empty(), "")
                                .items())
                        .hasSize(500);
            }
            RunQuery all = new RunQuery(List.of("0"), View.ALL, "", List.of(), 10_000, "");
            assertThat(store.runs().search(all).items()).allSatisfy(run -> {
                assertThat(run.tags().get("n")).hasSize(5000);
                assertThat(run.params().getOrDefault("p", "y".repeat(5000))).hasSize(5000);
                List<Metric> points = store.runs()
                        .history(run.info().id(), "m", OptionalLong.empty(), "")
                        .items();
                assertThat(points).extracting(Metric::value).allMatch(value -> value >= 0 && value < 500);
                // It can go on where the other was killed.
                store.runs().log(run.info().id(), List.of(new Metric("m", 1, 1, 1000)), Map.of("q", "1"), Map.of());
            });
            assertThat(store.experiments().get("0").tags().get("last")).hasSize(4000);
        }
    }

    /** Whether the process is at work on a run that has not ended. */
    private boolean hasBegun(String part, List<String> ended) {
        String[] names = store.root().resolve("0").toFile().list();
        return names != null
                && Stream.of(names)
                        .filter(name -> name.matches("[0-9a-f]{32}") && !ended.contains(name))
                        .anyMatch(name -> Files.exists(
                                store.root().resolve("0").resolve(name).resolve(part)));
    }

    @Test
    void saySoWhenTheDiskIsFullAndLeaveWhatWasThere() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "a shell limits what the process may write");
        String run = store.runs().create("0", "full", "", 1, Map.of()).info().id();
        // 256 blocks of 512 bytes: files may not grow beyond 128 KiB, as if the disk ended there.
        Process process = start(
                List.of("/bin/sh", "-c", "ulimit -f 256; exec \"$0\" \"$@\""),
                "fills",
                store.root().toString(),
                run);
        long logged;
        try (Stream<String> lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).lines()) {
            logged = lines.filter("logged"::equals).count();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isNotZero();
        assertThat(folder.resolve("err-fills"))
                .content()
                .contains("JED-810", "cannot be written", "check the free space");
        assertThat(logged).isPositive();
        Path file = store.root().resolve("0").resolve(run).resolve("metrics/m");
        assertThat(Files.readString(file)).endsWith("\n");
        assertThat(store.runs().history(run, "m", OptionalLong.empty(), "").items())
                .hasSize((int) logged * 1000);
    }
}
