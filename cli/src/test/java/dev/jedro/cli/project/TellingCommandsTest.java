package dev.jedro.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jedro.cli.CommandRun;
import dev.jedro.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that tell something and change nothing. */
class TellingCommandsTest {
    @TempDir
    Path folder;

    LettersOnDisk project;

    @BeforeEach
    void makeProject() throws IOException {
        project = LettersOnDisk.in(folder);
    }

    private JsonNode json(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--format");
        all.add("json");
        CommandRun run = project.jedro(all.toArray(String[]::new));
        return new ObjectMapper().readTree(run.out());
    }

    @Nested
    class Registry {

        @Test
        void listsThePipelines() throws IOException {
            assertThat(project.jedro("registry", "list").out().lines())
                    .containsExactly(
                            "__default__  7 nodes",
                            "broken       3 nodes",
                            "endless       1 node",
                            "letters      3 nodes");
            assertThat(json("registry", "list").get(3).get("name").asText()).isEqualTo("letters");
            assertThat(json("registry", "list").get(3).get("nodes").asInt()).isEqualTo(3);
        }

        @Test
        void describesOneInTheOrderOfItsRun() throws IOException {
            assertThat(project.jedro("registry", "describe", "letters")
                            .out()
                            .lines()
                            .toList())
                    .startsWith("letters: 3 nodes", "Inputs:  name, params:greeting", "Outputs: loud", "Nodes:")
                    .anyMatch(line -> line.matches("- begin +name, params:greeting -> draft +Letters.java:\\d+"));
            assertThat(json("registry", "describe", "letters").get("nodes"))
                    .extracting(node -> node.get("name").asText())
                    .containsExactly("begin", "finish", "shout");
        }

        @Test
        void namesTheNearOnesOfOneThatIsNotThere() {
            CommandRun run = project.jedro("registry", "describe", "leters");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .startsWith("JED-606")
                    .contains(
                            "no pipeline named 'leters'",
                            "use one of: __default__, broken, endless, letters",
                            "Near: letters");
        }
    }

    @Nested
    class Schema {

        @Test
        void isWrittenWhereEditorsLookForIt() throws IOException {
            assertThat(project.jedro("schema").out().lines())
                    .containsExactly(
                            ".jedro/schema/catalog.json", ".jedro/schema/jedro.json", ".jedro/schema/parameters.json");
            JsonNode catalog = new ObjectMapper()
                    .readTree(folder.resolve(".jedro/schema/catalog.json").toFile());
            assertThat(catalog.at("/$schema").asText()).contains("draft-07");
            assertThat(catalog.at("/additionalProperties/properties/type/anyOf/0/enum"))
                    .extracting(JsonNode::asText)
                    .contains("Csv", "Text", "Memory");
        }

        @Test
        void knowsTheParametersThatNodesTake() throws IOException {
            JsonNode parameters = new ObjectMapper()
                    .readTree(project.jedro("schema", "parameters").out());

            assertThat(parameters.at("/properties/greeting/type")).isNotEmpty();
        }

        @Test
        void namesTheNearOnesOfOneThatIsNotThere() {
            CommandRun run = project.jedro("schema", "catlog");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("JED-606").contains("Near: catalog");
        }
    }

    @Nested
    class Catalog {

        @Test
        void listsWhatIsDefinedAndWhatIsUsed() throws IOException {
            assertThat(project.jedro("catalog", "list", "--pipelines", "letters")
                            .out()
                            .lines())
                    .containsExactly(
                            "draft   Memory",
                            "letter  Text    data/letter.txt",
                            "loud    Text    data/loud.txt",
                            "name    Text    data/name.txt");
            JsonNode all = json("catalog", "list");
            assertThat(all).extracting(dataset -> dataset.get("name").asText()).contains("never", "middle");
        }

        @Test
        void listsTheVersionsOfOne() throws IOException {
            for (int day = 10; day < 32; day++) {
                project.write("data/loud.txt/2026-" + day + "/loud.txt", "x");
            }

            assertThat(project.jedro("catalog", "describe", "loud").out().lines())
                    .filteredOn(line -> line.startsWith("versions "))
                    .singleElement()
                    .asString()
                    .startsWith("versions    2026-31, 2026-30, ")
                    .endsWith(", 2026-12, and 2 older");
            JsonNode loud = json("catalog", "describe", "loud");
            assertThat(loud.get("versions").get(0).asText()).isEqualTo("2026-31");
            assertThat(loud.get("versions")).hasSize(20);
            assertThat(loud.get("version_count").asInt()).isEqualTo(22);
            assertThat(json("catalog", "describe", "letter").has("versions")).isFalse();
        }

        @Test
        void describesOne() throws IOException {
            JsonNode loud = json("catalog", "describe", "loud");

            assertThat(loud.get("type").asText()).isEqualTo("Text");
            assertThat(loud.get("versioned").asBoolean()).isTrue();
            assertThat(loud.get("place").asText()).isEqualTo("conf/base/catalog.yml:7:1");
            assertThat(loud.get("written_by").get(0).asText()).isEqualTo("shout");
            assertThat(project.jedro("catalog", "describe", "draft").out())
                    .contains("type        Memory", "read by     finish");
        }

        @Test
        void namesTheNearOnesOfOneThatIsNotThere() {
            CommandRun run = project.jedro("catalog", "describe", "leter");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("JED-606").contains("Near: letter");
            assertThat(run.out()).isEmpty();
        }
    }

    @Nested
    class Config {

