package dev.jedro.benchmarks;

import dev.jedro.config.ConfigMap;
import dev.jedro.mlflow.artifact.ArtifactStores;
import dev.jedro.mlflow.server.ServerOptions;
import dev.jedro.mlflow.server.TrackingServer;
import dev.jedro.mlflow.store.Experiments;
import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.mlflow.store.Metric;
import dev.jedro.mlflow.store.Run;
import dev.jedro.mlflow.store.RunQuery;
import dev.jedro.mlflow.store.View;
import dev.jedro.mlflow.tracking.Connection;
import dev.jedro.problem.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** The tracking server and its store: metrics, a search over many runs, a large artifact. */
final class MlflowRows {
    private static final int METRICS = 10_000;
    private static final int BATCH = 1_000;
    private static final int RUNS = 10_000;
    private static final int MEGABYTES = 1_024;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private MlflowRows() {}

    interface Work {
        void run() throws Exception;
    }

    static List<Row> all(int runs) throws Exception {
        Path folder = Files.createTempDirectory("jedro-mlflow-");
        try {
            List<Row> rows = new ArrayList<>(TrackedRows.metricsOfANode(folder.resolve("runs"), runs));
            rows.addAll(metrics(folder.resolve("metrics"), runs));
            rows.addAll(search(folder.resolve("search"), runs));
            rows.addAll(artifact(folder.resolve("artifact"), 7));
            return rows;
        } finally {
            Folders.delete(folder);
        }
    }

    static Figures seconds(int times, Work work) throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.run();
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        return new Figures(seconds);
    }

    private static List<Row> metrics(Path folder, int runs) throws Exception {
        try (TrackingServer server = TrackingServer.start(folder)) {
            FileTrackingStore store = FileTrackingStore.open(folder);
            Figures figures = seconds(runs, () -> {
                String run = create(store).info().id();
                for (int from = 0; from < METRICS; from += BATCH) {
                    StringBuilder json =
                            new StringBuilder("{\"run_id\":\"").append(run).append("\",\"metrics\":[");
                    for (int i = from; i < from + BATCH; i++) {
                        json.append(i == from ? "" : ",")
                                .append("{\"key\":\"m")
                                .append(i % 10)
                                .append("\",\"value\":")
                                .append(i * 0.1)
                                .append(",\"timestamp\":1700000000000,\"step\":")
                                .append(i)
                                .append('}');
                    }
                    send(server, "POST", "/api/2.0/mlflow/runs/log-batch", BodyPublishers.ofString(json + "]}"));
                }
            });
            return List.of(Row.told("10,000 metrics in ten requests to the embedded server", "–", figures.text("s")));
        }
    }

    private static List<Row> search(Path folder, int runs) throws Exception {
        FileTrackingStore store = FileTrackingStore.open(folder);
        Random random = new Random(1);
        for (int i = 0; i < RUNS; i++) {
            List<Metric> metrics = new ArrayList<>();
            for (String key : List.of("rmse", "r2", "mae", "loss", "time")) {
                metrics.add(new Metric(key, random.nextDouble(), 1, 0));
            }
            Map<String, String> params = Map.of("a", "1", "b", "2", "c", String.valueOf(i), "d", "x", "e", "y");
            store.runs().log(create(store).info().id(), metrics, params, Map.of("t1", "a", "t2", "b", "t3", "c"));
        }
        RunQuery query = new RunQuery(
                List.of(Experiments.DEFAULT_ID),
                View.ACTIVE_ONLY,
                "metrics.rmse < 0.9",
                List.of("metrics.rmse ASC"),
                100,
                "");
        Figures first =
                seconds(runs, () -> FileTrackingStore.open(folder).runs().search(query));
        FileTrackingStore warm = FileTrackingStore.open(folder);
        warm.runs().search(query);
        Figures again = seconds(runs, () -> warm.runs().search(query));
        return List.of(
                Row.limited(
                        "10,000 runs: filter and order by a metric, first page of 100, again",
                        "–",
                        "≤ 0.3 s",
                        again.text("s"),
                        again.median() <= 0.3),
                Row.told("the same, the first search after opening the store", "–", first.text("s")));
    }

    /** As a run sends it, in turn with a copy; what was written is forced to the disk in between, so that nobody pays for another's. */
    private static List<Row> artifact(Path folder, int runs) throws Exception {
        FileTrackingStore store = FileTrackingStore.open(folder);
        Path source = folder.resolve("source.bin");
        byte[] megabyte = new byte[1 << 20];
        new Random(1).nextBytes(megabyte);
        try (OutputStream out = Files.newOutputStream(source)) {
            for (int i = 0; i < MEGABYTES; i++) {
                out.write(megabyte);
            }
        }
        Path kept = folder.resolve("kept");
        Path copy = folder.resolve("copy.bin");
        ServerOptions options = new ServerOptions("127.0.0.1", 0, "", List.of(), true);
        try (TrackingServer server = TrackingServer.start(store, options);
                Connection connection = Connection.of(section -> ConfigMap.empty(Place.of(section)), folder)) {
            String run = create(store).info().id();
            String artifacts = Experiments.DEFAULT_ID + "/" + run + "/artifacts";
            String path = "/api/2.0/mlflow-artifacts/artifacts/" + artifacts + "/large.bin";
            ArtifactStores inFolder = ArtifactStores.of(connection, kept.toUri().toString());
            Path sent = folder.resolve(artifacts).resolve("large.bin");
            List<Double> copied = new ArrayList<>();
            List<Double> saved = new ArrayList<>();
            List<Double> served = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                copied.add(settled(copy, () -> Files.copy(source, copy)));
                saved.add(settled(kept.resolve("large.bin"), () -> inFolder.put("large.bin", source)));
                served.add(settled(sent, () -> send(server, "PUT", path, BodyPublishers.ofFile(source))));
            }
            double growth = median(saved, copied);
            return List.of(
                    Row.limited(
                            "1 GB artifact into the store, against a file copy",
                            "–",
                            "≤ 1.2 ×",
                            Figures.number(growth) + " × (" + new Figures(saved).text("s") + ")",
                            growth <= 1.2),
                    Row.told(
                            "1 GB artifact through the server, against a file copy",
                            "–",
                            Figures.number(median(served, copied)) + " × (" + new Figures(served).text("s") + ")"));
        }
    }

    private static double settled(Path made, Work work) throws Exception {
        Files.deleteIfExists(made);
        double seconds = seconds(1, work).median();
        try (FileChannel file = FileChannel.open(made, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        return seconds;
    }

    private static double median(List<Double> those, List<Double> by) {
        return new Figures(IntStream.range(0, by.size())
                        .mapToObj(i -> those.get(i) / by.get(i))
                        .toList())
                .median();
    }

    private static Run create(FileTrackingStore store) {
        return store.runs().create(Experiments.DEFAULT_ID, "", "", 1_700_000_000_000L, Map.of());
    }

    private static void send(TrackingServer server, String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + path))
                .header("Authorization", "Bearer " + server.token())
                .method(method, body)
                .build();
        int status = HTTP.send(request, BodyHandlers.ofString()).statusCode();
        if (status != 200) {
            throw new IllegalStateException(path + " answered " + status);
        }
    }
}
