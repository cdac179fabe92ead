package dev.jedro.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Measures what it is asked for, or everything, and prints one table. Started by {@code benchmarks/run}. */
final class Main {
    private static final int RUNS = 7;
    private static final int SLOW_RUNS = 5;
    private static final int SLOWEST_RUNS = 3;

    private interface Part {
        List<Row> rows() throws Exception;
    }

    private Main() {}

    /** @param args the folder of the checkout, then names of parts; none for all */
    public static void main(String[] args) throws Exception {
        Map<String, Part> parts = parts(Path.of(args[0]));
        Set<String> wanted = new LinkedHashSet<>(List.of(args).subList(1, args.length));
        if (!parts.keySet().containsAll(wanted)) {
            System.err.println("The parts are: " + String.join(" ", parts.keySet()));
            System.exit(2);
        }
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            if (wanted.isEmpty() || wanted.contains(part.getKey())) {
                System.err.println("measuring " + part.getKey() + " (load " + load() + ") ...");
                rows.addAll(part.getValue().rows());
            }
        }
        System.out.println(Table.text(rows));
        System.out.printf(
                "%nJava %s, %d processors, load at the end %s%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors(), load());
        System.out.printf(
                "Cold rows: as `jedro run` starts a project after its first run, from an archive of its libraries' classes, -XX:+UseSerialGC %s%n",
                Jvm.compilerOptions());
        System.exit(rows.stream().anyMatch(row -> row.met().equals("NO")) ? 1 : 0);
    }

    private static Map<String, Part> parts(Path checkout) {
        Jvm jvm = new Jvm();
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("wiring", NodeRows::wiring);
        parts.put("nodes", NodeRows::warm);
        parts.put("nodes-cold", () -> NodeRows.cold(jvm, RUNS));
        parts.put("catalog", () -> CatalogRows.binding(jvm, RUNS));
        parts.put("patterns", () -> CatalogRows.patterns(jvm, RUNS));
        parts.put("parallel", () -> ParallelRows.sleeping(jvm, RUNS));
        parts.put("spaceflights", () -> new SpaceflightsRows(checkout).scaled(SLOW_RUNS));
        parts.put("mlflow", () -> MlflowRows.all(SLOW_RUNS));
        parts.put("tracking", () -> new SpaceflightsRows(checkout).tracked(RUNS));
        parts.put("spark", () -> new OnSparkRows(checkout).overhead());
        parts.put("spark-upload", () -> new OnSparkRows(checkout).upload());
        parts.put("spark-iris", () -> new OnSparkRows(checkout).iris(SLOW_RUNS));
        parts.put("spark-spaceflights", () -> new OnSparkRows(checkout).spaceflights(SLOWEST_RUNS));
        parts.put("commands", () -> new SpaceflightsRows(checkout).commands(SLOW_RUNS));
        return parts;
    }

    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        } catch (IOException e) {
            return "unknown";
        }
    }
}
