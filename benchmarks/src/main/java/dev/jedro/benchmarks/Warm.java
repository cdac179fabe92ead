package dev.jedro.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Figures of warm processes, taken by JMH. */
final class Warm {
    private Warm() {}

    /** @return the figures by the values of the benchmark's parameters, in the order of {@code keys}, in the benchmark's own unit */
    static Map<List<String>, Figures> of(Class<?> benchmark, String... keys) throws RunnerException {
        var options = new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        Map<List<String>, Figures> figures = new LinkedHashMap<>();
        for (RunResult result : new Runner(options).run()) {
            List<String> values = List.of(keys).stream()
                    .map(key -> result.getParams().getParam(key))
                    .toList();
            figures.put(values, figures(result.getPrimaryResult().getStatistics()));
        }
        return figures;
    }

    private static Figures figures(Statistics statistics) {
        List<Double> values = new ArrayList<>();
        statistics
                .getRawData()
                .forEachRemaining(entry ->
                        values.addAll(Collections.nCopies(entry.getValue().intValue(), entry.getKey())));
        return new Figures(values);
    }
}
