package dev.jedro.benchmarks;

import static dev.jedro.pipeline.All.all;
import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;

import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import java.util.ArrayList;
import java.util.List;

/** The three pipelines of nodes that do nothing, wired exactly as those that Kedro was measured with. */
public enum Shape {
    /** Each node reads what the one before it wrote. */
    CHAIN {
        @Override
        List<Node> nodes(int count) {
            List<Node> nodes = new ArrayList<>(count);
            Ref<Integer> last = ref("d0");
            for (int i = 0; i < count; i++) {
                Ref<Integer> next = ref("d" + (i + 1));
                nodes.add(node(Shape::same).from(last).to(next).named("n" + i));
                last = next;
            }
            return nodes;
        }
    },
    /** Layers of ten nodes, each of which reads two of the layer before. */
    WIDE {
        private static final int WIDTH = 10;

        @Override
        List<Node> nodes(int count) {
            List<Node> nodes = new ArrayList<>(count);
            List<Ref<Integer>> above = List.of();
            for (int layer = 0; layer < count / WIDTH; layer++) {
                List<Ref<Integer>> written = new ArrayList<>(WIDTH);
                for (int j = 0; j < WIDTH; j++) {
                    Ref<Integer> output = ref("d" + layer + "_" + j);
                    Node node = layer == 0
                            ? node(Shape::same).from(SRC).to(output)
                            : node(Shape::first)
                                    .from(above.get(j), above.get((j + 1) % WIDTH))
                                    .to(output);
                    nodes.add(node.named("n" + layer + "_" + j));
                    written.add(output);
                }
                above = written;
            }
            return nodes;
        }
    },
    /** One node, many that read it, and one that reads them all. */
    FAN {
        @Override
        List<Node> nodes(int count) {
            List<Node> nodes = new ArrayList<>(count);
            Ref<Integer> head = ref("head");
            nodes.add(node(Shape::same).from(SRC).to(head).named("head"));
            List<Ref<Integer>> written = new ArrayList<>(count);
            for (int j = 0; j < count - 2; j++) {
                Ref<Integer> output = ref("d" + j);
                nodes.add(node(Shape::same).from(head).to(output).named("n" + j));
                written.add(output);
            }
            Ref<Integer> result = ref("result");
            nodes.add(node(Shape::size).from(all(written)).to(result).named("tail"));
            return nodes;
        }
    };

    private static final Ref<Integer> SRC = ref("src");

    abstract List<Node> nodes(int count);

    Pipeline pipeline(int count) {
        return Pipeline.ofAll(nodes(count));
    }

    /** The one dataset that has to be handed in. */
    String freeInput() {
        return this == CHAIN ? "d0" : "src";
    }

    static Integer same(Integer value) {
        return value;
    }

    static Integer first(Integer value, Integer other) {
        return value;
    }

    static Integer size(List<Integer> values) {
        return values.size();
    }
}
