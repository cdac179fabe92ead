package dev.jedro.config;

import static dev.jedro.config.ConfFolder.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainTest {
    @TempDir
    Path directory;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() {
        conf = new ConfFolder(directory)
                .file("base/parameters.yml", "model:", "  size: 0.2", "  seed: 3")
                .file("local/parameters.yml", "model:", "  size: ${_s}", "_s: 0.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parameters.model.size", "parameters:model.size", "params:model.size", "model.size"})
    void tellsValuePlaceAndWhatItHides(String key) {
        Explanation explanation = conf.load().explain(key);

        assertThat(explanation.section()).isEqualTo("parameters");
        assertThat(explanation.key()).isEqualTo("model.size");
        assertThat(explanation.value().toJava()).isEqualTo(0.5);
        assertThat(explanation.place()).isEqualTo(Place.of("conf/local/parameters.yml", 2, 9));
        assertThat(explanation.overrides())
                .extracting(Explanation.Hidden::place)
                .containsExactly(Place.of("conf/base/parameters.yml", 2, 9));
        assertThat(explanation.overrides())
                .extracting(hidden -> hidden.value().toString())
                .containsExactly("0.2");
    }

    @Test
    void tellsTheInterpolationsThatLedToTheValue() {
        conf.file("base/globals.yml", "root: /srv")
                .file("base/catalog.yml", "x: {filepath: '${_raw}/x.csv'}", "_raw: ${globals:root}/raw");

        Explanation explanation = conf.load().explain("catalog.x.filepath");

        assertThat(explanation.value()).hasToString("/srv/raw/x.csv");
        assertThat(explanation.steps())
                .extracting(Explanation.Step::written)
                .containsExactly("${_raw}", "${globals:root}");
        assertThat(explanation.steps())
                .extracting(Explanation.Step::place)
                .containsExactly(Place.of("conf/base/catalog.yml", 2, 7), Place.of("conf/base/globals.yml", 1, 7));
    }

    @Test
    void namesTheFlagAndTheFileThatItOverrides() {
        ConfigOptions options = conf.options().withEnv("base").withRuntimeParams(RuntimeParams.parse("model.seed=7"));

        Explanation explanation = ProjectConfig.load(options).explain("model.seed");

        assertThat(explanation.place()).isEqualTo(Place.of("--params"));
        assertThat(explanation.overrides())
                .extracting(Explanation.Hidden::place)
                .containsExactly(Place.of("conf/base/parameters.yml", 3, 9));
    }

    @Test
    void explainsWholeMaps() {
        assertThat(conf.load().explain("model").value()).hasToString("{size=0.5}");
    }

    @Test
    void namesNearKeysWhereThereIsNone() {
        Problem problem = problemOf(() -> conf.load().explain("model.sise"));

        assertThat(problem.code()).isEqualTo(ConfigCode.UNKNOWN_KEY);
        assertThat(problem.near()).first().isEqualTo("model.size");
        assertThat(problem.fixes()).isNotEmpty();
    }
}
