package dev.jedro.benchmarks;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;

import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.run.Runner;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Ten layers of eight nodes that sleep between 20 and 90 ms, each after two of the layer before, with a worker for each node of a layer: the
 * shortest possible time is that of the slowest path.
 */
final class SleepingLayers {
    private static final int LAYERS = 10;
    private static final int WIDTH = 8;

    private SleepingLayers() {}

    private record Nap(long millis) implements Serializable {
        Integer after(Integer one, Integer other) throws InterruptedException {
            Thread.sleep(millis);
            return one;
        }
    }

    /** Runs it some times, after one run that does not count, and prints each time as a multiple of the slowest path, the median first. */
    static void print(int runs) throws Exception {
        List<Node> nodes = new ArrayList<>();
        double path = wire(nodes) / 1e3;
        Pipeline pipeline = Pipeline.ofAll(nodes);
        Path root = Folders.temporary();
        for (int i = 0; i <= runs; i++) {
            long start = System.nanoTime();
            new MemoryRun(root).run(pipeline, Map.of("src", 0, "other", 0), new Runner(WIDTH));
            double ratio = (System.nanoTime() - start) / 1e9 / path;
            if (i > 0) {
                System.out.printf(Locale.ROOT, "ratio%d=%.6f%n", i, ratio);
            }
        }
        System.out.printf(Locale.ROOT, "path=%.3f%n", path);
        Folders.delete(root);
    }

    /** @return milliseconds of the slowest path */
    private static long wire(List<Node> nodes) {
        Ref<Integer> src = ref("src");
        List<Ref<Integer>> above = List.of();
        long[] pathAbove = new long[WIDTH];
        for (int layer = 0; layer < LAYERS; layer++) {
            List<Ref<Integer>> written = new ArrayList<>();
            long[] path = new long[WIDTH];
            for (int j = 0; j < WIDTH; j++) {
                Nap nap = new Nap(20 + 10L * ((3 * layer + 5 * j) % WIDTH));
                int next = (j + 1) % WIDTH;
                Ref<Integer> one = layer == 0 ? src : above.get(j);
                Ref<Integer> other = layer == 0 ? ref("other") : above.get(next);
                Ref<Integer> output = ref("d" + layer + "_" + j);
                nodes.add(node(nap::after).from(one, other).to(output).named("n" + layer + "_" + j));
                written.add(output);
                path[j] = nap.millis() + Math.max(pathAbove[j], pathAbove[next]);
            }
            above = written;
            pathAbove = path;
        }
        long slowest = 0;
        for (long path : pathAbove) {
            slowest = Math.max(slowest, path);
        }
        return slowest;
    }
}