        @Test
        void isShownWithSecretsMasked() throws IOException {
            CommandRun run = project.jedro("config", "show");

            assertThat(run.out())
                    .contains("parameters:\n  greeting: Dear\n", "password: ")
                    .doesNotContain("hunter2");
            assertThat(json("config", "show").get("credentials").toString()).doesNotContain("hunter2");
            assertThat(json("config", "show", "parameters")
                            .get("parameters")
                            .get("depth")
                            .get("deep")
                            .isInt())
                    .isTrue();
        }

        @Test
        void isExplainedWithWhatItHides() throws IOException {
            project.write("conf/local/parameters.yml", "greeting: Hey\n");

            assertThat(project.jedro("config", "explain", "params:greeting")
                            .out()
                            .lines())
                    .containsExactly(
                            "parameters.greeting = Hey",
                            "  from  conf/local/parameters.yml:1:11",
                            "  hides Dear  (conf/base/parameters.yml:1:11)");
            JsonNode json = json("config", "explain", "params:greeting");
            assertThat(json.get("value").asText()).isEqualTo("Hey");
            assertThat(json.get("hides").get(0).get("place").asText()).isEqualTo("conf/base/parameters.yml:1:11");
        }

        @Test
        void tellsAllThatCannotBeResolvedInWhatItIsToShow() throws IOException {
            project.write("conf/local/parameters.yml", "greeting: ${nope}\nx: ${globals:zip}\n");

            CommandRun run = project.jedro("config", "show", "parameters");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("JED-221", "'nope'", "JED-223", "'zip'");
        }

        @Test
        void ofAnUnknownSectionIsRefused() {
            CommandRun run = project.jedro("config", "show", "paramters");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("JED-2").contains("parameters");
        }
    }

    @Nested
    class Check {

        @Test
        void findsWhatIsUnused() throws IOException {
            JsonNode problems = json("check");

            assertThat(problems)
                    .isNotEmpty()
                    .allMatch(problem -> problem.get("severity").asText().equals("warning"));
            assertThat(problems)
                    .anyMatch(problem -> problem.get("what").asText().contains("shop"));
            assertThat(problems.toString()).doesNotContain("hunter2");
            assertThat(project.jedro("check").code()).isZero();
        }

        @Test
        void findsErrorsAllAtOnceAndFails() throws IOException {
            project.write(
                    "conf/base/catalog.yml",
                    "name:\n  type: Txt\n  filepath: data/name.txt\nletter:\n  type: Text\n  filpath: x\n");

            CommandRun run = project.jedro("check");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.out())
                    .contains("at conf/base/catalog.yml:2:9", "Near: Text", "at conf/base/catalog.yml:6:3", "filepath");
        }

        @Test
        void tellsForProgramsWhyAProjectCannotBeOpened() throws IOException {
            project.write("jedro.yml", "name: letters\nproject: no.such.Class\n");

            CommandRun run = project.jedro("check", "--format", "json");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            JsonNode problem = new ObjectMapper().readTree(run.out()).get(0);
            assertThat(problem.get("code").asText()).isEqualTo("JED-503");
            assertThat(problem.get("where").get(0).get("source").asText()).isEqualTo("jedro.yml");
            assertThat(problem.get("where").get(0).get("line").asInt()).isEqualTo(2);
        }

        @Test
        void saysWhenAllIsWell() throws IOException {
            project.write("conf/base/parameters.yml", "greeting: Dear\n");
            project.write("conf/local/credentials.yml", "");

            CommandRun run = project.jedro("check");

            assertThat(run.out()).isEqualTo("No problems found.\n");
            assertThat(run.code()).isZero();
        }
    }

    @Test
    void logLevelsComeFromTheConfiguration() throws IOException {
        project.write("conf/base/logging.yml", "root: WARN\nloggers:\n  jedro.run: WARN\n");

        CommandRun run = project.jedro("run", "--pipelines", "letters");

        assertThat(run.code()).isZero();
        assertThat(run.err()).doesNotContain("INFO").contains("Done: 3 nodes");
    }

    @Test
    void aLogLevelThatIsNoneIsAProblemAtItsPlace() throws IOException {
        project.write("conf/base/logging.yml", "root: LOUD\n");

        CommandRun run = project.jedro("run");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("conf/base/logging.yml:1:7", "warn, error");
    }

    @Test
    void helpNamesTheCommands() {
        assertThat(project.jedro("--help").out()).contains("In a project:", "  run ");
        assertThat(project.jedro("run", "--help").out()).contains("--from-nodes", "--only-missing-outputs", "--env");
        assertThat(project.jedro("nonsense").err()).startsWith("JED-601");
    }

    @Nested
    class ATalkativeProject {

        @BeforeEach
        void makeProject() throws IOException {
            project.write("jedro.yml", "name: letters\nproject: " + Talkative.class.getName() + "\n");
        }

        @Test
        void isMaskedInLogAndProblems() {
            CommandRun run = project.jedro("registry", "list", "--verbose");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .contains("INFO  shop: connect with *****", "java.lang.IllegalStateException: as *****")
                    .contains("IllegalStateException: no pipeline for *****")
                    .doesNotContain("hunter2");
        }

        @Test
        void isMaskedInWhatCheckFinds() throws IOException {
            assertThat(project.jedro("check").out())
                    .contains("no pipeline for *****")
                    .doesNotContain("hunter2");
            assertThat(json("check").toString())
                    .contains("no pipeline for *****")
                    .doesNotContain("hunter2");
        }
    }
}
