package dev.jedro.cli.global;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jedro.cli.CommandRun;
import org.junit.jupiter.api.Test;

class StarterCommandTest {

    @Test
    void listsForPeople() {
        CommandRun run = CommandRun.jedro("starter", "list");

        assertThat(run.code()).isZero();
        assertThat(run.out().lines())
                .anyMatch(line -> line.startsWith("minimal "))
                .anyMatch(line -> line.startsWith("spaceflights "));
    }

    @Test
    void listsForPrograms() throws JsonProcessingException {
        CommandRun run = CommandRun.jedro("starter", "list", "--format", "json");

        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json)
                .extracting(starter -> starter.get("name").asText())
                .containsExactly("databricks-iris", "minimal", "spaceflights", "spaceflights-spark");
        assertThat(json.get(0).get("description").asText()).isNotBlank();
        assertThat(json.get(0).get("aliases").toString()).isEqualTo("[\"pyspark-iris\",\"spark-iris\"]");
    }

    @Test
    void theSystemIsDescribedForProgramsToo() throws JsonProcessingException {
        JsonNode json = new ObjectMapper()
                .readTree(CommandRun.jedro("info", "--format", "json").out());

        assertThat(json.get("java").asText()).startsWith(System.getProperty("java.version"));
        assertThat(json.get("project").asText()).isEqualTo("none");
    }
}
