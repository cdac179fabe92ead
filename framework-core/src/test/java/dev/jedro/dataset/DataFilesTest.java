package dev.jedro.dataset;

import static dev.jedro.catalog.CatalogProject.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.jedro.catalog.CatalogCode;
import dev.jedro.catalog.CatalogProject;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** JSON, YAML, models and plots, beyond the contract. */
class DataFilesTest {

    record Metrics(double r2, int count, Optional<String> note) {}

    record Regressor(double intercept, Map<String, Double> coefficients) {}

    record Other(double intercept) {}

    @SuppressWarnings("ArrayRecordComponent") // models are made of arrays
    record Weights(double[] values, float[] small, int[] codes, byte[] onnx) {}

    @TempDir
    Path root;

    private CatalogProject project;

    @BeforeEach
    void makeAProject() {
        project = new CatalogProject(root).catalog("""
                json: {type: Json, filepath: data/x.json}
                yaml: {type: Yaml, filepath: data/x.yml}
                model: {type: Model, filepath: data/m.json}
                png: {type: Plot, filepath: data/p.png}
                svg: {type: Plot, filepath: data/p.svg}
                gif: {type: Plot, filepath: data/p.gif}
                text: {type: Text, filepath: data/t.txt}
                """);
    }

    private Object load(String name, Type type) {
        try (OpenCatalog catalog = project.open()) {
            return catalog.load(name, type);
        }
    }

    private void save(String name, Type type, Object value) {
        try (OpenCatalog catalog = project.open()) {
            catalog.save(name, type, value);
        }
    }

