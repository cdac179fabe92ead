package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.pipeline.Ref;
import dev.jedro.problem.Problem;
import dev.jedro.run.NodeOutcome;
import dev.jedro.run.PastRun;
import dev.jedro.run.RunCode;
import dev.jedro.run.RunResult;
import dev.jedro.run.RunStatus;
import dev.jedro.run.Runner;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.Steps;

class StoppingTest {
    private static final Ref<String> A = ref("a");
    private static final Ref<String> B = ref("b");
    private static final Ref<String> C = ref("c");
    private static final NodeOutcome INTERRUPTED = new NodeOutcome.Skipped(new NodeOutcome.Interrupted());
    private static final NodeOutcome STOPPED = new NodeOutcome.Skipped(new NodeOutcome.RunStopped());

    @TempDir
    Path root;

    @BeforeEach
    void forget() {
        Steps.CALLS.set(0);
        Steps.running = new CountDownLatch(1);
    }

    private static RunRequest with(int workers) {
        return RunRequest.DEFAULT.with(A, "x").runner(workers == 1 ? Runner.sequential() : Runner.parallel(workers));
    }

    static String swallows(String text) {
        Steps.running.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            return text + " all the same";
        }
        return text;
    }

    /** As DuckDB tells that its query was interrupted. */
    static String isCancelled(String text) {
        Steps.running.countDown();
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        throw new CancellationException(text);
    }

    static String interruptsItself(String text) {
        Thread.currentThread().interrupt();
        return text;
    }

    static String waitsForAnotherThread(String text) throws Exception {
        FutureTask<String> other = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            new CountDownLatch(1).await();
            return text;
        });
        Thread thread = new Thread(other);
        thread.start();
        try {
            return other.get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    @Nested
    class Cancelling {
        @Test
        void interruptsTheRunningNodeAndLeavesNothingHalfWritten() throws Exception {
            TinyProject project = TinyProject.of(
                            root,
                            node(Steps::waits).from(A).to(B),
                            node(Steps::same).from(B).to(C))
                    .file(
                            "conf/base/catalog.yml",
                            "b: {type: Text, filepath: data/b.txt}\nc: {type: Text, filepath: data/c.txt}\n");
            try (Session session = project.open()) {
                RunHandle handle = session.start(with(2));
                Steps.running.await();
                handle.cancel();
                RunResult result = handle.await();

                assertThat(result.status()).isEqualTo(RunStatus.CANCELLED);
                assertThat(result.problems().get(0).code()).isEqualTo(RunCode.CANCELLED);
                assertThat(result.nodes().get("waits")).isEqualTo(INTERRUPTED);
                assertThat(session.history().last().map(PastRun::status)).contains(RunStatus.CANCELLED);
            }
            assertThat(root.resolve("data")).doesNotExist();
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void holdsThoughANodeSwallowsTheInterrupt(int workers) throws Exception {
            TinyProject project = TinyProject.of(
                    root,
                    node(StoppingTest::swallows).from(A).to(B),
                    node(Steps::sink).from(B));
            try (Session session = project.open()) {
                RunHandle handle = session.start(with(workers));
                Steps.running.await();
                handle.cancel();
                RunResult result = handle.await();

                assertThat(result.status()).isEqualTo(RunStatus.CANCELLED);
                assertThat(result.nodes().get("swallows")).isInstanceOf(NodeOutcome.Ran.class);
                assertThat(result.nodes().get("sink")).isEqualTo(STOPPED);
                assertThat(Steps.CALLS).hasValue(0);
            }
        }
    }

    @Nested
    class AnInterruptOfTheCallingThread {
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void cancelsWhateverTheNodeMakesOfIt(int workers) throws Exception {
            TinyProject project = TinyProject.of(
                    root,
                    node(StoppingTest::isCancelled).from(A).to(B),
                    node(Steps::sink).from(B));
            try (Session session = project.open()) {
                Thread caller = Thread.currentThread();
                Thread impatient = new Thread(() -> {
                    try {
                        Steps.running.await();
                        caller.interrupt();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
                impatient.start();
                RunResult result = session.run(with(workers));

                assertThat(Thread.interrupted()).isTrue();
                assertThat(result.status()).isEqualTo(RunStatus.CANCELLED);
                assertThat(result.problems()).extracting(Problem::code).containsExactly(RunCode.CANCELLED);
                assertThat(result.nodes().values()).containsExactly(INTERRUPTED, STOPPED);
                impatient.join();
            }
        }

        @Test
        void beforeTheRunLetsNothingStart() {
            TinyProject project =
                    TinyProject.of(root, node(Steps::waits).from(A).to(B));
            try (Session session = project.open()) {
                Thread.currentThread().interrupt();
                RunResult result = session.run(with(1));

                assertThat(Thread.interrupted()).isTrue();
                assertThat(result.status()).isEqualTo(RunStatus.CANCELLED);
                assertThat(result.nodes().values()).containsExactly(STOPPED);
            }
        }
    }

    @Nested
    class AnInterruptThatIsTheNodesOwn {
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void failsTheNodeAndIsTold(int workers) {
            TinyProject project = TinyProject.of(
                    root, node(StoppingTest::waitsForAnotherThread).from(A).to(B));
            try (Session session = project.open()) {
                RunResult result = session.run(with(workers));

                assertThat(Thread.interrupted()).isFalse();
                assertThat(result.status()).isEqualTo(RunStatus.FAILED);
                Problem problem = result.problems().get(0);
                assertThat(problem.code()).isEqualTo(RunCode.NODE_FAILED);
                assertThat(problem.what()).contains("InterruptedException");
                assertThat(problem.where())
                        .anySatisfy(place -> assertThat(place.source()).isEqualTo("StoppingTest.java"));
                assertThat(problem.fixes()).isNotEmpty();
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void andIsLeftBehindHarmsNeitherItsSaveNorTheNextNode(int workers) {
            TinyProject project = TinyProject.of(
                            root,
                            node(StoppingTest::interruptsItself).from(A).to(B),
                            node(Steps::same).from(B).to(C))
                    .file(
                            "conf/base/catalog.yml",
                            "b: {type: Text, filepath: data/b.txt}\nc: {type: Text, filepath: data/c.txt}\n");
            try (Session session = project.open()) {
                assertThat(session.run(with(workers)).orThrow().completed()).isEqualTo(2);
                assertThat(project.read("data/c.txt")).isEqualTo("x");
            }
        }

        @Test
        void leavesTheNextRunOfTheThreadAlone() {
            TinyProject project = TinyProject.of(
                    root, node(StoppingTest::waitsForAnotherThread).from(A).to(B));
            try (Session session = project.open()) {
                session.run(with(1));

                assertThat(session.run(with(1)).status()).isEqualTo(RunStatus.FAILED);
            }
        }
    }
}
