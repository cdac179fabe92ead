package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.hook.BeforeRun;
import dev.jedro.hook.Hook;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.run.FailurePolicy;
import dev.jedro.run.NodeOutcome;
import dev.jedro.run.PastRun;
import dev.jedro.run.RunCode;
import dev.jedro.run.RunEvent;
import dev.jedro.run.RunHistory;
import dev.jedro.run.RunResult;
import dev.jedro.run.RunStatus;
import dev.jedro.run.Runner;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.Data;
import shop.Steps;

class RunningTest {
    private static final Ref<String> A = ref("a");
    private static final Ref<String> B = ref("b");
    private static final Ref<String> C = ref("c");

    @TempDir
    Path root;

    @BeforeEach
    void forget() {
        Steps.CALLS.set(0);
        Steps.running = new CountDownLatch(1);
    }

    private static String text(String... names) {
        StringBuilder catalog = new StringBuilder();
        for (String name : names) {
            catalog.append(name)
                    .append(": {type: Text, filepath: data/")
                    .append(name)
                    .append(".txt}\n");
        }
        return catalog.toString();
    }

    @Nested
    class ANodeThatFails {
        @Test
        void isToldCauseFirstWithTheUsersOwnLinesAndTheWiring() {
            TinyProject project =
                    TinyProject.of(root, node(Steps::fails).from(A).to(B));
            try (Session session = project.open()) {
                RunResult result = session.run(RunRequest.DEFAULT.with(A, "abc"));

                assertThat(result.status()).isEqualTo(RunStatus.FAILED);
                Problem problem = result.problems().get(0);
                assertThat(problem.code()).isEqualTo(RunCode.NODE_FAILED);
                assertThat(problem.what())
                        .isEqualTo("Node 'fails' failed: NumberFormatException: For input string: \"abc\"\n"
                                + "which caused IllegalStateException: cannot read abc");
                assertThat(problem.where()).hasSize(2);
                assertThat(problem.where().get(0).source()).isEqualTo("Steps.java");
                assertThat(problem.where().get(1).source()).isEqualTo("RunningTest.java");
                assertThat(problem.fixes().get(0)).startsWith("look at Steps.java:");
                assertThat(result.errors()).singleElement().isInstanceOf(IllegalStateException.class);
            }
        }

        @Test
        void andReturnsNullIsTold() {
            TinyProject project =
                    TinyProject.of(root, node(Steps::nothing).from(A).to(B)).file("conf/base/catalog.yml", text("b"));
            try (Session session = project.open()) {
                Problem problem = session.run(RunRequest.DEFAULT.with(A, "abc"))
                        .problems()
                        .get(0);

                assertThat(problem.code()).isEqualTo(RunCode.NULL_OUTPUT);
                assertThat(problem.what()).startsWith("Node 'nothing' returned null for 'b'");
                assertThat(problem.where())
                        .singleElement()
                        .satisfies(place -> assertThat(place.source()).isEqualTo("RunningTest.java"));
            }
            assertThat(root.resolve("data/b.txt")).doesNotExist();
        }

        @Test
        void isTriedAgainAsOftenAsItMayBe() {
            TinyProject project =
                    TinyProject.of(root, node(Steps::failsTwice).from(A).to(B).retry(2));
            try (Session session = project.open()) {
                assertThat(session.run(RunRequest.DEFAULT.with(A, "done"))
                                .orThrow()
                                .output(B))
                        .isEqualTo("done at last");
            }
        }

        @Test
        void leavesIndependentNodesAloneUnderKeepGoing() {
            TinyProject project = TinyProject.of(
                    root,
                    node(Steps::fails).from(A).to(B),
                    node(Steps::sink).from(B),
                    node(Steps::same).from(A).to(C));
            try (Session session = project.open()) {
                RunResult result = session.run(RunRequest.DEFAULT.with(A, "abc").policy(FailurePolicy.KEEP_GOING));

                assertThat(result.nodes().get("same")).isInstanceOf(NodeOutcome.Ran.class);
                assertThat(result.nodes().get("sink"))
                        .isEqualTo(new NodeOutcome.Skipped(new NodeOutcome.ParentFailed("fails")));
                assertThat(result.resume().orElseThrow().fromNodes()).containsExactly("fails");
            }
        }
    }

