package dev.jedro.pipeline;

import static dev.jedro.pipeline.All.all;
import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Steps.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.JedroException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws that hold for every pipeline, tried on random ones; the seed in a failing test's name makes it again. */
class PipelineAlgebraTest {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** Up to 25 nodes with up to 4 inputs each, some of them written by earlier nodes; some names have formats. */
    private static Pipeline random(Random random) {
        int size = random.nextInt(26);
        List<Integer> ids = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(ids, random);
        List<Node> nodes = new ArrayList<>();
        List<String> written = new ArrayList<>();
        for (int id : ids) {
            List<Ref<String>> inputs = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                boolean free = written.isEmpty() || random.nextInt(4) == 0;
                inputs.add(s(free ? "free" + random.nextInt(4) : read(written.get(random.nextInt(written.size())))));
            }
            String output = id % 5 == 0 ? "d" + id + "@written" : "d" + id;
            nodes.add(node(Steps::gather)
                    .from(all(inputs))
                    .to(s(output))
                    .named("n" + id)
                    .tagged("t" + random.nextInt(3)));
            written.add(output);
        }
        Collections.shuffle(nodes, random);
        return Pipeline.ofAll(nodes);
    }

    private static String read(String written) {
        return written.replace("@written", "@read");
    }

    private static Pipeline some(Pipeline of, Random random) {
        return Pipeline.ofAll(
                of.nodes().stream().filter(node -> random.nextBoolean()).toList());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void plusMinusAndAreThoseOfSets(long seed) {
        Random random = new Random(seed);
        Pipeline whole = random(random);
        Pipeline a = some(whole, random);
        Pipeline b = some(whole, random);
        Pipeline c = some(whole, random);

        assertThat(set(a.plus(b))).isEqualTo(union(set(a), set(b)));
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.and(b)).isEqualTo(b.and(a));
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.and(b).and(c)).isEqualTo(a.and(b.and(c)));
        assertThat(a.and(b.plus(c))).isEqualTo(a.and(b).plus(a.and(c)));
        assertThat(a.minus(b).plus(a.and(b))).isEqualTo(a);
        assertThat(a.minus(b).and(b).nodes()).isEmpty();
        assertThat(a.plus(a)).isEqualTo(a).hasSameHashCodeAs(a);
        assertThat(a.minus(b.plus(c))).isEqualTo(a.minus(b).and(a.minus(c)));
        assertThat(whole.minus(Pipeline.of())).isEqualTo(whole);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void orderIsLayeredSortedAndIndependentOfWhatWasGivenFirst(long seed) {
        Random random = new Random(seed);
        Pipeline pipeline = random(random);
        List<Node> shuffled = new ArrayList<>(pipeline.nodes());
        Collections.shuffle(shuffled, random);

        assertThat(Pipeline.ofAll(shuffled).layers()).isEqualTo(pipeline.layers());
        assertThat(pipeline.layers().stream().flatMap(List::stream).toList()).isEqualTo(pipeline.nodes());
        Map<Node, Integer> layer = new HashMap<>();
        for (int i = 0; i < pipeline.layers().size(); i++) {
            List<Node> nodes = pipeline.layers().get(i);
            assertThat(nodes).extracting(Node::name).isSorted();
            for (Node node : nodes) {
                int deepest = parents(pipeline, node).stream()
                        .mapToInt(layer::get)
                        .max()
                        .orElse(-1);
                assertThat(i).isEqualTo(deepest + 1);
                layer.put(node, i);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void slicesAreWhatCanBeReached(long seed) {
        Random random = new Random(seed);
        Pipeline pipeline = random(random);
        Set<Node> start = set(some(pipeline, random));
        String[] names = start.stream().map(Node::name).toArray(String[]::new);

        assertThat(set(pipeline.onlyNodes(names))).isEqualTo(start);
        assertThat(set(pipeline.toNodes(names)))
                .isEqualTo(closure(start, nodes -> flat(nodes, node -> parents(pipeline, node))));
        assertThat(set(pipeline.fromNodes(names)))
                .isEqualTo(closure(
                        start,
                        nodes -> pipeline.nodes().stream()
                                .filter(node -> parents(pipeline, node).stream().anyMatch(nodes::contains))
                                .collect(Collectors.toSet())));
        String[] outputs =
                start.stream().map(node -> node.outputs().get(0).name()).toArray(String[]::new);
        assertThat(pipeline.toOutputs(outputs)).isEqualTo(pipeline.toNodes(names));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void namesAreReadOrWrittenOrBoth(long seed) {
        Pipeline pipeline = random(new Random(seed));
        Set<String> read = new HashSet<>();
        Set<String> written = new HashSet<>();
        pipeline.nodes().forEach(node -> {
            node.inputs().forEach(input -> read.add(Ref.withoutFormat(input.key())));
            node.outputs().forEach(output -> written.add(output.datasetName()));
        });

        assertThat(pipeline.inputs()).allSatisfy(name -> {
            assertThat(read).contains(Ref.withoutFormat(name));
            assertThat(written).doesNotContain(Ref.withoutFormat(name));
        });
        assertThat(plain(pipeline.inputs())).isEqualTo(without(read, written));
        assertThat(plain(pipeline.outputs())).isEqualTo(without(written, read));
        assertThat(plain(pipeline.datasets())).isEqualTo(new TreeSet<>(union(read, written)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aNamespaceKeepsTheShape(long seed) {
        Pipeline pipeline = random(new Random(seed));
        Pipeline inside = pipeline.in("ns");

        assertThat(inside.nodes()).extracting(Node::shortName).isEqualTo(Steps.names(pipeline));
        assertThat(inside.inputs()).isEqualTo(prefixed(pipeline.inputs()));
        assertThat(inside.outputs()).isEqualTo(prefixed(pipeline.outputs()));
        assertThat(inside.warnings()).isEmpty();
    }

    /** Names are so few that most of these pipelines are wrong in several ways. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyWiringIsAPipelineOrAProblemWithPlaceAndCure(long seed) {
        Random random = new Random(seed);
        List<Node> nodes = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            nodes.add(node(Steps::bi)
                    .from(anyRef(random), anyRef(random))
                    .to(anyRef(random))
                    .named("n" + random.nextInt(12)));
        }
        try {
            Pipeline pipeline = Pipeline.ofAll(nodes);
            assertThat(pipeline.nodes()).containsExactlyInAnyOrderElementsOf(nodes);
        } catch (JedroException mistakes) {
            assertThat(mistakes.problems()).allSatisfy(problem -> {
                assertThat(problem.where()).isNotEmpty();
                assertThat(problem.fixes()).isNotEmpty();
            });
        }
    }

    private static Ref<String> anyRef(Random random) {
        String name = "d" + random.nextInt(9);
        return s(random.nextInt(10) == 0 ? name + "@format" : name);
    }

    private static Set<String> prefixed(Set<String> names) {
        return names.stream().map(name -> "ns." + name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> plain(Set<String> names) {
        return names.stream().map(Ref::withoutFormat).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Node> set(Pipeline pipeline) {
        return new HashSet<>(pipeline.nodes());
    }

    private static <T> Set<T> union(Set<T> a, Set<T> b) {
        Set<T> union = new HashSet<>(a);
        union.addAll(b);
        return union;
    }

    private static Set<String> without(Set<String> a, Set<String> b) {
        return a.stream().filter(name -> !b.contains(name)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Read off the nodes one by one, the slow way. */
    private static Set<Node> parents(Pipeline pipeline, Node node) {
        Set<String> wanted = node.inputs().stream()
                .map(input -> Ref.withoutFormat(input.key()))
                .collect(Collectors.toSet());
        return pipeline.nodes().stream()
                .filter(other -> other.outputs().stream().anyMatch(output -> wanted.contains(output.datasetName())))
                .collect(Collectors.toSet());
    }

    private static Set<Node> flat(Set<Node> nodes, java.util.function.Function<Node, Set<Node>> of) {
        return nodes.stream().flatMap(node -> of.apply(node).stream()).collect(Collectors.toSet());
    }

    private static Set<Node> closure(Set<Node> start, UnaryOperator<Set<Node>> step) {
        Set<Node> all = start;
        for (Set<Node> more = union(all, step.apply(all));
                more.size() > all.size();
                more = union(all, step.apply(all))) {
            all = more;
        }
        return all;
    }
}
