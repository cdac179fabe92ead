package dev.jedro.run;

import static dev.jedro.pipeline.All.all;
import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ResumeTest {

    static String join(List<String> inputs) {
        return String.join(",", inputs);
    }

    private static Node n(String name, String inputs, String output) {
        List<Ref<String>> refs = Stream.of(inputs.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> Ref.<String>ref(word))
                .toList();
        return node(ResumeTest::join)
                .from(refs.isEmpty() ? all(List.<Ref<String>>of()) : all(refs))
                .to(ref(output))
                .named(name);
    }

    private static List<String> resume(Pipeline pipeline, Collection<String> unfinished, Predicate<String> persistent) {
        return Resume.of(pipeline, pipeline, name -> !unfinished.contains(name), persistent)
                .orElseThrow()
                .fromNodes();
    }

    @Nested
    class KedrosCases {
        @Test
        void nothingRan() {
            Pipeline pipeline = Pipeline.of(n("a", "in", "x"), n("b", "x", "out"));
            Resume resume =
                    Resume.of(pipeline, pipeline, name -> false, name -> true).orElseThrow();

            assertThat(resume.argument()).isEmpty();
            assertThat(resume.text()).isEqualTo("No nodes ran. Repeat the previous command to attempt a new run.");
        }

        @Test
        void asymmetric() {
            Pipeline pipeline = Pipeline.of(
                    n("node1", "ds0_A", "ds1_A"),
                    n("node2", "ds0_B", "ds2_B"),
                    n("node3", "ds1_A", "ds2_A"),
                    n("node4", "ds2_A ds2_B", "ds3_A"));

            assertThat(resume(pipeline, Set.of("node4"), name -> name.startsWith("ds0")))
                    .containsExactly("node1", "node2");
        }

        @Test
        void triangular() {
            Pipeline pipeline = Pipeline.of(
                    n("node1", "ds0_A", "ds1_A"), n("node2", "ds1_A", "ds2_A"), n("node3", "ds1_A ds2_A", "ds3_A"));

            assertThat(resume(pipeline, Set.of("node3"), Set.of("ds0_A", "ds2_A")::contains))
                    .containsExactly("node1");
        }

        @Test
        void xShape() {
            Pipeline pipeline = Pipeline.of(
                    n("node1_A", "ds0_A", "ds1_A"),
                    n("node1_B", "ds0_B", "ds1_B"),
                    n("node2", "ds1_A ds1_B", "ds2"),
                    n("node2_A", "ds2", "ds2_A"),
                    n("node2_B", "ds2", "ds2_B"),
                    n("node3_A", "ds2_A", "ds3_A"),
                    n("node3_B", "ds2_B", "ds3_B"),
                    n("node4_A", "ds3_A", "ds4_A"),
                    n("node4_B", "ds3_B", "ds4_B"));
            Predicate<String> persistent = Set.of("ds0_A", "ds0_B", "ds2_A", "ds2_B")::contains;

            assertThat(resume(pipeline, Set.of("node4_A"), persistent)).containsExactly("node3_A");
            assertThat(resume(
                            pipeline,
                            Set.of("node2", "node2_A", "node2_B", "node3_A", "node3_B", "node4_A", "node4_B"),
                            persistent))
                    .containsExactly("node1_A", "node1_B");
        }

        @Test
        void nothingIsLeft() {
            Pipeline pipeline = Pipeline.of(n("a", "in", "x"));

            assertThat(Resume.of(pipeline, pipeline, name -> true, name -> true))
                    .isEmpty();
        }

        @Test
        void saysHowManyNodesAreLeftAndTheArgument() {
            Pipeline pipeline = Pipeline.of(n("b", "in", "x"), n("a", "in", "y"), n("c", "x y", "out"));
            Resume resume = Resume.of(pipeline, pipeline, name -> !name.equals("c"), name -> false)
                    .orElseThrow();

            assertThat(resume.argument()).isEqualTo("--from-nodes \"a,b\"");
            assertThat(resume.text())
                    .startsWith("There are 1 nodes that have not run.\nYou can resume the pipeline run");
        }
    }

    @Test
    void takesWhatRunsAgainIntoAccountThoughItHadFinished() {
        // d runs again because it comes after a; so what d needs in memory has to run again too
        Pipeline pipeline =
                Pipeline.of(n("a", "in", "m1"), n("b", "in", "m2"), n("d", "m1 m2", "kept"), n("fails", "m1", "out"));

        assertThat(resume(pipeline, Set.of("fails"), Set.of("in", "kept", "out")::contains))
                .containsExactly("a", "b");
    }

    @Test
    void looksThroughNodesThatWereNotSelected() {
        // c comes after a by way of the node 'between', so --from-nodes a selects it too
        Pipeline whole = Pipeline.of(
                n("a", "in", "x"), n("between", "x", "kept"), n("m", "in", "memory"), n("c", "kept memory", "out"));
        Pipeline run = whole.onlyNodes("a", "m", "c");
        Resume resume = Resume.of(run, whole, name -> !name.equals("a"), Set.of("in", "kept", "out", "x")::contains)
                .orElseThrow();

        assertThat(resume.fromNodes()).containsExactly("a", "m");
    }

    /** Every suggestion must work: what it runs covers the unfinished nodes, and finds each input persisted or made by itself. And none is needlessly long. */
    @Test
    void worksOnEveryRandomGraph() {
        Random random = new Random(20261120);
        for (int round = 0; round < 400; round++) {
            int size = 2 + random.nextInt(6);
            List<Node> nodes = new ArrayList<>();
            Set<String> persistent = new HashSet<>(Set.of("free"));
            for (int i = 0; i < size; i++) {
                List<String> inputs = new ArrayList<>(List.of("free"));
                for (int j = 0; j < i; j++) {
                    if (random.nextInt(3) == 0) {
                        inputs.add("d" + j);
                    }
                }
                nodes.add(n("n" + i, String.join(" ", inputs), "d" + i));
                if (random.nextBoolean()) {
                    persistent.add("d" + i);
                }
            }
            Pipeline pipeline = Pipeline.ofAll(nodes);
            Set<String> unfinished = pipeline.fromNodes("n" + random.nextInt(size)).nodes().stream()
                    .map(Node::name)
                    .collect(Collectors.toSet());
            if (unfinished.size() == size) {
                continue;
            }
            List<String> from = resume(pipeline, unfinished, persistent::contains);

            assertThat(works(pipeline, from, unfinished, persistent))
                    .as("%s from %s", pipeline, from)
                    .isTrue();
            assertThat(runBy(pipeline, from)).hasSize(fewest(pipeline, unfinished, persistent));
        }
    }

    private static Set<String> runBy(Pipeline pipeline, Collection<String> from) {
        return pipeline.fromNodes(from.toArray(String[]::new)).nodes().stream()
                .map(Node::name)
                .collect(Collectors.toSet());
    }

    private static boolean works(
            Pipeline pipeline, Collection<String> from, Set<String> unfinished, Set<String> persistent) {
        Set<String> run = runBy(pipeline, from);
        return run.containsAll(unfinished)
                && pipeline.nodes().stream()
                        .filter(node -> run.contains(node.name()))
                        .flatMap(node -> node.inputs().stream())
                        .allMatch(input -> persistent.contains(input.name())
                                || run.contains(pipeline.writerOf(input.name())
                                        .orElseThrow()
                                        .name()));
    }

    /** By brute force: the size of the smallest run by --from-nodes that works. */
    private static int fewest(Pipeline pipeline, Set<String> unfinished, Set<String> persistent) {
        List<String> names = pipeline.nodes().stream().map(Node::name).toList();
        int fewest = Integer.MAX_VALUE;
        for (int bits = 1; bits < 1 << names.size(); bits++) {
            List<String> from = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                if ((bits >> i & 1) == 1) {
                    from.add(names.get(i));
                }
            }
            if (works(pipeline, from, unfinished, persistent)) {
                fewest = Math.min(fewest, runBy(pipeline, from).size());
            }
        }
        return fewest;
    }
}
