package dev.jedro.databricks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jedro.databricks.testkit.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The commands as typed, against a workspace on this machine. Whatever they print bears no token. */
class DatabricksCommandsTest extends TypedCommands {
    @Nested
    class Configure {

        @Test
        void writesAProfileThatWorks() throws IOException {
            Run run = type(
                    TOKEN + "\n", "configure", "--profile", "dev", "--host", fake.url() + "/?o=1", "--token-stdin");

            assertThat(run.code()).isZero();
            assertThat(run.out()).isEqualTo("Wrote the profile 'dev' to ~/.databrickscfg.\n");
            assertThat(Files.readString(cfg())).isEqualTo("[dev]\nhost = " + fake.url() + "\ntoken = " + TOKEN + "\n");
            assertThat(type("", "ping", "--profile", "dev").out()).contains("ada@example.com");
        }

        @Test
        @DisabledOnOs(OS.WINDOWS)
        void letsOnlyTheOwnerReadIt() throws IOException {
            Files.writeString(cfg(), "[old]\nhost = a\n");
            Files.setPosixFilePermissions(cfg(), PosixFilePermissions.fromString("rw-r--r--"));

            type(TOKEN, "configure", "--host", fake.url(), "--token-stdin");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cfg())))
                    .isEqualTo("rw-------");
            assertThat(home.toFile().list()).containsExactly(".databrickscfg");
        }

        @Test
        void keepsWhateverElseStandsThere() throws IOException {
            Files.writeString(
                    cfg(),
                    "# mine\r\n[prod]\r\nhost = p\r\n\r\n[dev] # test\r\n; old\r\ntoken: old\r\nwarehouse_id = w\r\n\r\n[last]\r\nhost = l\r\n");

            type(
                    TOKEN,
                    "configure",
                    "--profile",
                    "dev",
                    "--host",
                    fake.url(),
                    "--token-stdin",
                    "--cluster-id",
                    CLUSTER);

            assertThat(Files.readString(cfg()).lines())
                    .containsExactly(
                            "# mine",
                            "[prod]",
                            "host = p",
                            "",
                            "[dev] # test",
                            "; old",
                            "token = " + TOKEN,
                            "warehouse_id = w",
                            "host = " + fake.url(),
                            "cluster_id = " + CLUSTER,
                            "",
                            "[last]",
                            "host = l");
            assertThat(Files.readString(cfg())).contains("\r\n");
        }

        @Test
        void asksNobodyWhereNobodyIs() {
            Run run = type("", "configure", "--profile", "dev");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).startsWith("JED-747").contains("--host", "--token-stdin");
            assertThat(cfg()).doesNotExist();
        }

        @Test
        void saysThatStandardInputBroughtNoToken() {
            Run nothing = type("", "configure", "--host", fake.url(), "--token-stdin");
            Run blank = type("\n" + TOKEN, "configure", "--host", fake.url(), "--token-stdin");

            assertThat(nothing.code()).isEqualTo(2);
            assertThat(nothing.err()).startsWith("JED-747").contains("nothing on standard input");
            assertThat(blank.err()).startsWith("JED-747").contains("first line of standard input", "is empty");
            assertThat(nothing.err() + blank.err()).doesNotContain("is missing");
        }

        @Test
        void asksAPersonAgainWhoAnswersNothingToWhatIsNeeded() throws IOException {
            person = List.of("", " ", fake.url(), "", TOKEN, "");

            Run run = type("", "configure", "--profile", "dev");

            assertThat(run.code()).isZero();
            assertThat(run.err().lines().filter("Host of the workspace"::equals))
                    .hasSize(3);
            assertThat(Files.readString(cfg())).isEqualTo("[dev]\nhost = " + fake.url() + "\ntoken = " + TOKEN + "\n");
        }

        @Test
        void removesTheOtherLoginOfTheProfileAndSaysSo() throws IOException {
            Files.writeString(cfg(), """
                    [dev]
                    # the robot
                    client_id = c
                    #client_secret = older
                    client_secret: planted=s
                    auth_type=oauth-m2m
                    warehouse_id = w
                    [robot]
                    client_id = r
                    client_secret = t
                    """);

            Run run = type(TOKEN, "configure", "--profile", "dev", "--host", fake.url(), "--token-stdin");

            assertThat(run.code()).isZero();
            assertThat(run.err())
                    .contains("Removed its other login: client_id, client_secret, auth_type.")
                    .doesNotContain("planted");
            assertThat(Files.readString(cfg()).lines())
                    .containsExactly(
                            "[dev]",
                            "# the robot",
                            "#client_secret = older",
                            "warehouse_id = w",
                            "host = " + fake.url(),
                            "token = " + TOKEN,
                            "[robot]",
                            "client_id = r",
                            "client_secret = t");
            assertThat(type("", "ping", "--profile", "dev").out()).contains("ada@example.com");
        }

        @Test
        void refusesWhatCannotBeRight() {
            Run run = type(
                    "dapi-planted 0123456789\n",
                    "configure",
                    "--profile",
                    "a]b",
                    "--host",
                    "http://one.net",
                    "--token-stdin");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err())
                    .contains("JED-746", "JED-723", "'a]b'", "token")
                    .doesNotContain("dapi-planted", "--token\n");
            assertThat(cfg()).doesNotExist();
        }
    }

    @Nested
    class Profiles {

        @Test
        void areListedWithWhatIsWrong() throws IOException {
            Files.writeString(
                    cfg(), "[dev]\nhost = a.net\ntoken = " + TOKEN + "\nhots = x\n[robot]\nclient_secret = s\n[bad\n");

            Run run = type("", "profiles");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.out().lines()).containsExactly("dev    a.net  pat", "robot         oauth-m2m");
            assertThat(run.err())
                    .contains("JED-721", "~/.databrickscfg:4", "Near: host", "JED-720", "~/.databrickscfg:7");
        }

        @Test
        void areListedForPrograms() throws IOException {
            profile();

            JsonNode json = new ObjectMapper()
                    .readTree(type("", "profiles", "--format", "json").out());

            assertThat(json.get(0).get("name").asText()).isEqualTo("dev");
            assertThat(json.get(0).get("place").asText()).isEqualTo("~/.databrickscfg:1");
        }

        @Test
        void areNone() {
            assertThat(type("", "profiles").out()).contains("jedro databricks configure");
        }

        @Test
        void areNotInAFileThatIsNamedAndNotThere() {
            env.put("DATABRICKS_CONFIG_FILE", folder.resolve("none").toString());

            Run run = type("", "profiles");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).startsWith("JED-720").contains("DATABRICKS_CONFIG_FILE", "configure");
        }
    }

    @Nested
    class AuthEnv {

        @Test
        void tellsTheSourceOfEverySetting() throws IOException {
            profile();

            assertThat(type("", "auth", "env").out().lines())
                    .containsExactly(
                            "DATABRICKS_HOST=" + fake.url() + "  # ~/.databrickscfg:2",
                            "DATABRICKS_TOKEN=*****  # ~/.databrickscfg:3",
                            "DATABRICKS_CLUSTER_ID=" + CLUSTER + "  # ~/.databrickscfg:4",
                            "# login: pat");
            assertThat(type("", "auth", "env", "--show-secrets").out()).contains("DATABRICKS_TOKEN=" + TOKEN);
        }

        @Test
        void saysWhereToPutWhatIsMissing() {
            Run run = type("", "auth", "env");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).startsWith("JED-724").contains("~/.databrickscfg", "jedro databricks configure");
        }
    }

    @Nested
    class Ping {

        @Test
        void tellsWhoAndWhere() throws IOException {
            profile();
            fake.cluster(CLUSTER, "TERMINATED", "19.1.x-scala2.13");

            JsonNode json = new ObjectMapper()
                    .readTree(type("", "ping", "--format", "json").out());

            assertThat(json.get("user").asText()).isEqualTo("ada@example.com");
            assertThat(json.get("state").asText()).isEqualTo("TERMINATED");
            assertThat(fake.requests()).noneMatch(request -> request.startsWith("POST"));
        }

        @Test
        void saysThatTheTokenIsBad() throws IOException {
            profile();
            fake.revokeTokens();

            Run run = type("", "ping");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).startsWith("JED-735").contains("~/.databrickscfg:3", "*****", "make a new token");
        }
    }

    @Nested
    class Doctor {

        private void client(String version) throws IOException {
            Path libraries =
                    Files.createDirectories(project.resolve("target/jedro")).resolve("libraries.txt");
            Files.writeString(libraries, "/m2/a.jar:/m2/spark-connect-client-jvm_2.13-" + version + ".jar:/m2/b.jar\n");
        }

        @Test
        void passesWhatIsGood() throws IOException {
            profile();
            client("4.2.0");
            fake.cluster(CLUSTER, "RUNNING", "19.1.x-scala2.13");

            Run run = type("", "doctor");

            assertThat(run.code()).isZero();
            assertThat(run.out()
                            .lines()
                            .map(line ->
                                    line.replaceAll("^(\\S+ +\\S+) .*", "$1").replaceAll(" +", " ")))
                    .containsExactly(
                            "ok java",
                            "ok profile",
                            "ok name",
                            "ok connection",
                            "ok tls",
                            "ok login",
                            "ok cluster",
                            "ok runtime",
                            "ok access",
                            "skip warehouse");
        }

        @Test
        void saysWhatIsWrongWithTheCluster() throws IOException {
            profile();
            client("4.2.0");
            fake.cluster(CLUSTER, "TERMINATED", "17.3.x-scala2.13", "NONE");

            Run run = type("", "doctor");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out())
                    .containsSubsequence(
                            "warn  cluster",
                            "is TERMINATED",
                            "fail  runtime",
                            "is Spark 4.0",
                            "client is Spark 4.2",
                            "newer runtime",
                            "fail  access",
                            "Standard or Dedicated");
            assertThat(fake.requests()).noneMatch(request -> request.startsWith("POST"));
        }

        @Test
        void stopsAtWhatTheRestNeeds() throws IOException {
            profile();
            fake.answers("/api/2.0/preview/scim/v2/Me", Answer.status(403));
            assertThat(type("", "doctor").out()).contains("fail  login", "skip  cluster");
            assertThat(fake.requests()).containsExactly("GET /api/2.0/preview/scim/v2/Me");

            fake.close();
            Run run = type("", "doctor", "--format", "json");

            JsonNode json = new ObjectMapper().readTree(run.out());
            assertThat(run.code()).isEqualTo(1);
            assertThat(json.findValuesAsText("result"))
                    .containsExactly("pass", "pass", "pass", "fail", "skip", "skip", "skip", "skip", "skip", "skip");
            assertThat(json.get(3).get("code").asText()).isEqualTo("JED-731");
        }

        @Test
        void needsAProfile() throws IOException {
            Files.writeString(project.resolve(".env"), "DATABRICKS_PROFILE=dve\n");
            Files.writeString(cfg(), "[dev]\nhost = a\n");

            Run run = type("", "doctor");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out())
                    .contains("warn  .env", ".gitignore", "fail  profile", "'dve'", ".env:1", "skip  login");
        }
    }
}
