package dev.jedro.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The cost of nodes: wiring them, running them warm and cold, and ten times as many. */
final class NodeRows {
    private static final int COUNT = 10_000;
    private static final int PLAIN_RUNS = 3;
    private static final double REACH_MICROS = 20;
    private static final double REACH_GROWTH = 1.5;
    private static final double REACH_SECONDS = 1;

    /** CPU of Kedro's run at 5,000 nodes, µs a node, by shape and workers; it grows with the number of nodes. */
    private static final Map<List<String>, String> KEDRO_RUN = Map.of(
            List.of("CHAIN", "1"), "10,537 µs at 5,000",
            List.of("WIDE", "1"), "11,439 µs at 5,000",
            List.of("FAN", "1"), "9,535 µs at 5,000",
            List.of("CHAIN", "4"), "11,216 µs at 5,000",
            List.of("WIDE", "4"), "11,724 µs at 5,000",
            List.of("FAN", "4"), "10,561 µs at 5,000");

    /** Kedro's seconds for the whole run of 5,000 nodes. */
    private static final Map<List<String>, String> KEDRO_COLD = Map.of(
            List.of("CHAIN", "1"), "53 s CPU at 5,000",
            List.of("WIDE", "1"), "57 s CPU at 5,000",
            List.of("FAN", "1"), "48 s CPU at 5,000",
            List.of("CHAIN", "4"), "56 s CPU at 5,000",
            List.of("WIDE", "4"), "59 s CPU at 5,000",
            List.of("FAN", "4"), "53 s CPU at 5,000");

    /** Kedro's nodes and pipeline at 10,000, µs a node. */
    private static final Map<List<String>, String> KEDRO_WIRE =
            Map.of(List.of("CHAIN"), "27.1 µs", List.of("WIDE"), "34.6 µs", List.of("FAN"), "102 µs");

    private NodeRows() {}

    static List<Row> wiring() throws Exception {
        List<Row> rows = new ArrayList<>();
        Warm.of(WiringBenchmark.class, "shape")
                .forEach((key, figures) -> rows.add(Row.told(
                        "10,000 nodes, " + lower(key.get(0)) + ": wiring a node, warm",
                        KEDRO_WIRE.getOrDefault(key, "–"),
                        figures.times(1.0 / COUNT).text("µs"))));
        return rows;
    }

    static List<Row> warm() throws Exception {
        Map<List<String>, Figures> all = Warm.of(NodesBenchmark.class, "shape", "workers", "nodes");
        List<Row> rows = new ArrayList<>();
        for (List<String> key : keys()) {
            Figures few = Objects.requireNonNull(all.get(with(key, "10000"))).times(1e-4);
            Figures many = Objects.requireNonNull(all.get(with(key, "100000"))).times(1e-5);
            double growth = many.median() / few.median();
            rows.add(Row.limited(
                    "10,000 nodes, " + name(key) + ": a node, warm",
                    KEDRO_RUN.getOrDefault(key, "–"),
                    "≤ 20 µs",
                    few.text("µs"),
                    few.median() <= REACH_MICROS));
            rows.add(Row.limited(
                    "100,000 nodes, " + name(key) + ": a node, against 10,000",
                    "quadratic",
                    "≤ 1.5 ×",
                    Figures.number(growth) + " × (" + many.text("µs") + ")",
                    growth <= REACH_GROWTH));
        }
        return rows;
    }

    static List<Row> cold(Jvm jvm, int runs) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (List<String> key : keys()) {
            List<ProcessRun> done = jvm.runs(runs, "nodes", key.get(0), key.get(1), Integer.toString(COUNT));
            List<ProcessRun> plain =
                    jvm.runsWithoutArchive(PLAIN_RUNS, "nodes", key.get(0), key.get(1), Integer.toString(COUNT));
            Figures node = Jvm.printed(done, "ran").times(1e6 / COUNT);
            Figures whole = Jvm.seconds(done);
            rows.add(Row.told(
                    "10,000 nodes, " + name(key) + ": a node, cold",
                    KEDRO_RUN.getOrDefault(key, "–"),
                    node.text("µs")));
            rows.add(Row.limited(
                    "10,000 nodes, " + name(key) + ": whole cold process",
                    KEDRO_COLD.getOrDefault(key, "–"),
                    "≤ 1 s",
                    whole.text("s") + ", " + Jvm.cost(done) + Jvm.without(Jvm.seconds(plain), plain),
                    whole.median() <= REACH_SECONDS));
        }
        return rows;
    }

    private static List<List<String>> keys() {
        return KEDRO_RUN.keySet().stream()
                .sorted(Comparator.comparing((List<String> key) -> key.get(1))
                        .thenComparing(key -> Shape.valueOf(key.get(0))))
                .toList();
    }

    private static List<String> with(List<String> key, String count) {
        return List.of(key.get(0), key.get(1), count);
    }

    private static String name(List<String> key) {
        return lower(key.get(0)) + (key.get(1).equals("1") ? ", sequential" : ", parallel (" + key.get(1) + ")");
    }

    private static String lower(String shape) {
        return shape.toLowerCase(Locale.ROOT);
    }
}
