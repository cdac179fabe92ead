package dev.jedro.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Large catalogs: reading and binding one, and finding names by pattern. */
final class CatalogRows {
    private static final int ENTRIES = 10_000;
    private static final int PLAIN_RUNS = 3;
    private static final double REACH_BIND_SECONDS = 0.5;
    private static final double REACH_RESOLVE_SECONDS = 0.05;
    private static final Map<String, String> KEDRO_RESOLVE = Map.of("1", "0.44 s", "10", "0.72 s");

    private CatalogRows() {}

    static List<Row> binding(Jvm jvm, int runs) throws Exception {
        Path conf = Folders.temporary();
        LargeCatalog.write(conf, ENTRIES);
        List<ProcessRun> cold = jvm.runs(runs, "catalog", conf.toString());
        List<ProcessRun> plain = jvm.runsWithoutArchive(PLAIN_RUNS, "catalog", conf.toString());
        Folders.delete(conf);
        Figures process = Jvm.printed(cold, "bound");
        Figures warm = Objects.requireNonNull(
                        Warm.of(CatalogBenchmark.class, "entries").get(List.of("10000")))
                .times(1e-3);
        String what = "catalog of 10,000 entries: load and bind, ";
        String kedro = "7.7 s load, 9.4 s with binding";
        return List.of(
                Row.limited(
                        what + "cold",
                        kedro,
                        "≤ 0.5 s",
                        process.text("s") + ", whole process "
                                + Figures.number(Jvm.seconds(cold).median()) + " s, " + Jvm.cost(cold)
                                + Jvm.without(Jvm.printed(plain, "bound"), plain),
                        process.median() <= REACH_BIND_SECONDS),
                Row.limited(what + "warm", kedro, "≤ 0.5 s", warm.text("s"), warm.median() <= REACH_BIND_SECONDS));
    }

    static List<Row> patterns(Jvm jvm, int runs) throws Exception {
        List<Row> rows = new ArrayList<>();
        Map<List<String>, Figures> warm = Warm.of(PatternsBenchmark.class, "patterns");
        for (String patterns : List.of("1", "10")) {
            String what = "10,000 names by " + (Integer.parseInt(patterns) + 1) + " patterns, ";
            String kedro = KEDRO_RESOLVE.getOrDefault(patterns, "–");
            Figures cold = Jvm.printed(jvm.runs(runs, "patterns", patterns), "resolved");
            List<ProcessRun> plain = jvm.runsWithoutArchive(PLAIN_RUNS, "patterns", patterns);
            Figures hot = Objects.requireNonNull(warm.get(List.of(patterns))).times(1e-3);
            rows.add(Row.limited(
                    what + "cold",
                    kedro,
                    "≤ 0.05 s",
                    cold.text("s") + Jvm.without(Jvm.printed(plain, "resolved"), plain),
                    cold.median() <= REACH_RESOLVE_SECONDS));
            rows.add(Row.limited(
                    what + "warm", kedro, "≤ 0.05 s", hot.text("s"), hot.median() <= REACH_RESOLVE_SECONDS));
        }
        return rows;
    }
}
