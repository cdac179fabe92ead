package dev.jedro.benchmarks;

import dev.jedro.catalog.DataCatalog;
import java.io.IOException;
import java.nio.file.Path;
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

/** Reading a large catalog and binding every entry of it, in a warm process. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 15)
@Measurement(iterations = 15)
public class CatalogBenchmark {
    @Param("10000")
    int entries = 10_000;

    private Path conf = Path.of("");

    @Setup
    public void write() throws IOException {
        conf = Folders.temporary();
        LargeCatalog.write(conf, entries);
    }

    @TearDown
    public void clean() throws IOException {
        Folders.delete(conf);
    }

    /** Reads the YAML, makes the catalog, binds all types and options. */
    @Benchmark
    public DataCatalog loadAndBind() {
        return LargeCatalog.loadAndBind(conf);
    }
}
