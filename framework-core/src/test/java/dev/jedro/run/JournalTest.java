package dev.jedro.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.problem.JedroException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Instant AT = Instant.parse("2026-11-20T16:40:11.123456Z");

    @TempDir
    Path root;

    private static RunEvent.Started started(RunId id) {
        ProcessHandle process = ProcessHandle.current();
        return new RunEvent.Started(
                AT,
                id,
                "0.1",
                "local",
                process.pid(),
                process.info().startInstant().orElse(Instant.EPOCH),
                List.of("__default__"),
                List.of("a", "b"),
                List.of("seed"));
    }

    private static List<RunEvent> oneOfEach(RunId id) {
        return List.of(
                started(id),
                new RunEvent.NodeStarted(AT, "a"),
                new RunEvent.Saved(AT, "a", "x", Optional.empty()),
                new RunEvent.Saved(AT, "a", "y", Optional.of("12")),
                new RunEvent.NodeRan(AT, "a", 12),
                new RunEvent.NodeSkipped(AT, "b", "node 'a' failed"),
                new RunEvent.NodeFailed(AT, "c", "JED-405", "Node 'c' failed:\n\"quoted\" ünd\tmore"),
                new RunEvent.Noted(AT, "databricks.job_submitted", Map.of("job", "42")),
                new RunEvent.Ended(AT, RunStatus.FAILED, 1500, Optional.of("Node 'c' failed")));
    }

    private Path file(RunId id) {
        return root.resolve(".jedro/runs").resolve(id.value()).resolve("events.ndjson");
    }

    @Test
    void givesBackEveryEventAsItWas() {
        RunId id = RunId.next();
        try (Journal journal = Journal.create(root, id)) {
            oneOfEach(id).forEach(journal::write);
            assertThat(journal.problem()).isEmpty();
        }

        PastRun run = RunHistory.of(root).run(id.value());
        assertThat(run.events()).isEqualTo(oneOfEach(id));
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.duration()).contains(Duration.ofMillis(1500));
        assertThat(run.finishedNodes()).containsExactly("a");
    }

    @Nested
    class ATornLine {
        @Test
        void atTheEndIsIgnored() throws IOException {
            RunId id = RunId.next();
            try (Journal journal = Journal.create(root, id)) {
                journal.write(started(id));
                journal.write(new RunEvent.NodeRan(AT, "a", 1));
            }
            Files.writeString(file(id), "{\"at\":\"2026-11-20T16:40:1", StandardOpenOption.APPEND);

            PastRun run = RunHistory.of(root).run(id.value());
            assertThat(run.finishedNodes()).containsExactly("a");
            assertThat(run.events()).hasSize(2);
        }

        @Test
        void inTheFirstEventMeansThatThereWasNoRun() throws IOException {
            RunId id = RunId.next();
            Journal.create(root, id).close();
            Files.writeString(file(id), "{\"at\":\"2026-");

            assertThat(RunHistory.of(root).last()).isEmpty();
        }
    }

    @Nested
    class ARunThatHasNotEnded {
        @Test
        void isRunningWhileItsProcessLives() {
            RunId id = RunId.next();
            try (Journal journal = Journal.create(root, id)) {
                journal.write(started(id));
            }
            assertThat(RunHistory.of(root).run(id.value()).status()).isEqualTo(RunStatus.RUNNING);
        }

        @Test
        void hasDiedIfAnotherProcessHasItsNumberNow() {
            RunId id = RunId.next();
            RunEvent.Started real = started(id);
            try (Journal journal = Journal.create(root, id)) {
                journal.write(new RunEvent.Started(
                        AT, id, "0.1", "local", real.process(), Instant.EPOCH, List.of(), List.of(), List.of()));
            }
            assertThat(RunHistory.of(root).run(id.value()).status()).isEqualTo(RunStatus.DIED);
        }

        @Test
        void hasDiedAfterItsProcessWasKilledAndKeepsWhatItHadWritten() throws Exception {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Endless.class.getName(),
                            root.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(out.readLine()).isEqualTo("n50 ran");
            } finally {
                child.destroyForcibly().waitFor();
            }

            PastRun run = RunHistory.of(root).last().orElseThrow();
            assertThat(run.status()).isEqualTo(RunStatus.DIED);
            assertThat(run.finishedNodes()).startsWith("n0", "n1", "n2").contains("n50");
        }
    }

    /** Writes events until somebody kills it. */
    static final class Endless {
        private Endless() {}

        public static void main(String[] args) {
            RunId id = RunId.next();
            try (Journal journal = Journal.create(Path.of(args[0]), id)) {
                journal.commit(started(id));
                for (int i = 0; ; i++) {
                    journal.write(new RunEvent.NodeRan(Instant.now(), "n" + i, 0));
                    if (i == 50) {
                        System.out.println("n50 ran");
                    }
                }
            }
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsAWarning() throws IOException {
        Files.writeString(root.resolve(".jedro"), "a file where a folder should be");
        try (Journal journal = Journal.create(root, RunId.next())) {
            journal.commit(started(RunId.next()));

            assertThat(journal.problem()).hasValueSatisfying(problem -> {
                assertThat(problem.code()).isEqualTo(RunCode.JOURNAL_UNAVAILABLE);
                assertThat(problem.isError()).isFalse();
                assertThat(problem.where()).hasToString("[.jedro/runs]");
                assertThat(problem.fixes()).isNotEmpty();
            });
        }
    }

    @Nested
    class History {
        @Test
        void isEmptyBeforeTheFirstRun() {
            assertThat(RunHistory.of(root).ids()).isEmpty();
            assertThat(RunHistory.of(root).last()).isEmpty();
        }

        @Test
        void keepsTheNewestThoseThatRunAndThoseWithFilesOfOthers() throws IOException {
            RunId running = RunId.next();
            RunId shared = RunId.next();
            RunId over = RunId.next();
            RunId newest = RunId.next();
            for (RunId id : List.of(running, shared, over, newest)) {
                try (Journal journal = Journal.create(root, id)) {
                    journal.write(started(id));
                    if (!id.equals(running)) {
                        journal.write(new RunEvent.Ended(AT, RunStatus.SUCCEEDED, 1, Optional.empty()));
                    }
                }
            }
            Files.writeString(file(shared).resolveSibling("mine.txt"), "a user's");

            RunHistory.of(root).prune(1);

            assertThat(RunHistory.of(root).ids()).containsExactly(newest, shared, running);
        }

        @Test
        void listsTheNewestFirst() {
            RunId first = RunId.next();
            RunId second = RunId.next();
            Journal.create(root, first).close();
            Journal.create(root, second).close();

            assertThat(RunHistory.of(root).ids()).containsExactly(second, first);
        }

        @Test
        void knowsNearIdsOfAnUnknownOne() {
            RunId id = RunId.next();
            Journal.create(root, id).close();
            String wrong = id.value().substring(0, id.value().length() - 2);

            assertThatThrownBy(() -> RunHistory.of(root).run(wrong)).isInstanceOfSatisfying(JedroException.class, e -> {
                assertThat(e.problems().get(0).code()).isEqualTo(RunCode.UNKNOWN_RUN);
                assertThat(e.problems().get(0).near()).containsExactly(id.value());
            });
        }
    }

    @Nested
    class Ids {
        @Test
        void sortByTimeAndDifferInEveryMillisecond() {
            Set<String> versions = new HashSet<>();
            RunId last = RunId.next();
            for (int i = 0; i < 2000; i++) {
                RunId next = RunId.next();
                assertThat(next).isGreaterThan(last);
                assertThat(versions.add(next.saveVersion())).isTrue();
                last = next;
            }
        }

        @Test
        void beginWithTheSaveVersion() {
            RunId id = new RunId("2026-11-20T16.40.11.123Z-5f3a");

            assertThat(id.saveVersion()).isEqualTo("2026-11-20T16.40.11.123Z");
        }
    }
}
