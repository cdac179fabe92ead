package dev.jedro.benchmarks;

import dev.jedro.pipeline.Pipeline;
import dev.jedro.run.Runner;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** One piece of work in a process of its own, which prints how long its parts took. */
final class Cold {
    private Cold() {}

    /** @param args {@code nodes SHAPE WORKERS COUNT}, {@code catalog CONF}, {@code patterns COUNT} or {@code sleep RUNS} */
    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "nodes" -> nodes(Shape.valueOf(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
            case "catalog" -> {
                long start = System.nanoTime();
                LargeCatalog.loadAndBind(Path.of(args[1]));
                print("bound", start);
            }
            case "patterns" -> {
                int patterns = Integer.parseInt(args[1]);
                var catalog = PatternCatalog.of(patterns);
                var names = PatternCatalog.names(patterns, 10_000);
                long start = System.nanoTime();
                PatternCatalog.resolve(catalog, names);
                print("resolved", start);
            }
            case "sleep" -> SleepingLayers.print(Integer.parseInt(args[1]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void nodes(Shape shape, int workers, int count) throws Exception {
        Path root = Folders.temporary();
        long start = System.nanoTime();
        Pipeline pipeline = shape.pipeline(count);
        print("wired", start);
        start = System.nanoTime();
        new MemoryRun(root).run(pipeline, Map.of(shape.freeInput(), 0), new Runner(workers));
        print("ran", start);
        Folders.delete(root);
    }

    static void print(String name, long start) {
        System.out.printf(Locale.ROOT, "%s=%.6f%n", name, (System.nanoTime() - start) / 1e9);
    }
}
