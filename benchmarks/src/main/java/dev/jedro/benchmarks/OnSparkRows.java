package dev.jedro.benchmarks;

import dev.jedro.spark.server.ConnectServer;
import dev.jedro.spark.server.ServerOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What Jedro adds to Spark, and the starters on Spark as whole processes: with the engine inside them, and with a server that is there. */
final class OnSparkRows {
    private static final int UNCOUNTED = 8;
    private static final int COUNTED = 24;
    /** Runs that do not count, in which the server compiles. */
    private static final int WARM_UP = 20;

    private static final int UPLOADS = 2;
    private static final int COPIES = 100;
    private static final double REACH_SHARE = 0.02;
    private static final double REACH_SECONDS = 0.05;
    private static final double REACH_LOCAL_SECONDS = 7;
    private static final double REACH_LOCAL_MIB = 800;
    private static final double REACH_CONNECT_SECONDS = 4;
    private static final double REACH_UPLOAD = 1.5;

    private final Path checkout;
    private final Starters starters;
    private final String jedro;

    OnSparkRows(Path checkout) {
        this.checkout = checkout;
        this.starters = new Starters(checkout);
        this.jedro = starters.jedro();
    }

    /** Five nodes, by Jedro and by hand, in turn in one warm process. */
    List<Row> overhead() throws Exception {
        Path folder = Folders.temporary();
        Path raw = Files.createDirectories(folder.resolve("raw"));
        // The few rows of the starter: what Jedro adds would be lost in the differences between long runs.
        SpaceflightsData.write(starters.scaffold(folder, "spaceflights-spark").resolve("data/01_raw"), raw, 1);
        ProcessRun run = java(SparkFlights.class, raw.toString(), String.valueOf(UNCOUNTED), String.valueOf(COUNTED));
        Folders.delete(folder);
        Figures hand = new Figures(run.allPrinted("hand"));
        Figures byJedro = new Figures(run.allPrinted("jedro"));
        // By pairs: what disturbs the machine disturbs both of a pair.
        double added = new Figures(run.allPrinted("added")).median();
        return List.of(Row.limited(
                "five nodes on Spark, warm: what Jedro adds to a program by hand",
                "–",
                "≤ 2 % or 0.05 s",
                Figures.number(added) + " s: " + byJedro.text("s") + " by Jedro, " + hand.text("s") + " by hand; CPU "
                        + cpu(run, "jedro") + " s and " + cpu(run, "hand") + " s",
                added <= Math.max(REACH_SECONDS, REACH_SHARE * hand.median())));
    }

    private static String cpu(ProcessRun run, String who) {
        return Figures.number(new Figures(run.allPrinted(who + "-cpu")).median());
    }