    @Nested
    class OnlyMissingOutputs {
        @Test
        void skipsWhatExistsAndRunsAgainWhatIsNeededInMemory() {
            TinyProject project = TinyProject.of(
                            root,
                            node(Steps::source).to(A),
                            node(Steps::same).from(A).to(B),
                            node(Steps::both).from(A, B).to(C))
                    .file("conf/base/catalog.yml", text("b", "c"));
            try (Session session = project.open()) {
                session.run().orThrow();
                RunResult nothing = session.run(RunRequest.DEFAULT.onlyMissingOutputs(true));
                assertThat(nothing.nodes().values())
                        .containsOnly(new NodeOutcome.Skipped(new NodeOutcome.OutputsExist()));
                assertThat(nothing.succeeded()).isTrue();

                root.resolve("data/c.txt").toFile().delete();
                RunResult some = session.run(RunRequest.DEFAULT.onlyMissingOutputs(true));
                assertThat(some.nodes().get("source")).isInstanceOf(NodeOutcome.Ran.class);
                assertThat(some.nodes().get("same")).isInstanceOf(NodeOutcome.Skipped.class);
                assertThat(project.read("data/c.txt")).isEqualTo("source+source");
            }
        }
    }

    @Nested
    class TheJournal {
        @Test
        void tellsWhatHappenedWithoutTheValuesOfParameters() throws Exception {
            TinyProject project = TinyProject.shop(root);
            try (Session session = project.open()) {
                session.run(RunRequest.DEFAULT.params(Map.of("token", "s3cr3t-value")));

                PastRun run = session.history().last().orElseThrow();
                assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
                assertThat(run.finishedNodes()).containsExactly("clean", "report", "split");
                assertThat(run.events())
                        .anySatisfy(event -> assertThat(event)
                                .isInstanceOfSatisfying(
                                        RunEvent.Saved.class,
                                        saved -> assertThat(saved.dataset()).isEqualTo("report")));
                String text = Files.readString(
                        root.resolve(".jedro/runs").resolve(run.id().value()).resolve("events.ndjson"));
                assertThat(text).contains("\"parameters\":[\"token\"]").doesNotContain("s3cr3t-value");
            }
        }

        @Test
        void makesRoomForTheRunThatBegins() {
            List<Integer> during = new ArrayList<>();
            TinyProject project =
                    TinyProject.shop(root).file("jedro.yml", "name: Tiny\nproject: shop.ShopProject\nkeep_runs: 2\n");
            try (Session session = project.open()) {
                for (int i = 0; i < 4; i++) {
                    session.run(RunRequest.DEFAULT.hook(new Hook() {
                        @Override
                        public void beforeRun(BeforeRun moment) {
                            during.add(session.history().ids().size());
                        }
                    }));
                }

                assertThat(during).containsExactly(1, 2, 2, 2);
                assertThat(session.history().ids()).hasSize(2);
            }
        }

        @Test
        void ofAProcessThatWasKilledInMidRunTellsWhatWasFinished() throws Exception {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            KilledInMidRun.class.getName(),
                            root.toString())
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
                assertThat(out.lines().anyMatch(line -> line.equals("waiting"))).isTrue();
            } finally {
                child.destroyForcibly().waitFor();
            }

