package dev.jedro.benchmarks;

import static dev.jedro.pipeline.Nodes.node;

import dev.jedro.mlflow.Mlflow;
import dev.jedro.mlflow.MlflowRun;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.session.Jedro;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A node that logs much, in a run that is tracked in the project's folder and ends when the store has everything. */
final class TrackedRows {
    private static final int METRICS = 10_000;
    private static final double REACH_SECONDS = 0.5;

    private TrackedRows() {}

    /** Named in jedro.yml. */
    public static final class Logging implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline("logging", () -> Pipeline.of(node(TrackedRows::log).from(Mlflow.RUN)));
        }
    }

    static void log(MlflowRun run) {
        for (int step = 0; step < METRICS; step++) {
            run.metric("loss", 1.0 / (step + 1), step);
        }
    }

    static List<Row> metricsOfANode(Path folder, int runs) throws Exception {
        Files.createDirectories(folder.resolve("conf/base"));
        Files.writeString(folder.resolve("jedro.yml"), "name: logging\nproject: " + Logging.class.getName() + "\n");
        try (Session session = Jedro.open(folder)) {
            session.run(RunRequest.of("logging")).orThrow();
            Figures figures = MlflowRows.seconds(
                    runs, () -> session.run(RunRequest.of("logging")).orThrow());
            return List.of(Row.limited(
                    "10,000 metrics from one node to the embedded store, the whole run",
                    "–",
                    "≤ 0.5 s",
                    figures.text("s"),
                    figures.median() <= REACH_SECONDS));
        }
    }
}
