package dev.jedro.benchmarks;

import dev.jedro.duckdb.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The starter's project as whole processes: its commands, and its data processing on a hundred times the data. */
final class SpaceflightsRows {
    private static final int COPIES = 100;
    private static final long REAL_ROWS = 6_027;
    private static final double REACH_SECONDS = 4;
    private static final double REACH_MIB = 700;
    private static final String NODES = "src/main/java/benchmark/flights/processing/DataProcessing.java";

    private final Path checkout;
    private final String jedro;
    private final Path realData;

    SpaceflightsRows(Path checkout) {
        this.checkout = checkout;
        this.jedro = checkout.resolve("jedro").toString();
        this.realData = Path.of(System.getProperty(
                "spaceflights", checkout.resolve("../shared/data/spaceflights").toString()));
    }

    List<Row> scaled(int runs) throws Exception {
        Path folder = Folders.temporary();
        Path project = scaffold(folder);
        Path raw = project.resolve("data/01_raw");
        Path source = hasRealData() ? realData : raw;
        SpaceflightsData.write(source, raw, COPIES);
        readShuttlesAsCsv(project);
        List<ProcessRun> done = Jvm.runs(runs, project, List.of(jedro, "run", "--pipelines", "data_processing"));
        long rows = rows(project.resolve("data/03_primary/model_input_table.parquet"));
        if (hasRealData() && rows != REAL_ROWS * COPIES) {
            throw new IllegalStateException("model_input_table has " + rows + " rows");
        }
        Folders.delete(folder);
        Figures seconds = Jvm.seconds(done);
        Figures peak = Jvm.peak(done);
        String what = "spaceflights × 100, data_processing" + (hasRealData() ? "" : " (the starter's own data)")
                + String.format(", %,d rows", rows);
        return List.of(
                Row.limited(
                        what + ": time",
                        "9.8 s (8.6–11.2), CPU 9.6 s",
                        "≤ 4 s",
                        seconds.text("s") + ", " + Jvm.cost(done),
                        seconds.median() <= REACH_SECONDS),
                Row.limited(
                        what + ": peak memory",
                        "1,553 MiB",
                        "≤ 700 MiB",
                        peak.max() == 0 ? "unknown" : peak.text("MiB"),
                        peak.max() > 0 && peak.median() <= REACH_MIB));
    }

    List<Row> commands(int runs) throws Exception {
        Path folder = Folders.temporary();
        Path project = scaffold(folder);
        if (hasRealData()) {
            try (Stream<Path> files = Files.list(realData)) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file,
                            project.resolve("data/01_raw").resolve(file.getFileName()),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        rows.add(told("jedro --version", "0.65 s", Jvm.runs(runs, checkout, List.of(jedro, "--version"))));
        rows.add(told(
                "jedro registry list (spaceflights)",
                "3.97 s",
                Jvm.runs(runs, project, List.of(jedro, "registry", "list"))));
        rows.add(told("jedro run (spaceflights, all nodes)", "5.29 s", Jvm.runs(runs, project, List.of(jedro, "run"))));
        List<ProcessRun> edited = new ArrayList<>();
        for (int i = 0; i <= runs; i++) {
            edit(project, i);
            ProcessRun run = ProcessRun.of(project, List.of(jedro, "run", "--pipelines", "data_processing"));
            if (i > 0) {
                edited.add(run);
            }
        }
        rows.add(told("edit one node, then jedro run --pipelines data_processing", "2.95 s", edited));
        Folders.delete(folder);
        return rows;
    }

    private static Row told(String what, String kedro, List<ProcessRun> runs) {
        return Row.told(what, kedro, Jvm.seconds(runs).text("s") + ", " + Jvm.cost(runs));
    }

    private boolean hasRealData() {
        return Files.isRegularFile(realData.resolve("shuttles.xlsx"));
    }

    private Path scaffold(Path folder) throws IOException, InterruptedException {
        ProcessRun.of(
                folder,
                List.of(
                        jedro,
                        "new",
                        "--starter",
                        "spaceflights",
                        "--name",
                        "Flights",
                        "--package",
                        "benchmark.flights",
                        "--directory",
                        folder.resolve("flights").toString()));
        return folder.resolve("flights");
    }

    private static void readShuttlesAsCsv(Path project) throws IOException {
        Path catalog = project.resolve("conf/base/catalog.yml");
        String text = Files.readString(catalog);
        String excel = "  type: duckdb.Excel\n  filepath: data/01_raw/shuttles.xlsx\n";
        if (!text.contains(excel)) {
            throw new IllegalStateException("the starter's shuttles are no Excel file any more:\n" + text);
        }
        Files.writeString(catalog, text.replace(excel, "  type: duckdb.Csv\n  filepath: data/01_raw/shuttles.csv\n"));
    }

    private static long rows(Path parquet) {
        try (DuckDb duckdb = DuckDb.open()) {
            return duckdb.sql("from '" + parquet + "'").count();
        }
    }

    private static void edit(Path project, int round) throws IOException {
        Path file = project.resolve(NODES);
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("(?s)\\A(// edit \\d+\n)?", "// edit " + round + "\n"));
    }
}
