package dev.jedro.benchmarks;

import dev.jedro.duckdb.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The starter's project as whole processes: its commands, and its data processing on a hundred times the data. */
final class SpaceflightsRows {
    private static final int COPIES = 100;
    private static final long REAL_ROWS = 6_027;
    private static final double REACH_SECONDS = 4;
    private static final double REACH_MIB = 700;
    private static final double REACH_EDIT_SECONDS = 1.5;
    private static final double REACH_TRACKING = 0.1;
    private static final String MLFLOW =
            "<dependency><groupId>dev.jedro</groupId><artifactId>framework-mlflow</artifactId>"
                    + "<version>\\${jedro.version}</version></dependency>";
    private static final String NODES = "src/main/java/benchmark/flights/processing/DataProcessing.java";

    private final Path checkout;
    private final Starters starters;
    private final String jedro;

    SpaceflightsRows(Path checkout) {
        this.checkout = checkout;
        this.starters = new Starters(checkout);
        this.jedro = starters.jedro();
    }

    List<Row> scaled(int runs) throws Exception {
        Path folder = Folders.temporary();
        Path project = starters.scaffold(folder, "spaceflights");
        Path raw = project.resolve("data/01_raw");
        SpaceflightsData.write(starters.raw(project), raw, COPIES);
        ShuttlesAsCsv.in(project);
        List<String> processing = List.of(jedro, "run", "--pipelines", "data_processing");
        ProcessRun.of(project, processing);
        Starters.awaitArchive(project);
        List<ProcessRun> done = Jvm.runs(runs, project, processing);
        long rows = rows(project.resolve("data/03_primary/model_input_table.parquet"));
        if (starters.hasRealData() && rows != REAL_ROWS * COPIES) {
            throw new IllegalStateException("model_input_table has " + rows + " rows");
        }
        Folders.delete(folder);
        Figures seconds = Jvm.seconds(done);
        Figures peak = Jvm.peak(done);
        String what = "spaceflights × 100, data_processing"
                + (starters.hasRealData() ? "" : " (the starter's own data)") + String.format(", %,d rows", rows);
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
        Path project = starters.scaffold(folder, "spaceflights");
        starters.copyRaw(project);
        ProcessRun.of(project, List.of(jedro, "run"));
        Starters.awaitArchive(project);
        Starters.awaitArchive(checkout);
        List<Row> rows = new ArrayList<>();
        rows.add(limited("jedro --version", "0.65 s", 0.1, 90, Jvm.runs(runs, checkout, List.of(jedro, "--version"))));
        rows.add(limited(
                "jedro registry list (spaceflights)",
                "3.97 s",
                0.45,
                90,
                Jvm.runs(runs, project, List.of(jedro, "registry", "list"))));
        rows.add(limited(
                "jedro catalog list (spaceflights)",
                "2.4 to 4.0 s",
                0.45,
                90,
                Jvm.runs(runs, project, List.of(jedro, "catalog", "list"))));
        rows.add(limited(
                "jedro run (spaceflights, all nodes)",
                "5.29 s, 364 MiB",
                1.8,
                300,
                Jvm.runs(runs, project, List.of(jedro, "run"))));
        List<String> processing = List.of(jedro, "run", "--pipelines", "data_processing");
        Figures unchanged = Jvm.seconds(Jvm.runs(runs, project, processing));
        List<ProcessRun> edited = new ArrayList<>();
        for (int i = 0; i <= runs; i++) {
            edit(project, i);
            ProcessRun run = ProcessRun.of(project, processing);
            if (i > 0) {
                edited.add(run);
            }
        }
        Figures seconds = Jvm.seconds(edited);
        rows.add(Row.limited(
                "edit one node, then jedro run --pipelines data_processing",
                "2.95 s",
                "≤ 1.5 s more than unchanged",
                seconds.text("s") + ", " + Jvm.cost(edited) + "; unchanged " + unchanged.text("s"),
                seconds.median() - unchanged.median() <= REACH_EDIT_SECONDS));
        Folders.delete(folder);
        return rows;
    }

    private static Row limited(String what, String kedro, double mostSeconds, double mostMiB, List<ProcessRun> runs) {
        Figures seconds = Jvm.seconds(runs);
        Figures peak = Jvm.peak(runs);
        return Row.limited(
                what,
                kedro,
                "≤ " + Figures.number(mostSeconds) + " s, ≤ " + Figures.number(mostMiB) + " MiB",
                seconds.text("s") + ", " + Jvm.cost(runs),
                seconds.median() <= mostSeconds && peak.median() <= mostMiB);
    }

    /** {@code jedro run} of a project that has MLflow, tracked in its folder and not tracked, in turn. */
    List<Row> tracked(int runs) throws Exception {
        Path folder = Folders.temporary();
        Path project = starters.scaffold(folder, "spaceflights");
        Path pom = project.resolve("pom.xml");
        Files.writeString(pom, Files.readString(pom).replaceFirst("<dependencies>", "<dependencies>" + MLFLOW));
        Path settings = project.resolve("conf/base/mlflow.yml");
        List<ProcessRun> with = new ArrayList<>();
        List<ProcessRun> without = new ArrayList<>();
        for (int i = 0; i <= runs; i++) {
            Files.writeString(settings, "tracking: {}\n");
            ProcessRun tracked = ProcessRun.of(project, List.of(jedro, "run"));
            Files.writeString(settings, "tracking: {disable_tracking: {pipelines: [__default__]}}\n");
            ProcessRun untracked = ProcessRun.of(project, List.of(jedro, "run"));
            if (i > 0) {
                with.add(tracked);
                without.add(untracked);
            }
        }
        Folders.delete(folder);
        Figures seconds = Jvm.seconds(with);
        double more = seconds.median() - Jvm.seconds(without).median();
        return List.of(
                Row.limited(
                        "jedro run (spaceflights), tracked in its folder: more than untracked",
                        "–",
                        "≤ 5 % or 0.1 s",
                        Figures.number(more) + " s of " + seconds.text("s") + ", " + Jvm.cost(with),
                        more <= Math.max(REACH_TRACKING, 0.05 * (seconds.median() - more))),
                told("the same, untracked", "–", without));
    }

    private static Row told(String what, String kedro, List<ProcessRun> runs) {
        return Row.told(what, kedro, Jvm.seconds(runs).text("s") + ", " + Jvm.cost(runs));
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
