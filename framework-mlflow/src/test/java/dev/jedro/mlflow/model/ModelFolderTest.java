package dev.jedro.mlflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.catalog.CatalogSession;
import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.DatasetTypes;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.config.ConfigMap;
import dev.jedro.mlflow.dataset.ModelDatasetType;
import dev.jedro.mlflow.store.Experiments;
import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.mlflow.store.Run;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Models as they lie among the artifacts of a run: what MLflow's tools read of them, and what comes back. */
class ModelFolderTest {
    public record Line(double intercept, double slope) implements SignedModel {
        @Override
        public ModelSignature signature() {
            return new ModelSignature(
                    List.of(new ModelSignature.Column("x", "double", true)),
                    List.of(new ModelSignature.Column("y", "double", true)));
        }

        @Override
        public List<Map<String, Object>> inputExample() {
            return List.of(Map.of("x", 1.5));
        }
    }

    public record Plain(double mean) {}

    /** Keeps itself in two files. */
    public static final class Words implements PortableModel {
        private final List<String> words;

        Words(List<String> words) {
            this.words = words;
        }

        @Override
        public void save(Path folder) throws IOException {
            Files.write(folder.resolve("words.txt"), words);
            Files.createDirectory(folder.resolve("more"));
            Files.writeString(folder.resolve("more/size"), String.valueOf(words.size()));
        }

        public static Words load(Path folder) throws IOException {
            return new Words(Files.readAllLines(folder.resolve("words.txt")));
        }
    }

    /** The same files, another class. */
    public static final class Others implements PortableModel {
        @Override
        public void save(Path folder) {}

        public static Others load(Path folder) {
            return new Others();
        }
    }

    /** Cannot be made again. */
    public static final class OneWay implements PortableModel {
        @Override
        public void save(Path folder) {}
    }

    private static final Place ENTRY = Place.of("conf/base/catalog.yml", 1);

    @TempDir
    Path root;

    private Path artifacts = Path.of("");
    private String run = "";

    @BeforeEach
    void hasARun() {
        FileTrackingStore store = FileTrackingStore.open(root.resolve("mlruns"));
        Run made = store.runs().create(Experiments.DEFAULT_ID, "", "", 1, Map.of());
        run = made.info().id();
        artifacts = store.artifacts().folder(made.info());
    }

    private OpenCatalog catalog(Map<String, ?> more) {
        Problems problems = new Problems();
        DataCatalog catalog = catalog(more, problems);
        assertThat(problems.all()).isEmpty();
        assertThat(catalog.check("model")).isEmpty();
        return catalog.open(CatalogSession.of(root, "v1"));
    }

    private DataCatalog catalog(Map<String, ?> more, Problems problems) {
        Map<String, Object> entry = new HashMap<>(more);
        entry.put("type", "mlflow.Model");
        entry.put("run_id", run);
        return DataCatalog.of(
                ConfigMap.of(Map.of("model", entry), ENTRY),
                ConfigMap.empty(Place.of("conf/local/credentials.yml")),
                DatasetTypes.of(new ModelDatasetType()),
                problems);
    }

    private void save(Map<String, ?> more, Object model) {
        try (OpenCatalog catalog = catalog(more)) {
            catalog.save("model", model.getClass(), model);
        }
    }

    private Object load(Class<?> type) {
        try (OpenCatalog catalog = catalog(Map.of())) {
            return catalog.load("model", type);
        }
    }

    private List<Problem> problems(Map<String, ?> more) {
        return catalog(more, new Problems()).check("model");
    }

    private Map<?, ?> description() throws IOException {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return (Map<?, ?>) yaml.load(Files.readString(artifacts.resolve("model/MLmodel")));
    }

