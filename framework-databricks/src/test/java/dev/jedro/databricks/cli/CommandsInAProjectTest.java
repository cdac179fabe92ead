package dev.jedro.databricks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands in a project whose spark.yml names workspace and cluster. */
class CommandsInAProjectTest extends TypedCommands {
    @BeforeEach
    void makesAProject() throws IOException {
        Files.writeString(project.resolve("jedro.yml"), "name: Shop\nproject: shop.Shop\n");
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(cfg(), "[dev]\nhost = " + fake.url() + "\ntoken = " + TOKEN + "\n");
        fake.cluster(CLUSTER, "TERMINATED", "19.1.x-scala2.13");
    }

    private void spark(String text) throws IOException {
        Files.writeString(project.resolve("conf/base/spark.yml"), text);
    }

    @Test
    void doctorLooksAtWhatItNames() throws IOException {
        spark("provider: databricks\nprofile: none\n");
        Path file = Files.createDirectory(project.resolve("conf/cluster")).resolve("spark.yml");
        Files.writeString(file, "provider: databricks\nprofile: dev\ncluster_id: " + CLUSTER + "\n");
        env.put("JEDRO_ENV", "cluster");

        Run run = type("", "doctor");

        assertThat(run.out())
                .contains("ok    spark.yml   provider databricks (conf/cluster/spark.yml), auto_start never")
                .contains("profile 'dev'")
                .contains("warn  cluster     cluster " + CLUSTER + " (" + CLUSTER + ") is TERMINATED")
                .contains("jedro databricks ping --profile dev --cluster-id " + CLUSTER + " --start always")
                .doesNotContain(TOKEN);
    }

    @Test
    void doctorFailsWithoutAClusterOnlyWhereRunsNeedOne() throws IOException {
        spark("provider: databricks\nprofile: dev\n");

        Run run = type("", "doctor");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "fail  cluster     It is not said on which Databricks cluster to work. (conf/base/spark.yml:1:1)")
                .contains("add to spark.yml:  cluster_id:")
                .contains("skip  runtime     none is chosen");

        spark("provider: local\nprofile: dev\n");
        assertThat(type("", "doctor").code()).isZero();
    }

    @Test
    void doctorNamesTheClustersThatArePerhapsMeant() throws IOException {
        spark("provider: databricks\nprofile: dev\ncluster_id: " + CLUSTER.replace("1234", "1243") + "\n");

        assertThat(type("", "doctor").out())
                .contains("does not exist (conf/base/spark.yml:3:1)")
                .contains("is it one of these?  " + CLUSTER + " (cluster " + CLUSTER + ")");
    }

    @Test
    void doctorTellsWhatIsWrongInIt() throws IOException {
        spark("provider: databricks\nprofile: dev\nauto_start: allways\n");

        Run run = type("", "doctor");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("fail  spark.yml   auto_start is never, prompt or always, not 'allways'.");
    }

    @Test
    void pingStartsTheClusterOnlyIfAPersonAgreesOrTheFileSaysSo() throws IOException {
        spark("provider: databricks\nprofile: dev\ncluster_id: " + CLUSTER + "\n");
        assertThat(type("", "ping").out()).contains("state    TERMINATED");

        person = List.of("no");
        Run refused = type("", "ping");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("Start it, which costs money? yes or no", "JED-742");
        assertThat(fake.requests()).doesNotContain("POST /api/2.1/clusters/start");

        person = List.of("yes");
        assertThat(type("", "ping").out()).contains("state    RUNNING");
        assertThat(fake.requests()).contains("POST /api/2.1/clusters/start");

        person = List.of();
        fake.cluster(CLUSTER, "TERMINATED", "19.1.x-scala2.13");
        spark("profile: dev\ncluster_id: " + CLUSTER + "\nauto_start: always\n");
        assertThat(type("", "ping", "--start", "never").out()).contains("state    TERMINATED");
        assertThat(type("", "ping").out()).contains("state    RUNNING");
    }
}
