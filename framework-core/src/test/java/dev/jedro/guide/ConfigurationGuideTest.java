package dev.jedro.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.config.Binder;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigOptions;
import dev.jedro.config.ConfigSource;
import dev.jedro.config.Explanation;
import dev.jedro.config.ProjectConfig;
import dev.jedro.config.RuntimeParams;
import dev.jedro.problem.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code and the files of docs/configuration.md. */
class ConfigurationGuideTest {
    private static final Pattern FILE = Pattern.compile("<!-- file: (\\S+) -->\\n```yaml\\n(.*?)```", Pattern.DOTALL);

    // snippet: record
    record ModelOptions(double testSize, int randomState, List<String> features, Duration timeout) {
        ModelOptions {
            if (testSize <= 0 || testSize >= 1) {
                throw new IllegalArgumentException("test_size must lie between 0 and 1");
            }
        }

        static ModelOptions defaults() {
            return new ModelOptions(0.2, 0, List.of(), Duration.ofMinutes(10));
        }
    }
    // end

    @TempDir
    Path root;

    @BeforeEach
    void writeTheFilesOfThePage() throws IOException {
        Path page = Path.of("docs/configuration.md");
        Matcher file = FILE.matcher(
                Files.readString(Files.exists(page) ? page : Path.of("..").resolve(page)));
        int count = 0;
        while (file.find()) {
            Path path = root.resolve(file.group(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.group(2));
            count++;
        }
        assertThat(count).isEqualTo(5);
    }

    @Test
    void bindsParameters() {
        // snippet: bind
        ProjectConfig config = ProjectConfig.load(ConfigOptions.of(ConfigSource.folder(root.resolve("conf"))));
        ConfigMap parameters = config.parameters();

        ModelOptions options = Binder.bind(parameters.at("model_options").orElseThrow(), ModelOptions.class);

        assertThat(options).isEqualTo(new ModelOptions(0.2, 3, List.of("engines", "crew"), Duration.ofMinutes(90)));
        // end
        assertThat(parameters.keys()).containsExactly("model_options", "quick_options");
        assertThat(parameters.at("quick_options").orElseThrow().toJava())
                .isEqualTo(Map.of("test_size", 0.9, "random_state", 1L, "features", List.of(), "timeout", "5s"));
    }

    @Test
    void explainsValues() {
        ProjectConfig config = ProjectConfig.load(ConfigOptions.of(ConfigSource.folder(root.resolve("conf"))));
        // snippet: explain
        Explanation size = config.explain("quick_options.test_size");

        assertThat(size.place()).hasToString("conf/local/parameters.yml:2:14");
        assertThat(size.overrides())
                .extracting(Explanation.Hidden::place)
                .containsExactly(Place.of("conf/base/parameters.yml", 11, 14));
        // end
    }

    @Test
    void interpolates() {
        ConfigOptions options = ConfigOptions.of(ConfigSource.folder(root.resolve("conf")))
                .withVariables(Map.of("WAREHOUSE_PASSWORD", "hunter2"))
                .withRuntimeParams(RuntimeParams.parse("folder=/tmp"));
        ProjectConfig config = ProjectConfig.load(options);

        assertThat(config.catalog().at("companies.filepath").orElseThrow()).hasToString("data/01_raw/companies.csv");
        assertThat(config.catalog().at("reviews.filepath").orElseThrow()).hasToString("/tmp/reviews.csv");
        assertThat(config.credentials().at("warehouse.password").orElseThrow().toJava())
                .isEqualTo("hunter2");
        assertThat(config.credentials()).hasToString("{warehouse={user=*****, password=*****}}");
        assertThat(config.check()).isEmpty();
    }
}
