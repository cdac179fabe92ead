package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.jedro.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an editor says of files, by the schemas: a validator of others stands for the editor. */
class ProjectSchemasTest {
    @TempDir
    Path root;

    private Map<String, Map<String, Object>> schemas = Map.of();

    enum Mode {
        FAST,
        VERY_CAREFUL
    }

    record Model(double testSize, List<String> features, Mode mode, Optional<Duration> limit) {}

    static String learn(Model model, int depth, String text) {
        return model + text + depth;
    }

    @BeforeEach
    void make() {
        TinyProject tiny = TinyProject.of(
                root,
                project -> project.pipeline(
                        "main",
                        () -> Pipeline.of(node(ProjectSchemasTest::learn)
                                .from(param("model"), param("tree.depth"), ref("text"))
                                .to(ref("learnt")))));
        try (Session session = tiny.open()) {
            schemas = session.schemas();
        }
    }

    /** The mistakes that an editor would mark; empty if none. */
    private List<String> mistakes(String schema, String yaml) throws IOException {
        JsonNode document = new YAMLMapper().readTree(yaml);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(new ObjectMapper().<JsonNode>valueToTree(schemas.get(schema)))
                .validate(document)
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    @Nested
    class OfTheCatalog {
        @Test
        void takesEntriesWithTheOptionsOfTheirType() throws IOException {
            assertThat(mistakes("catalog", """
                            companies:
                              type: Csv
                              filepath: data/companies.csv
                              layer: raw
                              versioned: true
                              metadata: {owner: me}
                            "{name}_text": {type: Text, filepath: "data/{name}.txt"}
                            _hidden: {whatever: 1}
                            mine: {type: com.example.MyType, anything: goes}
                            """)).isEmpty();
        }

        @Test
        void marksAKeyThatTheTypeDoesNotHave() throws IOException {
            assertThat(mistakes("catalog", "a: {type: Text, filepth: x.txt}"))
                    .anyMatch(message -> message.contains("filepth"));
        }

        @Test
        void marksAnEntryWithoutAType() throws IOException {
            assertThat(mistakes("catalog", "a: {filepath: x.txt}")).isNotEmpty();
        }

        @Test
        void takesAnInterpolationForAnyValue() throws IOException {
            assertThat(mistakes(
                            "catalog",
                            "a: {type: Csv, filepath: '${globals:folder}/a.csv', versioned: '${globals:keep}'}"))
                    .isEmpty();
        }
    }

    @Nested
    class OfTheParameters {
        @Test
        void takesWhatTheRecordsOfTheNodesTake() throws IOException {
            assertThat(mistakes("parameters", """
                            model:
                              test_size: 0.2
                              features: [a, b]
                              mode: very_careful
                              limit: 90s
                            tree: {depth: 3, note: free}
                            other: anything
                            """)).isEmpty();
        }

        @Test
        void marksATypeAKeyAndAChoiceThatDoNotFit() throws IOException {
            assertThat(mistakes("parameters", "model: {test_size: much, features: [], mode: fast}"))
                    .isNotEmpty();
            assertThat(mistakes("parameters", "model: {test_size: 1, features: [], mode: fast, speed: 1}"))
                    .isNotEmpty();
            assertThat(mistakes("parameters", "model: {test_size: 1, features: [], mode: quick}"))
                    .isNotEmpty();
            assertThat(mistakes("parameters", "tree: {depth: deep}")).isNotEmpty();
        }

        @Test
        void takesAnInterpolationForAMapOrANumber() throws IOException {
            assertThat(mistakes("parameters", "{model: '${globals:model}', tree: {depth: '${globals:depth}'}}"))
                    .isEmpty();
        }
    }

    @Test
    void theProjectFileHasOneToo() throws IOException {
        assertThat(mistakes("jedro", "{name: Tiny, project: a.B, jvm: [-Xmx1g]}"))
                .isEmpty();
        assertThat(mistakes("jedro", "{name: Tiny, project: a.B, jmv: [-Xmx1g]}"))
                .anyMatch(message -> message.contains("jmv"));
    }
}