    private Problem problem(String name, Type type) {
        List<Problem> problems = problemsOf(() -> load(name, type));
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @Nested
    class Json {

        @Test
        void isWrittenForPeople() throws Exception {
            save("json", Metrics.class, new Metrics(0.1 + 0.2, 3, Optional.empty()));

            assertThat(Files.readString(root.resolve("data/x.json")))
                    .isEqualTo("{\n  \"r2\" : 0.30000000000000004,\n  \"count\" : 3,\n  \"note\" : null\n}");
        }

        @Test
        void passesOverWhatARecordDoesNotKnow() {
            project.write("data/x.json", "{\"r2\": 1, \"count\": 2, \"more\": []}");

            assertThat(load("json", Metrics.class)).isEqualTo(new Metrics(1, 2, Optional.empty()));
        }

        @Test
        void thatDoesNotParseNamesTheLine() {
            project.write("data/x.json", "{\n  \"r2\": 1,,\n}");

            Problem problem = problem("json", Metrics.class);

            assertThat(problem.code()).isEqualTo(DatasetCode.BAD_DOCUMENT);
            assertThat(problem.where()).startsWith(Place.of("data/x.json", 2, 11));
            assertThat(problem.fixes()).isNotEmpty();
        }

        @Test
        void thatDoesNotFitNamesThePath() {
            project.write("data/x.json", "{\"r2\": 1,\n \"count\": \"many\"}");

            Problem problem = problem("json", Metrics.class);

            assertThat(problem.code()).isEqualTo(DatasetCode.DOES_NOT_FIT);
            assertThat(problem.what()).contains("Metrics at 'count'").contains("many");
            assertThat(problem.where().get(0).line()).isEqualTo(2);
        }

        @Test
        void lacksNoNumbers() {
            project.write("data/x.json", "{\"r2\": 1}");

            assertThat(problem("json", Metrics.class).what()).contains("'count'");
        }

        @Test
        void hasTheNumbersThatPythonWrites() {
            project.write("data/x.json", "{\"a\": NaN, \"b\": Infinity, \"c\": -Infinity}");

            assertThat(load("json", new TypeReference<Map<String, Double>>() {}.getType()))
                    .isEqualTo(Map.of("a", Double.NaN, "b", Double.POSITIVE_INFINITY, "c", Double.NEGATIVE_INFINITY));
        }

        @Test
        void isOneValue() {
            project.write("data/x.json", "{\"r2\": 1, \"count\": 2}\n{\"r2\": 1}\n");

            Problem problem = problem("json", Metrics.class);

            assertThat(problem.code()).isEqualTo(DatasetCode.BAD_DOCUMENT);
            assertThat(problem.what()).endsWith("The file goes on behind its first value");
            assertThat(problem.where().get(0).line()).isEqualTo(2);
            assertThat(problem.fixes()).containsExactly("keep one value, or put all in one list: [ …, … ]");
        }

        @Test
        void isCutOff() {
            project.write("data/x.json", "{\"r2\": 1, \"cou");

            assertThat(problem("json", Metrics.class).code()).isEqualTo(DatasetCode.BAD_DOCUMENT);
        }
    }

    @Nested
    class Yaml {

        @Test
        void keepsDatesAsTextsAndFollowsAnchors() {
            project.write("data/x.yml", "a: &a {day: 2026-11-20}\nb: {<<: *a, n: 1}\n");

            assertThat(load("yaml", new TypeReference<Map<String, Object>>() {}.getType()))
                    .isEqualTo(Map.of("a", Map.of("day", "2026-11-20"), "b", Map.of("day", "2026-11-20", "n", 1)));
        }

        @Test
        void thatDoesNotParseNamesTheLine() {
            project.write("data/x.yml", "a: 1\na: 2\n");

            Problem problem = problem("yaml", Object.class);

            assertThat(problem.code()).isEqualTo(DatasetCode.BAD_DOCUMENT);
            assertThat(problem.where().get(0).line()).isEqualTo(2);
        }

        @Test
        void thatIsNestedTooDeepIsRefused() {
            project.write("data/x.yml", "[".repeat(1000) + "]".repeat(1000));

            Problem problem = problem("yaml", Object.class);

            assertThat(problem.code()).isEqualTo(DatasetCode.BAD_DOCUMENT);
            assertThat(problem.where()).startsWith(Place.of("data/x.yml"));
            assertThat(problem.fixes()).containsExactly("write it with fewer levels and aliases");
        }
    }

    record Price(BigDecimal price, Object any) {}

    @ParameterizedTest
    @ValueSource(strings = {"json", "yaml"})
    void keepEveryDigit(String dataset) {
        for (String digits : List.of(
                "12345678901234567890.12345", "1.50", "-0.1", "1E+3", "2.5E+400", "1E-400", "99999999999999999999")) {
            BigDecimal number = new BigDecimal(digits);
            save(dataset, Price.class, new Price(number, 0.1 + 0.2));
            assertThat(load(dataset, Price.class)).isEqualTo(new Price(number, 0.1 + 0.2));

            Type prices = new TypeReference<Map<String, BigDecimal>>() {}.getType();
            save(dataset, prices, Map.of("a", number));
            assertThat(load(dataset, prices)).isEqualTo(Map.of("a", number));
        }
    }

    @Test
    void giveDoublesWhereNoTypeIsNamed() {
        Type map = new TypeReference<Map<String, Object>>() {}.getType();
        project.write("data/x.yml", "a: 1.50\nb: .inf\nc: 1_000.5\nd: 1:30.5\ne: [1e3, 5]\n1.5: x\n");

        assertThat(load("yaml", map))
                .isEqualTo(Map.of(
                        "a",
                        1.5,
                        "b",
                        Double.POSITIVE_INFINITY,
                        "c",
                        1000.5,
                        "d",
                        90.5,
                        "e",
                        List.of(1000.0, 5),
                        "1.5",
                        "x"));
    }

    @ParameterizedTest
    @CsvSource({"json, data/x.json", "yaml, data/x.yml"})
    void ofNoBytesAreEmpty(String dataset, String file) {
        project.write(file, "");

        Problem problem = problem(dataset, Object.class);

        assertThat(problem.code()).isEqualTo(DatasetCode.BAD_DOCUMENT);
        assertThat(problem.what()).endsWith("The file is empty");
        assertThat(problem.where()).startsWith(Place.of(file));
        assertThat(problem.fixes()).containsExactly("put a value in it, or make it again");
    }

    @Nested
    class Model {

        @Test
        void namesItsClass() {
            save("model", Regressor.class, new Regressor(1.0 / 3, Map.of("engines", 0.1)));

            assertThat(load("model", Regressor.class)).isEqualTo(new Regressor(1.0 / 3, Map.of("engines", 0.1)));
            assertThat(root.resolve("data/m.json"))
                    .content()
                    .contains("\"class\" : \"" + Regressor.class.getName() + "\"");
        }

        @Test
        void ofAnotherClassIsRefused() {
            save("model", Regressor.class, new Regressor(1, Map.of()));

            Problem problem = problem("model", Other.class);

            assertThat(problem.code()).isEqualTo(DatasetCode.OTHER_MODEL);
            assertThat(problem.what()).contains(Regressor.class.getName(), Other.class.getName());
            assertThat(problem.where()).startsWith(Place.of("data/m.json", 1));
        }

        @Test
        void thatHasMoreOrLessThanTheRecordIsRefused() {
            String start = "{\"jedro_model\": 1, \"class\": \"" + Other.class.getName() + "\", \"value\": ";
            project.write("data/m.json", start + "{\"intercept\": 1, \"slope\": 2}}");
            assertThat(problem("model", Other.class).what()).contains("slope");
            project.write("data/m.json", start + "{}}");
            assertThat(problem("model", Other.class).what()).contains("intercept");
        }

        @Test
        void keepsEveryBitOfLongArrays() {
            double[] values = new double[10_000];
            for (int i = 0; i < values.length; i++) {
                values[i] = Double.longBitsToDouble(i * 0x9E3779B97F4A7C15L & 0x7FEFFFFFFFFFFFFFL);
            }
            Weights weights = new Weights(values, new float[100], new int[] {-1, 2}, new byte[] {1, 2, 3});
            save("model", Weights.class, weights);

            Weights loaded = (Weights) load("model", Weights.class);

            assertThat(loaded.values()).isEqualTo(values);
            assertThat(loaded.small()).hasSize(100);
            assertThat(loaded.codes()).containsExactly(-1, 2);
            assertThat(loaded.onnx()).containsExactly(1, 2, 3);
        }

        @Test
        void ofClassesThatWouldNotComeBackIsRefusedBeforehand() {
            assertThat(project.read().checkSave("model", Thread.class, Place.of("X.java")))
                    .isPresent();
            assertThat(project.read().checkSave("model", Regressor.class, Place.of("X.java")))
                    .isEmpty();
        }
    }

    @Test
    void aTextOfTwoLinesIsNotSavedAsALine() {
        Type lines = new TypeReference<List<String>>() {}.getType();
        save("text", lines, List.of("old"));

        Problem problem =
                problemsOf(() -> save("text", lines, List.of("a", "b\nc"))).get(0);

        assertThat(problem.code()).isEqualTo(DatasetCode.DOES_NOT_FIT);
        assertThat(problem.what())
                .contains(
                        "Text 2 cannot be saved as a line: it has a line end in it, and would be read again as several");
        assertThat(load("text", lines)).isEqualTo(List.of("old"));
    }

    @Nested
    class Plot {

        private CategoryChart chart() {
            CategoryChart chart = new CategoryChartBuilder()
                    .width(320)
                    .height(200)
                    .title("Capacity")
                    .build();
            chart.addSeries("a", List.of("x", "y"), List.of(1, 2));
            return chart;
        }

        @Test
        void isAPictureOfTheChartsSize() throws Exception {
            save("png", CategoryChart.class, chart());

            var picture = ImageIO.read(root.resolve("data/p.png").toFile());
            assertThat(picture.getWidth()).isEqualTo(320);
            assertThat(picture.getHeight()).isEqualTo(200);
        }

        @Test
        void isSvgIfTheFileSaysSo() throws Exception {
            save("svg", CategoryChart.class, chart());

            assertThat(Files.readString(root.resolve("data/p.svg")))
                    .contains("<svg")
                    .contains("</svg>");
        }

        @Test
        void knowsNoOtherPicturesAndSaysSoBeforeTheRun() {
            List<Problem> problems = project.read().check("gif");

            assertThat(problems).extracting(Problem::code).containsExactly(DatasetCode.PLOT_FORMAT);
            assertThat(problems.get(0).what()).isEqualTo("Dataset 'gif' (Plot): A plot cannot be saved as '.gif'");
            assertThat(problems.get(0).where()).containsExactly(Place.of("conf/base/catalog.yml", 6, 29));
            assertThat(problems.get(0).fixes()).containsExactly("let 'filepath' end in .png or .svg");
        }

        @Test
        void cannotBeLoaded() {
            assertThat(project.read().checkLoad("png", CategoryChart.class, Place.of("X.java")))
                    .isPresent();
        }
    }

    @Test
    void holdNoNull() {
        Type stream = new TypeReference<Stream<String>>() {}.getType();
        project.catalog("text: {type: Text, filepath: data/x.txt}\n");

        for (ThrowingCallable saved : List.<ThrowingCallable>of(
                () -> save("text", stream, Stream.of("a", null)),
                () -> save("text", new TypeReference<List<String>>() {}.getType(), Arrays.asList("a", null)))) {
            Problem problem = problemsOf(saved).get(0);
            assertThat(problem.code()).isEqualTo(CatalogCode.NULL_VALUE);
            assertThat(problem.what()).isEqualTo("Dataset 'text' (Text): Element 2 is null");
            assertThat(problem.fixes()).containsExactly("leave it out, or put something in its place");
        }
        assertThat(root.resolve("data/x.txt")).doesNotExist();
    }
}