            PastRun run = RunHistory.of(root).last().orElseThrow();
            assertThat(run.status()).isEqualTo(RunStatus.DIED);
            assertThat(run.finishedNodes()).containsExactly("source");
            assertThat(Files.readString(root.resolve("data/a.txt"))).isEqualTo("source");
        }

        @Test
        void ofAProcessThatAHookEndedSaysSo() throws Exception {
            assertThat(saidByAProcessThatEnds(root.toString(), "in a hook"))
                    .contains("JED-418  A hook ended the process: it called System.exit.");
        }

        @Test
        void ofAProcessThatANodeEndedSaysSo() throws Exception {
            String said = saidByAProcessThatEnds(root.toString());

            assertThat(said)
                    .contains(
                            "JED-418  Node 'ends' ended the process: it called System.exit.",
                            "at EndsItsProcess.java:",
                            "told: --from-nodes \"ends\"",
                            "hook: JED-418 true");
            PastRun run = RunHistory.of(root).last().orElseThrow();
            assertThat(run.status()).isEqualTo(RunStatus.FAILED);
            assertThat(run.finishedNodes()).containsExactly("source");
        }

        private static String saidByAProcessThatEnds(String... arguments) throws Exception {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    EndsItsProcess.class.getName()));
            command.addAll(List.of(arguments));
            Process child =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor()).as(said).isEqualTo(7);
            return said;
        }

        @Test
        void thatCannotBeWrittenIsAWarningAndTheRunGoesOn() throws Exception {
            TinyProject project = TinyProject.shop(root);
            Files.writeString(root.resolve(".jedro"), "in the way");
            try (Session session = project.open()) {
                RunResult result = session.run();

                assertThat(result.succeeded()).isTrue();
                assertThat(result.warnings())
                        .singleElement()
                        .satisfies(warning -> assertThat(warning.code()).isEqualTo(RunCode.JOURNAL_UNAVAILABLE));
            }
        }

        @Test
        void andTheReportMaskSecretsThatANodeLetsSlip() throws Exception {
            TinyProject project = TinyProject.of(
                            root, node(Steps::fails).from(A).to(B))
                    .file("conf/local/credentials.yml", "db: {password: hunter2hunter2}");
            try (Session session = project.open()) {
                Hook careless = new Hook() {
                    @Override
                    public void beforeRun(BeforeRun e) {
                        e.run().note("careless.noted", Map.of("password", "is hunter2hunter2"));
                    }
                };
                RunResult result =
                        session.run(RunRequest.DEFAULT.with(A, "hunter2hunter2").hook(careless));

                assertThat(result.problems().get(0).toString())
                        .contains("*****")
                        .doesNotContain("hunter2");
                String text = Files.readString(
                        root.resolve(".jedro/runs").resolve(result.id().value()).resolve("events.ndjson"));
                assertThat(text)
                        .contains("node_failed", "careless.noted", "is *****")
                        .doesNotContain("hunter2");
            }
        }
    }

    @Test
    void aHookThatIsDisabledAndNotThereIsAWarning() {
        TinyProject project = TinyProject.shop(root)
                .file("jedro.yml", "name: Tiny\nproject: shop.ShopProject\ndisable_hooks: [gone]\n");
        try (Session session = project.open()) {
            assertThat(session.run().orThrow().warnings())
                    .extracting(Problem::code)
                    .containsExactly(SessionCode.UNKNOWN_HOOK);
        }
    }

    @Test
    void anOutputThatWasReleasedIsRefusedWithTheOutputsThereAre() {
        try (Session session = TinyProject.shop(root).open()) {
            RunResult result = session.run().orThrow();

            assertThatThrownBy(() -> result.output(Data.CLEANED)).isInstanceOfSatisfying(JedroException.class, e -> {
                assertThat(e.problems().get(0).code()).isEqualTo(RunCode.NOT_KEPT);
                assertThat(e.problems().get(0).fixes()).contains("ask for one of: first, report, rest");
            });
        }
    }

    @Test
    void aCatchAllPatternIsNotMistakenForParameters() {
        TinyProject project = TinyProject.shop(root)
                .file("conf/base/catalog.yml", "\"{name}\": {type: Text, filepath: \"data/{name}.txt\"}\n");
        try (Session session = project.open()) {
            assertThat(session.run().orThrow().output(Data.REPORT)).isEqualTo("report of THREE APPLES");
        }
    }

    @Nested
    class ASession {
        @Test
        void runsAgainWithOtherParametersAndData() {
            try (Session session = TinyProject.shop(root).open()) {
                RunRequest strict =
                        RunRequest.DEFAULT.params(Map.of("options", Map.of("min_length", 99, "stop_words", List.of())));

                assertThat(session.run().succeeded()).isTrue();
                assertThat(session.run(strict).succeeded()).isFalse();
                assertThat(session.run(RunRequest.DEFAULT.with(Data.ORDERS, "pears"))
                                .output(Data.REPORT))
                        .isEqualTo("report of PEARS");
                assertThat(session.run().output(Data.REPORT)).isEqualTo("report of THREE APPLES");
            }
        }

        @Test
        void runsSeveralAtOnceWithoutMixingTheirMemory() throws Exception {
            try (Session session = TinyProject.shop(root).open()) {
                RunRequest cleaning = RunRequest.of("cleaning");
                List<RunHandle> handles = Stream.of("one", "two", "three", "four")
                        .map(order -> session.start(cleaning.with(Data.ORDERS, order)))
                        .toList();

                assertThat(handles.get(0).await().output(Data.CLEANED)).isEqualTo("ONE");
                assertThat(handles.get(3).await().output(Data.CLEANED)).isEqualTo("FOUR");
                for (RunHandle handle : handles) {
                    assertThat(handle.await().succeeded()).isTrue();
                }
            }
        }

        @Test
        void runsTheSameInParallel() {
            try (Session session = TinyProject.shop(root).open()) {
                RunResult result = session.run(RunRequest.DEFAULT.runner(Runner.parallel(3)));

                assertThat(result.orThrow().output(Data.REST)).isEqualTo("HREE APPLES");
            }
        }
    }
}