    private void describe(String from, String to) throws IOException {
        Path file = artifacts.resolve("model/MLmodel");
        assertThat(file).content().contains(from);
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    @Nested
    class ASignature {
        @Test
        void isThatOfTheModelItself() throws IOException {
            save(Map.of(), new Line(1, 2));

            assertThat(description().get("signature"))
                    .hasToString("{inputs=[{\"type\":\"double\",\"name\":\"x\",\"required\":true}], "
                            + "outputs=[{\"type\":\"double\",\"name\":\"y\",\"required\":true}], params=null}");
            assertThat(description().get("saved_input_example_info"))
                    .hasToString("{artifact_path=input_example.json, serving_input_path=serving_input_example.json, "
                            + "type=dataframe, pandas_orient=split}");
            assertThat(artifacts.resolve("model/input_example.json"))
                    .hasContent("{\"columns\":[\"x\"],\"data\":[[1.5]]}");
            assertThat(artifacts.resolve("model/serving_input_example.json"))
                    .hasContent("{\"dataframe_split\":{\"columns\":[\"x\"],\"data\":[[1.5]]}}");
            assertThat(load(Line.class)).isEqualTo(new Line(1, 2));
        }

        @Test
        void mayBeWrittenInTheCatalog() throws IOException {
            Map<String, Object> entry = Map.of(
                    "signature", Map.of("inputs", Map.of("crew", "long?")),
                    "input_example", List.of(Map.of("crew", 3), Map.of("crew", 4)));

            save(entry, new Line(1, 2));

            assertThat(description().get("signature"))
                    .hasToString("{inputs=[{\"type\":\"long\",\"name\":\"crew\",\"required\":false}], outputs=null, "
                            + "params=null}");
            assertThat(artifacts.resolve("model/input_example.json"))
                    .hasContent("{\"columns\":[\"crew\"],\"data\":[[3],[4]]}");
        }

        @Test
        void isLeftOutWhereNobodyKnowsIt() throws IOException {
            save(Map.of(), new Plain(2));

            assertThat(description().keySet().stream().map(String::valueOf))
                    .contains("flavors", "artifact_path", "run_id", "model_uuid", "utc_time_created")
                    .doesNotContain("signature", "saved_input_example_info");
        }

        @Test
        void thatMakesNoSenseIsToldBeforeTheRun() {
            assertThat(problems(Map.of("signature", Map.of("inputs", Map.of("crew", "lnog")))))
                    .singleElement()
                    .asString()
                    .contains("'lnog' is no type of a column", "conf/base/catalog.yml:1");
            assertThat(problems(Map.of("input_example", "three")))
                    .singleElement()
                    .asString()
                    .contains("input_example must be a row");
            assertThat(problems(Map.of("flavour", "onx")))
                    .singleElement()
                    .asString()
                    .contains("there is no flavour 'onx'; did you mean 'onnx'?");
        }
    }

    @Nested
    class APortableModel {
        @Test
        void writesAndReadsItsOwnFiles() throws IOException {
            save(Map.of(), new Words(List.of("one", "two")));

            assertThat(artifacts.resolve("model/data/more/size")).hasContent("2");
            assertThat(((Words) load(Words.class)).words).containsExactly("one", "two");
        }

        @Test
        void isOnlyMadeOfTheClassThatTheNodeWants() {
            save(Map.of(), new Words(List.of("one")));

            assertThatThrownBy(() -> load(Others.class))
                    .hasMessageContaining("JED-845")
                    .hasMessageContaining("was saved as '" + Words.class.getName() + "'")
                    .hasMessageContaining("Others' is wanted");
        }

        @Test
        void mustSayHowItIsMadeAgain() {
            try (OpenCatalog catalog = catalog(Map.of())) {
                assertThat(catalog.definition().checkSave("model", OneWay.class, ENTRY))
                        .isPresent()
                        .get()
                        .asString()
                        .contains("public static T load(Path)");
            }
        }
    }

    @Nested
    class AFolderFromElsewhere {
        @Test
        void cannotNameFilesOutsideOfIt() throws IOException {
            save(Map.of(), new Plain(2));
            describe("data: model.json", "data: ../../../secret.json");

            assertThatThrownBy(() -> load(Plain.class)).hasMessageContaining("JED-841");
        }

        @Test
        void mayLackAFile() throws IOException {
            save(Map.of(), new Plain(2));
            Files.delete(artifacts.resolve("model/model.json"));

            assertThatThrownBy(() -> load(Plain.class))
                    .hasMessageContaining("The model lacks its model.json")
                    .hasMessageContaining("conf/base/catalog.yml:1");
        }

        @Test
        void mayBeNoModelAtAll() throws IOException {
            save(Map.of(), new Plain(2));
            Files.writeString(artifacts.resolve("model/MLmodel"), "flavors: {python_function: {loader_module: m}}");
            assertThatThrownBy(() -> load(Plain.class))
                    .hasMessageContaining("has the flavours [python_function]; none of them is known here");

            Files.writeString(artifacts.resolve("model/MLmodel"), "flavors: [");
            assertThatThrownBy(() -> load(Plain.class)).hasMessageContaining("has no MLmodel that can be read");
        }
    }

    @Nested
    class AModelInOnnx {
        @Test
        void hasTheSignatureOfItsGraphAndWhatPythonNeeds() throws IOException {
            save(Map.of("input_example", Map.of("x", List.of(List.of(1.0, 2.0)))), new OnnxModel(TinyOnnx.model()));

            assertThat(String.valueOf(description().get("signature")))
                    .contains("\"type\":\"tensor\"", "\"name\":\"x\"", "\"dtype\":\"float32\"", "\"shape\":[-1,2]")
                    .contains("\"name\":\"y\"", "\"shape\":[-1,1]");
            assertThat(String.valueOf(description().get("saved_input_example_info")))
                    .contains("type=ndarray")
                    .doesNotContain("format");
            assertThat(artifacts.resolve("model/input_example.json")).hasContent("{\"x\":[[1.0,2.0]]}");
            assertThat(artifacts.resolve("model/serving_input_example.json"))
                    .hasContent("{\"inputs\":{\"x\":[[1.0,2.0]]}}");
            assertThat(artifacts.resolve("model/requirements.txt")).content().contains("onnxruntime");
            assertThat(artifacts.resolve("model/python_env.yaml"))
                    .content()
                    .contains("python: 3.11.7", "- -r requirements.txt");
            assertThat(artifacts.resolve("model/conda.yaml")).content().contains("name: mlflow-env");
        }

        @Test
        void isScoredInJava() {
            save(Map.of(), new OnnxModel(TinyOnnx.model()));

            try (OnnxScorer scorer = ((OnnxModel) load(OnnxModel.class)).scorer()) {
                assertThat(scorer.score(new float[][] {{1, 1}, {0, 2}})).isDeepEqualTo(new float[][] {{6}, {7}});
                assertThat(scorer.score(Map.of("x", new float[][] {{0, 0}})))
                        .containsOnlyKeys("y")
                        .extractingByKey("y")
                        .isEqualTo(new float[][] {{1}});
            }
        }

        @Test
        void saysWhatItDoesNotTake() {
            try (OnnxScorer scorer = new OnnxModel(TinyOnnx.model()).scorer()) {
                assertThatThrownBy(() -> scorer.score(Map.of("X", new float[][] {{1, 1}})))
                        .hasMessageContaining("JED-849")
                        .hasMessageContaining("no input 'X'; it has [x]");
                assertThatThrownBy(() -> scorer.score(Map.of("x", new double[][] {{1, 1}})))
                        .hasMessageContaining("JED-849");
                assertThatThrownBy(() -> scorer.score(new float[][] {{1, 1, 1}}))
                        .hasMessageContaining("JED-849");
            }
            OnnxModel broken = new OnnxModel(new byte[] {1, 2, 3});
            assertThatThrownBy(broken::scorer).hasMessageContaining("JED-845").hasMessageContaining("cannot be opened");
        }
    }
}
