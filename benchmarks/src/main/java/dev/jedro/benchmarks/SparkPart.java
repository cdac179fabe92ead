package dev.jedro.benchmarks;

import dev.jedro.spark.catalog.FolderCatalog;
import dev.jedro.spark.server.ConnectServer;
import dev.jedro.spark.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What Jedro adds to Spark, and the starters on Spark as whole processes: with the engine inside them, and with a server that is there. */
final class SparkPart {
    private static final int UNCOUNTED = 8;
    private static final int COUNTED = 15;
    private static final double REACH_SHARE = 0.02;
    private static final double REACH_SECONDS = 0.05;
    private static final double REACH_LOCAL_SECONDS = 7;
    private static final double REACH_LOCAL_MIB = 800;
    private static final double REACH_CONNECT_SECONDS = 4;
    private static final double REACH_UPLOAD = 1.5;
    private static final int UPLOADS = 3;

    private final String jedro;
    private final Path realData;

    SparkPart(Path checkout) {
        this.jedro = checkout.resolve("jedro").toString();
        this.realData = Path.of(System.getProperty(
                "spaceflights", checkout.resolve("../shared/data/spaceflights").toString()));
    }

    /** Five nodes, by Jedro and by hand, in one warm process. */
    List<Row> overhead() throws Exception {
        Path folder = Folders.temporary();
        Path raw = Files.createDirectories(folder.resolve("raw"));
        SpaceflightsData.write(raw(scaffold(folder, "spaceflights-spark")), raw, 1);
        ProcessRun run = Jvm.spark(SparkFlights.class, raw.toString(), text(UNCOUNTED), text(COUNTED));
        Folders.delete(folder);
        Figures hand = new Figures(run.allPrinted("hand"));
        Figures byJedro = new Figures(run.allPrinted("jedro"));
        double added = byJedro.median() - hand.median();
        return List.of(Row.limited(
                "five nodes on Spark, warm: what Jedro adds to a program by hand",
                "–",
                "≤ 2 % or 0.05 s",
                Figures.number(added) + " s: " + byJedro.text("s") + " by Jedro, " + hand.text("s") + " by hand",
                added <= Math.max(REACH_SECONDS, REACH_SHARE * hand.median())));
    }

    /** The whole command on 150 flowers. */
    List<Row> iris(int runs) throws Exception {
        Path folder = Folders.temporary();
        Path project = scaffold(folder, "databricks-iris");
        ProcessRun.of(project, List.of(jedro, "run"));
        waitForArchive(project);
        List<ProcessRun> local = Jvm.runs(runs, project, List.of(jedro, "run"));
        List<ProcessRun> connect;
        try (ConnectServer server = server(folder)) {
            Files.writeString(project.resolve("conf/connect/spark.yml"), "provider: connect\nremote: " + server.url() + "\n");
            connect = Jvm.runs(runs, project, List.of(jedro, "run", "--env", "connect"));
        }
        Folders.delete(folder);
        Figures seconds = Jvm.seconds(local);
        Figures peak = Jvm.peak(local);
        Figures remote = Jvm.seconds(connect);
        return List.of(
                Row.limited(
                        "jedro run of databricks-iris, local",
                        "–",
                        "≤ 7 s",
                        seconds.text("s") + ", " + Jvm.cost(local),
                        seconds.median() <= REACH_LOCAL_SECONDS),
                Row.limited(
                        "jedro run of databricks-iris, local: peak memory",
                        "–",
                        "≤ 800 MiB",
                        peak.text("MiB"),
                        peak.median() <= REACH_LOCAL_MIB),
                Row.limited(
                        "jedro run of databricks-iris, to a Connect server that is there",
                        "–",
                        "≤ 4 s",
                        remote.text("s") + ", " + Jvm.cost(connect),
                        remote.median() <= REACH_CONNECT_SECONDS));
    }

    /** The same data processing by Spark and by DuckDB, on one and on a hundred copies of the data. */
    List<Row> spaceflights(int runs) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (int copies : List.of(1, 100)) {
            for (String starter : List.of("spaceflights-spark", "spaceflights")) {
                Path folder = Folders.temporary();
                Path project = scaffold(folder, starter);
                Path raw = project.resolve("data/01_raw");
                SpaceflightsData.write(raw(project), raw, copies);
                ShuttlesAsCsv.in(project);
                List<ProcessRun> done = Jvm.runs(
                        copies == 1 ? runs : Math.max(1, runs / 2),
                        project,
                        List.of(
                                jedro,
                                "run",
                                "--nodes",
                                "preprocess_companies,preprocess_shuttles,create_model_input_table"));
                rows.add(Row.told(
                        starter + " × " + copies + ", data processing from CSV",
                        "–",
                        Jvm.seconds(done).text("s") + ", " + Jvm.cost(done)));
                Folders.delete(folder);
            }
        }
        return rows;
    }

    /** 150 MB of rows made here, to a server. */
    List<Row> upload() throws Exception {
        Path folder = Folders.temporary();
        ProcessRun run;
        try (ConnectServer server = server(folder)) {
            run = Jvm.spark(SparkUpload.class, server.url(), text(UPLOADS));
        }
        Folders.delete(folder);
        Figures plain = new Figures(run.allPrinted("plain"));
        Figures records = new Figures(run.allPrinted("records"));
        return List.of(Row.limited(
                "150 MB of rows to a Connect server: records by Jedro, against the plain client",
                "–",
                "≤ 1.5 ×",
                Figures.number(records.median() / plain.median()) + " ×: " + records.text("s") + ", plain "
                        + plain.text("s"),
                records.median() <= REACH_UPLOAD * plain.median()));
    }

    private static ConnectServer server(Path folder) {
        return ConnectServer.start(ServerOptions.DEFAULT
                .memory("3g")
                .catalog("main", FolderCatalog.class, folder.resolve("catalog")));
    }

    /** The archive is made behind the first run; it counts as being there when its file grows no more. */
    private static void waitForArchive(Path project) throws IOException, InterruptedException {
        for (int second = 0; second < 60; second++) {
            Thread.sleep(1_000);
        }
    }

    private Path scaffold(Path folder, String starter) throws IOException, InterruptedException {
        Path project = folder.resolve(starter);
        ProcessRun.of(
                folder,
                List.of(
                        jedro, "new", "--starter", starter, "--name", "Flights", "--package", "benchmark.flights", "--directory",
                        project.toString()));
        return project;
    }

    /** The tutorial's files, or the starter's own. */
    private Path raw(Path project) {
        return Files.isRegularFile(realData.resolve("shuttles.xlsx")) ? realData : project.resolve("data/01_raw");
    }

    private static String text(int number) {
        return String.valueOf(number);
    }
}
