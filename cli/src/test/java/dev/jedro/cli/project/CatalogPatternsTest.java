package dev.jedro.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jedro.cli.CommandRun;
import dev.jedro.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogPatternsTest {
    @TempDir
    Path folder;

    LettersOnDisk project;

    @BeforeEach
    void makeProject() throws IOException {
        project = LettersOnDisk.in(folder);
        project.write("conf/base/catalog_patterns.yml", """
                "{what}raft":
                  type: Text
                  filepath: data/{what}.txt
                  credentials: shop
                "x_{rest}":
                  type: Json
                  filepath: data/{rest}.json
                """);
    }

    private JsonNode json(String... arguments) throws IOException {
        return new ObjectMapper().readTree(project.jedro(arguments).out());
    }

    @Test
    void areListedInTheOrderOfTheirTryingWithWhatTheyMatch() throws IOException {
        assertThat(project.jedro("catalog", "patterns").out().lines())
                .containsExactly(
                        "{what}raft  conf/base/catalog_patterns.yml:1:1  draft",
                        "x_{rest}    conf/base/catalog_patterns.yml:5:1  unused");
        JsonNode first = json("catalog", "patterns", "--format", "json").get(0);
        assertThat(first.get("pattern").asText()).isEqualTo("{what}raft");
        assertThat(first.get("matches")).extracting(JsonNode::asText).containsExactly("draft");
    }

    @Test
    void areSaidToBeNoneWhereThereAreNone() throws IOException {
        project.write("conf/base/catalog_patterns.yml", "");

        assertThat(project.jedro("catalog", "patterns").out()).isEmpty();
        assertThat(project.jedro("catalog", "patterns").err()).contains("The catalog has no patterns.");
        assertThat(project.jedro("catalog", "patterns", "--format", "json").err())
                .isEmpty();
    }

    @Test
    void areFilledInForAllThatTheProjectNames() throws IOException {
        String yaml = project.jedro("catalog", "resolve").out();

        assertThat(yaml)
                .startsWith("name:\n  type: Text\n  filepath: data/name.txt\n")
                .contains("draft:\n  type: Text\n  filepath: data/d.txt\n")
                .doesNotContain("x_", "{", "hunter2");
        assertThat(json("catalog", "resolve", "draft", "--format", "json")
                        .get(0)
                        .toString())
                .isEqualTo(
                        "{\"name\":\"draft\",\"pattern\":\"{what}raft\",\"place\":\"conf/base/catalog_patterns.yml:1:1\","
                                + "\"entry\":{\"type\":\"Text\",\"filepath\":\"data/d.txt\",\"credentials\":\"shop\"}}");
    }

    @Test
    void areFilledInForANameThatNothingUsesYet() {
        assertThat(project.jedro("catalog", "resolve", "x_ray").out())
                .isEqualTo("x_ray:\n  type: Json\n  filepath: data/ray.json\n");
    }

    @Test
    void namesThatNothingMatchesAreToldAllAtOnce() {
        CommandRun run = project.jedro("catalog", "resolve", "leter", "x_ray", "nmae");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(
                        "JED-606",
                        "'leter'",
                        "Near: letter",
                        "'nmae'",
                        "Near: name",
                        "at jedro catalog resolve",
                        "Try:  list");
    }
}
