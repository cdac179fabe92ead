package dev.jedro.mlflow.tracking;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Ref.ref;

import dev.jedro.mlflow.Mlflow;
import dev.jedro.mlflow.MlflowRun;
import dev.jedro.mlflow.NestedRun;
import dev.jedro.pipeline.Param;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.session.Jedro;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A small project in a folder: reads planes, trains, logs by hand. */
public final class TrackedProject {
    public record Plane(String name, int seats) {}

    public record Options(double testSize, Split split) {
        public record Split(int seed, List<String> columns) {}
    }

    static final Ref<List<Plane>> PLANES = ref("planes");
    static final Ref<List<Plane>> LARGE = ref("large_planes");
    static final Ref<String> REPORT = ref("report");
    static final Param<Options> OPTIONS = param("model_options");
    static final Param<Integer> LIMIT = param("limit");

    private final Path root;

    public TrackedProject(Path root) throws IOException {
        this.root = root;
        file("jedro.yml", "name: flights\nproject: " + Registered.class.getName() + "\n");
        file("conf/base/catalog.yml", """
                planes:
                  type: Csv
                  filepath: data/planes.csv
                large_planes:
                  type: Csv
                  filepath: data/large_planes.csv
                """);
        file("conf/base/parameters.yml", """
                limit: 100
                model_options:
                  test_size: 0.2
                  split: {seed: 3, columns: [a, b]}
                """);
        file("data/planes.csv", "name,seats\nA380,525\nCessna,4\nB747,416\n");
    }

    public Path root() {
        return root;
    }

    public TrackedProject file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    public TrackedProject mlflow(String text) throws IOException {
        return file("conf/base/mlflow.yml", text);
    }

    public Session open() {
        return Jedro.open(root);
    }

    static List<Plane> large(List<Plane> planes, int limit) {
        return planes.stream().filter(plane -> plane.seats() > limit).toList();
    }

    static String report(List<Plane> planes, Options options, MlflowRun run) {
        for (int step = 0; step < 3; step++) {
            run.metric("loss", 1.0 / (step + 1), step);
        }
        run.tag("kind", "test");
        run.text("notes/report.txt", planes.size() + " planes");
        return planes + " " + options;
    }

    static String broken(List<Plane> planes) {
        if (!planes.isEmpty()) {
            throw new IllegalStateException("no runway");
        }
        return "";
    }

    static void trials(MlflowRun run) {
        for (int depth = 1; depth <= 2; depth++) {
            try (NestedRun trial = run.nested("depth " + depth)) {
                trial.param("depth", depth);
                trial.metric("rmse", 1.0 / depth);
            }
        }
        run.nested("bad").failed("it did not converge");
        run.nested("left open").tag("kind", "open");
    }

    static void much(MlflowRun run) {
        for (int step = 0; step < 10_000; step++) {
            run.metric("loss", step, step);
        }
    }

    static void exits(MlflowRun run) {
        run.metric("before", 1);
        System.exit(3);
    }

    static void waits(MlflowRun run) throws InterruptedException {
        System.out.println(run.id().orElseThrow());
        new CountDownLatch(1).await(); // until the process is stopped
    }

    /** A process with a run: {@code <project> <pipeline>}. */
    public static void main(String... arguments) throws IOException {
        try (Session session = Jedro.open(Path.of(arguments[0]))) {
            session.run(RunRequest.of(arguments[1]));
        }
    }

    /** Named in jedro.yml. */
    public static final class Registered implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline(
                    "report",
                    () -> Pipeline.of(
                            node(TrackedProject::large).from(PLANES, LIMIT).to(LARGE),
                            node(TrackedProject::report)
                                    .from(LARGE, OPTIONS, Mlflow.RUN)
                                    .to(REPORT)));
            project.pipeline(
                    "broken",
                    () -> Pipeline.of(node(TrackedProject::broken).from(PLANES).to(ref("nothing"))));
            project.pipeline(
                    "trials", () -> Pipeline.of(node(TrackedProject::trials).from(Mlflow.RUN)));
            project.pipeline(
                    "exits", () -> Pipeline.of(node(TrackedProject::exits).from(Mlflow.RUN)));
            project.pipeline(
                    "waits", () -> Pipeline.of(node(TrackedProject::waits).from(Mlflow.RUN)));
            project.pipeline(
                    "much", () -> Pipeline.of(node(TrackedProject::much).from(Mlflow.RUN)));
        }
    }
}
