package dev.jedro.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatorTest {

    /** A node of a test: {@code n1: a b -> c}. */
    private record N(String name, List<String> reads, List<String> writes) {
        static N of(String text) {
            String[] parts = text.split(":|->", -1);
            return new N(parts[0].strip(), words(parts[1]), words(parts[2]));
        }

        private static List<String> words(String text) {
            return Stream.of(text.strip().split(" "))
                    .filter(word -> !word.isEmpty())
                    .toList();
        }
    }

    private final List<String> log = new ArrayList<>();
    private final List<NodeOutcome> outcomes = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();
    private List<N> nodes = List.of();
    private Runnable whenEnded = () -> {};

    private void run(int workers, FailurePolicy policy, Set<String> kept, Coordinator.Work work, String... texts) {
        nodes = Stream.of(texts).map(N::of).toList();
        Graph graph = Graph.of(nodes, N::reads, N::writes, kept, name -> name.replaceAll("@.*", ""));
        Coordinator.Steps steps = new Coordinator.Steps() {
            @Override
            public void starting(int node) {
                log.add("start " + nodes.get(node).name());
            }

            @Override
            public void ended(int node, NodeOutcome outcome) {
                outcomes.add(outcome);
                log.add(outcome.getClass().getSimpleName() + " "
                        + nodes.get(node).name());
                whenEnded.run();
            }

            @Override
            public void release(int dataset) {
                log.add("release " + graph.dataset(dataset));
            }
        };
        Coordinator coordinator =
                new Coordinator(graph, node -> nodes.get(node).name(), policy, cancellation, work, steps);
        coordinator.run(workers);
    }

    private static NodeOutcome ran() {
        return new NodeOutcome.Ran(Duration.ZERO, Map.of(), Map.of());
    }

    private Coordinator.Work failing(String name) {
        return node -> nodes.get(node).name().equals(name)
                ? new NodeOutcome.Failed(Duration.ZERO, List.of(), new IllegalStateException())
                : ran();
    }

    @Nested
    class Releases {
        @Test
        void aDatasetAfterItsLastUse() {
            run(
                    1,
                    FailurePolicy.FAIL_FAST,
                    Set.of("in", "out"),
                    node -> ran(),
                    "a: in -> x",
                    "b: x -> y",
                    "c: x y -> out");

            assertThat(log)
                    .containsExactly(
                            "start a", "Ran a", "start b", "Ran b", "start c", "Ran c", "release x", "release y");
        }

        @Test
        void neitherFreeInputsNorOutputs() {
            run(1, FailurePolicy.FAIL_FAST, Set.of("in", "out"), node -> ran(), "a: in -> out");

            assertThat(log).containsExactly("start a", "Ran a");
        }

        @Test
        void whatNobodyReadsAsSoonAsItIsWritten() {
            run(1, FailurePolicy.FAIL_FAST, Set.of(), node -> ran(), "save: -> ds@save", "load: ds@load ->");

            assertThat(log)
                    .containsExactly(
                            "start save", "Ran save", "release ds@save", "start load", "Ran load", "release ds@load");
        }
    }

    @Nested
    class Failing {
        private final String[] diamond = {"a: -> x", "b: x -> y", "c: x -> z", "d: y ->", "e: z ->"};

        @Test
        void failFastStartsNothingFurther() {
            run(1, FailurePolicy.FAIL_FAST, Set.of(), failing("b"), diamond);

            assertThat(log)
                    .containsExactly(
                            "start a",
                            "Ran a",
                            "start b",
                            "Failed b",
                            "Skipped d",
                            "release y",
                            "Skipped c",
                            "Skipped e");
            assertThat(outcomes.get(2)).isEqualTo(new NodeOutcome.Skipped(new NodeOutcome.ParentFailed("b")));
            assertThat(outcomes.get(3)).isEqualTo(new NodeOutcome.Skipped(new NodeOutcome.RunStopped()));
        }

        @Test
        void keepGoingRunsWhatDoesNotDependOnIt() {
            run(1, FailurePolicy.KEEP_GOING, Set.of(), failing("b"), diamond);

            assertThat(log)
                    .containsExactly(
                            "start a",
                            "Ran a",
                            "start b",
                            "Failed b",
                            "Skipped d",
                            "release y",
                            "start c",
                            "Ran c",
                            "release x",
                            "start e",
                            "Ran e",
                            "release z");
        }

        @Test
        void runningNodesEndInPeaceUnderFailFast() {
            CountDownLatch bothRun = new CountDownLatch(2);
            CountDownLatch failed = new CountDownLatch(1);
            whenEnded = failed::countDown;
            Coordinator.Work work = node -> {
                bothRun.countDown();
                try {
                    bothRun.await();
                    if (node == 1) {
                        return failing("b").work(node);
                    }
                    failed.await();
                    return ran();
                } catch (InterruptedException e) {
                    return new NodeOutcome.Skipped(new NodeOutcome.Interrupted());
                }
            };
            run(2, FailurePolicy.FAIL_FAST, Set.of(), work, "a: -> x", "b: -> y", "c: -> z");

            assertThat(log).containsExactly("start a", "start b", "Failed b", "Ran a", "release x", "Skipped c");
        }
    }

    @Nested
    class Cancelling {
        @ParameterizedTest
        @ValueSource(ints = {1, 3})
        void interruptsWhatRunsAndStartsNothingFurther(int workers) {
            Coordinator.Work work = node -> {
                cancellation.cancel();
                try {
                    new CountDownLatch(1).await();
                    return ran();
                } catch (InterruptedException e) {
                    return new NodeOutcome.Skipped(new NodeOutcome.Interrupted());
                }
            };
            run(workers, FailurePolicy.KEEP_GOING, Set.of(), work, "a: -> x", "b: x ->");

            assertThat(outcomes)
                    .containsExactly(
                            new NodeOutcome.Skipped(new NodeOutcome.Interrupted()),
                            new NodeOutcome.Skipped(new NodeOutcome.RunStopped()));
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }

        @Test
        void isNotForgottenWhereANodeSwallowsTheInterrupt() {
            Coordinator.Work work = node -> {
                cancellation.cancel();
                Thread.interrupted();
                return ran();
            };
            run(1, FailurePolicy.KEEP_GOING, Set.of(), work, "a: -> x", "b: x ->");

            assertThat(log).containsExactly("start a", "Ran a", "Skipped b");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void isNotWhatAnInterruptOfANodesOwnMeans(int workers) {
            Coordinator.Work work = node -> {
                Thread.currentThread().interrupt();
                return ran();
            };
            Coordinator.Work quiet = node -> {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                return ran();
            };
            run(
                    workers,
                    FailurePolicy.FAIL_FAST,
                    Set.of("x", "y"),
                    node -> (node == 0 ? work : quiet).work(node),
                    "a: -> x",
                    "b: x -> y");

            assertThat(log).containsExactly("start a", "Ran a", "start b", "Ran b");
        }

        /** A worker that has told of its node, but does not wait for the next one yet, leaves that in the queue of the pool. */
        @Test
        void neverWaitsForNodesThatNoWorkerHasTakenUp() {
            int count = 2_000;
            String[] wide = IntStream.range(0, count)
                    .mapToObj(i -> "n" + i + ": -> d" + i)
                    .toArray(String[]::new);
            Random random = new Random(7);
            for (int round = 0; round < 150; round++) {
                CoordinatorTest test = new CoordinatorTest();
                AtomicInteger untilCancelled = new AtomicInteger(random.nextInt(count));
                Coordinator.Work work = node -> {
                    if (untilCancelled.getAndDecrement() == 0) {
                        test.cancellation.cancel();
                    }
                    return ran();
                };
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20), () -> test.run(4, FailurePolicy.FAIL_FAST, Set.of(), work, wide));

                assertThat(test.outcomes).hasSize(count);
            }
        }

        @Test
        void beforeTheStartRunsNothing() {
            cancellation.cancel();
            run(1, FailurePolicy.FAIL_FAST, Set.of(), node -> ran(), "a: -> x");

            assertThat(log).containsExactly("Skipped a");
        }
    }

    @Nested
    class InParallel {
        /** Handing it over and waiting would cost more than a short node does. */
        @Test
        void runsInItsOwnThreadWhatIsReadyAlone() {
            List<Thread> threads = new ArrayList<>();
            Coordinator.Work work = node -> {
                synchronized (threads) {
                    threads.add(Thread.currentThread());
                }
                return ran();
            };
            run(
                    4,
                    FailurePolicy.FAIL_FAST,
                    Set.of(),
                    work,
                    "a: -> x",
                    "b: x -> y",
                    "c: y -> z",
                    "d: y -> w",
                    "e: z w ->");

            assertThat(threads).hasSize(5);
            assertThat(threads.subList(0, 2)).containsOnly(Thread.currentThread());
            assertThat(threads.subList(2, 4)).doesNotContain(Thread.currentThread());
            assertThat(threads.get(4)).isEqualTo(Thread.currentThread());
        }

        @Test
        void stopsAtACancelledNodeThatWasReadyAlone() {
            Coordinator.Work work = node -> {
                if (nodes.get(node).name().equals("b")) {
                    cancellation.cancel();
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                }
                return ran();
            };
            run(4, FailurePolicy.KEEP_GOING, Set.of(), work, "a: -> x", "b: x -> y", "c: y ->", "d: y ->");

            assertThat(log.stream().filter(line -> !line.startsWith("release")))
                    .containsExactly("start a", "Ran a", "start b", "Ran b", "Skipped c", "Skipped d");
        }

        @Test
        void startsReadyNodesInTopologicalOrderAndNoMoreThanThereAreWorkers() {
            AtomicInteger atOnce = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            Coordinator.Work work = node -> {
                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                atOnce.decrementAndGet();
                return ran();
            };
            String[] wide = Stream.iterate(0, i -> i < 200, i -> i + 1)
                    .map(i -> "n" + i + ": -> d" + i)
                    .toArray(String[]::new);
            run(3, FailurePolicy.FAIL_FAST, Set.of(), work, wide);

            assertThat(most.get()).isBetween(1, 3);
            assertThat(log.stream().filter(line -> line.startsWith("start")))
                    .containsExactlyElementsOf(Stream.of(wide)
                            .map(text -> "start " + N.of(text).name())
                            .toList());
        }

        @Test
        void runsTwoIndependentNodesAtOnce() {
            CountDownLatch both = new CountDownLatch(2);
            Coordinator.Work work = node -> {
                both.countDown();
                try {
                    both.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return ran();
            };
            run(2, FailurePolicy.FAIL_FAST, Set.of(), work, "a: -> x", "b: -> y");

            assertThat(outcomes).hasOnlyElementsOfType(NodeOutcome.Ran.class).hasSize(2);
        }
    }
}
