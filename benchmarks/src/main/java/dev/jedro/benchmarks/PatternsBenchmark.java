package dev.jedro.benchmarks;

import dev.jedro.catalog.DataCatalog;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Resolving names by patterns, in a warm process; each iteration with a catalog that has not seen the names. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 15)
@Measurement(iterations = 15)
public class PatternsBenchmark {
    /** Beside the one that matches everything. */
    @Param({"1", "10"})
    int patterns = 1;

    @Param("10000")
    int names = 10_000;

    private DataCatalog catalog = PatternCatalog.of(1);
    private List<String> wanted = List.of();

    @Setup(Level.Iteration)
    public void make() {
        catalog = PatternCatalog.of(patterns);
        wanted = PatternCatalog.names(patterns, names);
    }

    /** Finds the pattern and fills in the entry. */
    @Benchmark
    public int resolve() {
        return PatternCatalog.resolve(catalog, wanted);
    }
}