    /** The whole command on 150 flowers, and a program without Jedro in turn: what disturbs the machine disturbs both. */
    List<Row> iris(int runs) throws Exception {
        Path folder = Folders.temporary();
        Path project = starters.scaffold(folder, "databricks-iris");
        IrisByHand.addTo(project);
        ProcessRun.of(project, List.of(jedro, "run"));
        // Its options are copied: it has to be in them.
        Starters.awaitClasses(project, "local");
        List<String> handWritten = IrisByHand.command(project);
        ProcessRun.of(project, handWritten);
        List<ProcessRun> local = new ArrayList<>();
        List<ProcessRun> byHand = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            local.add(ProcessRun.of(project, List.of(jedro, "run")));
            byHand.add(ProcessRun.of(project, handWritten));
        }
        List<Row> there = irisOverConnect(project, handWritten, runs);
        Folders.delete(folder);
        Figures seconds = Jvm.seconds(local);
        Figures peak = Jvm.peak(local);
        List<Row> rows = new ArrayList<>(List.of(
                Row.limited(
                        "jedro run of databricks-iris, engine in the process: time",
                        "–",
                        "≤ 7 s",
                        seconds.text("s") + ", " + Jvm.cost(local),
                        seconds.median() <= REACH_LOCAL_SECONDS),
                told("the same by a program without Jedro, from the same archive, in turn", byHand),
                Row.limited(
                        "jedro run of databricks-iris, engine in the process: peak memory",
                        "–",
                        "≤ 800 MiB",
                        peak.text("MiB"),
                        peak.median() <= REACH_LOCAL_MIB)));
        rows.addAll(there);
        return List.copyOf(rows);
    }

    private List<Row> irisOverConnect(Path project, List<String> handWritten, int runs) throws Exception {
        List<ProcessRun> byJedro = new ArrayList<>();
        List<ProcessRun> byHand = new ArrayList<>();
        try (ConnectServer server =
                ConnectServer.start(ServerOptions.DEFAULT.heap("2g").leftRunning())) {
            Path settings = project.resolve("conf/connect/spark.yml");
            Files.writeString(
                    settings, Files.readString(settings).replaceFirst("(?m)^remote: .*$", "remote: " + server.url()));
            List<String> handWrittenThere = new ArrayList<>(handWritten);
            handWrittenThere.add(server.url());
            learn(project);
            for (int i = 0; i < WARM_UP + runs; i++) {
                byJedro.add(ProcessRun.of(project, List.of(jedro, "run", "--env", "connect")));
                byHand.add(ProcessRun.of(project, handWrittenThere));
            }
        }
        List<ProcessRun> warm = byJedro.subList(WARM_UP, byJedro.size());
        Figures seconds = Jvm.seconds(warm);
        return List.of(
                Row.limited(
                        "jedro run of databricks-iris, to a Connect server that has run it " + WARM_UP + " times",
                        "–",
                        "≤ 4 s",
                        seconds.text("s") + ", " + Jvm.cost(warm),
                        seconds.median() <= REACH_CONNECT_SECONDS),
                told(
                        "the same by a program without Jedro, to the same server, in turn",
                        byHand.subList(WARM_UP, byHand.size())));
    }

    /** Has the class archive learn the client's classes too, as it does for users: from the second run there. */
    private void learn(Path project) throws Exception {
        List<String> run = List.of(jedro, "run", "--env", "connect");
        ProcessRun.of(project, run);
        ProcessRun.of(project, run);
        Starters.awaitClasses(project, "connect");
    }

    /** All nodes on the tutorial's own files, and the processing of a hundred copies of them, by Spark and by DuckDB. */
    List<Row> spaceflights(int runs) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (String starter : List.of("spaceflights-spark", "spaceflights")) {
            Path folder = Folders.temporary();
            Path project = starters.scaffold(folder, starter);
            starters.copyRaw(project);
            ProcessRun.of(project, List.of(jedro, "run"));
            Starters.awaitArchive(project);
            rows.add(told(starter + " × 1, all nodes", Jvm.runs(runs, project, List.of(jedro, "run"))));

            SpaceflightsData.write(starters.raw(project), project.resolve("data/01_raw"), COPIES);
            ShuttlesAsCsv.in(project);
            rows.add(told(
                    starter + " × " + COPIES + ", data processing from CSV",
                    Jvm.runs(
                            Math.max(1, runs / 2),
                            project,
                            List.of(
                                    jedro,
                                    "run",
                                    "--nodes",
                                    "preprocess_companies,preprocess_shuttles,create_model_input_table"))));
            Folders.delete(folder);
        }
        return rows;
    }

    private static Row told(String what, List<ProcessRun> runs) {
        return Row.told(what, "–", Jvm.seconds(runs).text("s") + ", " + Jvm.cost(runs));
    }

    /** 150 MB of rows made here, to a server. */
    List<Row> upload() throws Exception {
        ProcessRun run;
        // What it has done it would keep, with all rows.
        ServerOptions options = ServerOptions.DEFAULT.heap("2g").conf("spark.connect.session.planCache.maxSize", "0");
        try (ConnectServer server = ConnectServer.start(options)) {
            run = java(SparkUpload.class, server.url(), String.valueOf(UPLOADS));
        }
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

    /** A program of this module in a process that has Spark, which the other measurements do without. */
    private ProcessRun java(Class<?> program, String... arguments) throws IOException, InterruptedException {
        Path built = checkout.resolve("benchmarks/target/quick");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx3g",
                "-XX:+UseSerialGC",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED",
                "-cp",
                built.resolve("classes")
                        + File.pathSeparator
                        + Files.readString(built.resolve("classpath-spark")).strip(),
                program.getName()));
        command.addAll(Arrays.asList(arguments));
        return ProcessRun.of(checkout, command);
    }
}
