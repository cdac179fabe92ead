package dev.jedro.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much the parallel runner adds to the slowest path. */
final class ParallelRows {
    private static final double REACH = 1.03;

    private ParallelRows() {}

    static List<Row> sleeping(Jvm jvm, int runs) throws Exception {
        ProcessRun run = jvm.runs(1, "sleep", Integer.toString(runs)).get(0);
        List<Double> ratios = new ArrayList<>();
        for (int i = 1; i <= runs; i++) {
            ratios.add(run.printed("ratio" + i));
        }
        Figures figures = new Figures(ratios);
        return List.of(Row.limited(
                "80 sleeping nodes in 10 layers, parallel (8): time by that of the slowest path",
                "–",
                "≤ 1.03 ×",
                precise(figures) + " of " + Figures.number(run.printed("path")) + " s",
                figures.median() <= REACH));
    }

    private static String precise(Figures figures) {
        return String.format(
                Locale.ROOT,
                "%.3f × (%.3f–%.3f, %d runs)",
                figures.median(),
                figures.min(),
                figures.max(),
                figures.runs());
    }
}
