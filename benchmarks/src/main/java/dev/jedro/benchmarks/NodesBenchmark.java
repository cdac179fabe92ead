package dev.jedro.benchmarks;

import dev.jedro.pipeline.Pipeline;
import dev.jedro.run.RunResult;
import dev.jedro.run.Runner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The cost of nodes that do nothing, in a warm process: one run an iteration. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 8)
@Measurement(iterations = 9)
public class NodesBenchmark {
    @Param({"CHAIN", "WIDE", "FAN"})
    Shape shape = Shape.CHAIN;

    @Param({"1", "4"})
    int workers = 1;

    @Param({"10000", "100000"})
    int nodes = 10_000;

    private Pipeline pipeline = Pipeline.of();
    private Path root = Path.of("");

    @Setup
    public void wire() throws IOException {
        pipeline = shape.pipeline(nodes);
        root = Folders.temporary();
    }

    @TearDown
    public void clean() throws IOException {
        Folders.delete(root);
    }

    /** Checks, runs and journals the pipeline. */
    @Benchmark
    public RunResult run() {
        return new MemoryRun(root).run(pipeline, Map.of(shape.freeInput(), 0), new Runner(workers));
    }
}
