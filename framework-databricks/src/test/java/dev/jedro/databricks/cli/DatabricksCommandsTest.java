package dev.jedro.databricks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jedro.databricks.Surroundings;
import dev.jedro.databricks.testkit.Answer;
import dev.jedro.databricks.testkit.FakeWorkspace;
import dev.jedro.problem.JedroException;
import dev.jedro.spi.CommandContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as typed, against a workspace on this machine. Whatever they print bears no token. */
class DatabricksCommandsTest {
    private static final String TOKEN = "dapi-planted-0123456789";
    private static final String CLUSTER = "1120-101010-abcd1234";

    private record Run(int code, String out, String err) {}

    @TempDir
    Path folder;

    final FakeWorkspace fake = FakeWorkspace.start().token(TOKEN);
    final Map<String, String> env = new LinkedHashMap<>();
    Path home;
    Path project;

    @BeforeEach
    void makeFolders() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        project = Files.createDirectory(folder.resolve("project"));
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private Path cfg() {
        return home.resolve(".databrickscfg");
    }

    /** What a person at the terminal answers; empty if there is none. */
    private Optional<String> person = Optional.empty();

    private CommandContext context(PrintStream out, PrintStream err) {
        return new CommandContext() {
            @Override
            public Optional<Path> root() {
                return Optional.of(project);
            }

            @Override
            public PrintStream out() {
                return out;
            }

            @Override
            public PrintStream err() {
                return err;
            }

            @Override
            public boolean interactive() {
                return person.isPresent();
            }

            @Override
            public Optional<String> ask(String question, String usual) {
                person.ifPresent(any -> err.println(question));
                return person;
            }
        };
    }

    private Run type(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream answers = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream rest = new PrintStream(err, true, StandardCharsets.UTF_8);
        CommandContext context = context(answers, rest);
        CommandLine line = DatabricksCommands.line(
                context,
                new Surroundings(env, home, Optional.of(project)),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, command, result) -> {
            if (e instanceof JedroException mistake) {
                mistake.problems().forEach(rest::println);
                return 2;
            }
            throw e;
        });
        int code = line.execute(arguments);
        Run run = new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        assertThat(run.err()).doesNotContain(TOKEN);
        if (!List.of(arguments).contains("--show-secrets")) {
            assertThat(run.out()).doesNotContain(TOKEN);
        }
        return run;
    }

    private void profile() throws IOException {
        Files.writeString(
                cfg(), "[dev]\nhost = " + fake.url() + "\ntoken = " + TOKEN + "\ncluster_id = " + CLUSTER + "\n");
        env.put("DATABRICKS_CONFIG_PROFILE", "dev");
    }

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
                    .contains("JED-746", "JED-723", "'a]b'", "--token")
                    .doesNotContain("dapi-planted");
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

    /** In a project whose spark.yml names workspace and cluster. */
    @Nested
    class InAProjectWithSpark {
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
                    .contains("jedro databricks ping --start always")
                    .doesNotContain(TOKEN);
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

            person = Optional.of("no");
            Run refused = type("", "ping");
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("Start it, which costs money? yes or no", "JED-742");
            assertThat(fake.requests()).doesNotContain("POST /api/2.1/clusters/start");

            person = Optional.of("yes");
            assertThat(type("", "ping").out()).contains("state    RUNNING");
            assertThat(fake.requests()).contains("POST /api/2.1/clusters/start");

            person = Optional.empty();
            fake.cluster(CLUSTER, "TERMINATED", "19.1.x-scala2.13");
            spark("profile: dev\ncluster_id: " + CLUSTER + "\nauto_start: always\n");
            assertThat(type("", "ping", "--start", "never").out()).contains("state    TERMINATED");
            assertThat(type("", "ping").out()).contains("state    RUNNING");
        }
    }
}
