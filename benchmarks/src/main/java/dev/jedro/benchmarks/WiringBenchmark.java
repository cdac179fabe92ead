package dev.jedro.benchmarks;

import dev.jedro.pipeline.Pipeline;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Wiring nodes and making a pipeline of them, in a warm process. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 15)
@Measurement(iterations = 15)
public class WiringBenchmark {
    @Param({"CHAIN", "WIDE", "FAN"})
    Shape shape = Shape.CHAIN;

    @Param("10000")
    int nodes = 10_000;

    /** Nodes and pipeline. */
    @Benchmark
    public Pipeline wire() {
        return shape.pipeline(nodes);
    }
}
