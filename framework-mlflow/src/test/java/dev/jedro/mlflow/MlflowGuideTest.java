package dev.jedro.mlflow;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jedro.mlflow.model.ModelSignature;
import dev.jedro.mlflow.model.ModelSignature.Column;
import dev.jedro.mlflow.model.OnnxModel;
import dev.jedro.mlflow.model.OnnxScorer;
import dev.jedro.mlflow.model.PortableModel;
import dev.jedro.mlflow.model.SignedModel;
import dev.jedro.mlflow.model.TinyOnnx;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of docs/mlflow.md, run. */
class MlflowGuideTest {
    static final Ref<List<Double>> PRICES = ref("prices");
    static final Ref<Double> GUESS = ref("guess");
    static final Ref<Integer> DEPTH = ref("depth");

    @TempDir
    Path root;

    // snippet: by-hand
    static double train(List<Double> prices, MlflowRun run) {
        double guess = 0;
        for (int step = 0; step < 100; step++) {
            double error = 0;
            for (double price : prices) {
                error += (price - guess) / prices.size();
            }
            guess += 0.5 * error;
            run.metric("error", Math.abs(error), step);
        }
        run.tag("method", "descent");
        return guess;
    }
    // end

    // snippet: nested
    static int bestDepth(MlflowRun run) {
        int best = 1;
        double smallest = Double.MAX_VALUE;
        for (int depth = 1; depth <= 3; depth++) {
            try (NestedRun trial = run.nested("depth " + depth)) {
                double rmse = Math.abs(depth - 2.2);
                trial.param("depth", depth);
                trial.metric("rmse", rmse);
                if (rmse < smallest) {
                    smallest = rmse;
                    best = depth;
                }
            }
        }
        return best;
    }
    // end

    /** Named in jedro.yml. */
    public static final class Registered implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline(
                    "training",
                    () -> Pipeline.of(
                            // snippet: wired
                            node(MlflowGuideTest::train)
                                    .from(PRICES, Mlflow.RUN)
                                    .to(GUESS)
                            // end
                            ));
            project.pipeline(
                    "trials",
                    () -> Pipeline.of(
                            node(MlflowGuideTest::bestDepth).from(Mlflow.RUN).to(DEPTH)));
        }
    }

    // snippet: signed
    public record Line(double intercept, double slope) implements SignedModel {
        @Override
        public ModelSignature signature() {
            return new ModelSignature(
                    List.of(new Column("engines", "double", true)), List.of(new Column("price", "double", true)));
        }
    }
    // end

    // snippet: portable
    public static final class Words implements PortableModel {
        private final List<String> words;

        Words(List<String> words) {
            this.words = words;
        }

        @Override
        public void save(Path folder) throws IOException {
            Files.write(folder.resolve("words.txt"), words);
        }

        public static Words load(Path folder) throws IOException {
            return new Words(Files.readAllLines(folder.resolve("words.txt")));
        }
    }
    // end

    // snippet: onnx
    static float[][] predict(OnnxModel model, float[][] rows) {
        try (OnnxScorer scorer = model.scorer()) {
            return scorer.score(rows);
        }
    }
    // end

    @Test
    void aNodeLogsByHand() throws IOException {
        Files.createDirectories(root.resolve("conf/base"));
        Files.writeString(root.resolve("jedro.yml"), "name: guess\nproject: " + Registered.class.getName() + "\n");
        try (Session session = Jedro.open(root)) {
            double guess = session.run(RunRequest.of("training").with(PRICES, List.of(1.0, 3.0)))
                    .orThrow()
                    .output(GUESS);
            assertThat(guess).isCloseTo(2, within(1e-9));
            assertThat(session.run(RunRequest.of("trials")).orThrow().output(DEPTH))
                    .isEqualTo(2);
        }
        try (Stream<Path> files = Files.walk(root.resolve("mlruns"))) {
            assertThat(files.filter(file -> file.endsWith("metrics/error"))
                            .findFirst()
                            .map(file -> file.toFile().length()))
                    .hasValueSatisfying(length -> assertThat(length).isPositive());
        }
    }

    @Test
    void modelsSayAndKeepWhatTheyAre() throws IOException {
        assertThat(new Line(1, 2).signature().inputs()).hasSize(1);
        new Words(List.of("one")).save(root);
        assertThat(Words.load(root).words).containsExactly("one");
        assertThat(predict(new OnnxModel(TinyOnnx.model()), new float[][] {{1, 1}}))
                .isDeepEqualTo(new float[][] {{6}});
    }
}
