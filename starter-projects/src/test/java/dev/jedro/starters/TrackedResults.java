package dev.jedro.starters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What runs with the tool {@code mlflow} left behind, read as files in MLflow's own layout.
 *
 * @param root the project's folder
 */
record TrackedResults(Path root) {

    /** One run trained and registered a model whose r2 is about this, and another one loaded it. */
    void assertRegressionAndInference(double r2, double precision) throws IOException {
        Path trained = runWith("metrics/regression.r2");
        assertThat(lastValue(trained.resolve("metrics/regression.r2"))).isCloseTo(r2, within(precision));
        assertThat(trained.resolve("metrics")).isDirectoryContaining("glob:**regression.max_error");
        assertThat(trained.resolve("params/model_options.test_size")).hasContent("0.2");
        assertThat(trained.resolve("artifacts/plots/confusion_matrix.png")).isNotEmptyFile();
        assertThat(trained.resolve("artifacts/regressor/MLmodel"))
                .content()
                .contains("jedro:", "Regressor", "\"name\":\"engines\",\"required\":true", "\"name\":\"price\"");
        assertThat(root.resolve("mlruns/models/fish-chips-regressor/aliases/champion"))
                .hasContent("1");
        Path inference = runWith("metrics/node/predict_prices");
        assertThat(inference).isNotEqualTo(trained);
        assertThat(inference.resolve("artifacts/regressor")).doesNotExist();
    }

    /** The run that trained keeps the files of this folder, and no other file. */
    void assertArtifact(String path, Path folder) throws IOException {
        Path kept = runWith("metrics/regression.r2").resolve("artifacts").resolve(path);
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.toList();
            assertThat(files).anyMatch(file -> file.toString().endsWith(".parquet"));
            for (Path file : files) {
                assertThat(kept.resolve(file.getFileName())).hasSameBinaryContentAs(file);
            }
            assertThat(kept.toFile().list()).hasSameSizeAs(files);
        }
    }

    private static double lastValue(Path metric) throws IOException {
        List<String> lines = Files.readAllLines(metric);
        return Double.parseDouble(lines.get(lines.size() - 1).split(" ")[1]);
    }

    /** The only run that has that file or folder. */
    private Path runWith(String file) throws IOException {
        try (Stream<Path> all = Files.walk(root.resolve("mlruns"), 2)) {
            List<Path> runs = all.filter(run -> Files.exists(run.resolve(file))).toList();
            assertThat(runs).as("runs with " + file).hasSize(1);
            return runs.get(0);
        }
    }
}
