package dev.jedro.spark.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigOptions;
import dev.jedro.config.ConfigSource;
import dev.jedro.config.ProjectConfig;
import dev.jedro.config.RuntimeParams;
import dev.jedro.databricks.DatabricksCode;
import dev.jedro.databricks.Surroundings;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.SparkCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who decides where a session is. Nothing is opened here. */
class SessionChoiceTest {
    @TempDir
    Path root;

    private final Map<String, String> environment = new LinkedHashMap<>();
    private String flags = "";

    private void file(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void written(String text) {
        file("conf/base/spark.yml", text);
    }

    private SessionRequest request(String name) {
        file("conf/base/catalog.yml", "");
        ConfigMap section = ProjectConfig.load(ConfigOptions.of(ConfigSource.folder(root.resolve("conf"), "conf"))
                        .withSection("spark")
                        .withSettings(RuntimeParams.parse(flags, "--set")))
                .section("spark");
        SparkSettings settings = SparkSettings.of(section);
        Surroundings surroundings = new Surroundings(environment, root.resolve("home"), Optional.of(root));
        return new SessionRequest(
                name,
                root,
                settings.choose(name, surroundings),
                settings.written(name),
                surroundings,
                (tags, done, total) -> {});
    }

    /** Each as {@code value (place)}. */
    private Map<String, String> choice(String name) {
        Map<String, String> shown = new LinkedHashMap<>();
        Providers.explain(request(name))
                .forEach((key, value) -> shown.put(key, value.shown() + " (" + value.place() + ")"));
        return shown;
    }

    private static List<Problem> problems(ThrowingCallable work) {
        return catchThrowableOfType(JedroException.class, work).problems();
    }

    @Nested
    class WithoutAName {
        @Test
        void isLocalIfNobodySaysAnything() {
            assertThat(choice("")).containsExactly(Map.entry("provider", "local (default)"));
        }

        @Test
        void isWhereTheFileSays() {
            written(
                    "provider: connect\nremote: sc://spark.acme.com/;token=planted\nconf: {spark.sql.ansi.enabled: 'false'}\n");

            assertThat(choice(""))
                    .containsEntry("provider", "connect (conf/base/spark.yml:1:1)")
                    .containsEntry("remote", "sc://spark.acme.com:15002 (encrypted) (conf/base/spark.yml:2:1)")
                    .containsEntry("conf.spark.sql.ansi.enabled", "false (conf/base/spark.yml:3:8)");
        }

        @Test
        void followsDotEnvBeforeTheFileTheEnvironmentBeforeDotEnvAndTheCommandLineBeforeAll() {
            written("provider: databricks\nremote: sc://file\n");
            file(".env", "SPARK_REMOTE=sc://dotenv/;token=planted # or another\n");
            assertThat(choice(""))
                    .containsEntry("provider", "connect (.env:1)")
                    .containsEntry("remote", "sc://dotenv:15002 (encrypted) (.env:1)");

            environment.put("SPARK_REMOTE", "sc://environment");
            assertThat(choice(""))
                    .containsEntry("provider", "connect (SPARK_REMOTE)")
                    .containsEntry("remote", "sc://environment:15002 (SPARK_REMOTE)");

            flags = "spark.remote=sc://flag";
            assertThat(choice(""))
                    .containsEntry("provider", "connect (--set)")
                    .containsEntry("remote", "sc://flag:15002 (--set)");

            flags = "spark.provider=local";
            assertThat(choice("")).containsEntry("provider", "local (--set)");
        }

        @Test
        void doesNotSendTheTokenOfOneServerToAnother() {
            written("provider: connect\nremote: sc://file\ntoken: planted\nheaders: {x-a: b}\n");
            environment.put("SPARK_REMOTE", "sc://environment");

            SessionRequest request = request("");
            assertThat(request.settings().token()).isEmpty();
            assertThat(request.settings().headers()).isEmpty();
            assertThat(request.choice().toString()).doesNotContain("planted");
        }

        @Test
        void isHereOrElsewhereAsUseSparkConnectSays() {
            written("provider: connect\nremote: sc://file\n");
            environment.put("USE_SPARK_CONNECT", "off");
            assertThat(choice("")).containsEntry("provider", "local (USE_SPARK_CONNECT)");

            written("remote: sc://file\n");
            environment.put("USE_SPARK_CONNECT", "true");
            assertThat(choice("")).containsEntry("provider", "connect (USE_SPARK_CONNECT)");

            written("{}\n");
            environment.put("DATABRICKS_HOST", "https://one.cloud.databricks.com");
            environment.put("DATABRICKS_TOKEN", "planted-dapi");
            environment.put("SPARK_CONNECT_CLUSTER_ID", "1120-101010-abcd1234");
            assertThat(choice(""))
                    .containsEntry("provider", "databricks (USE_SPARK_CONNECT)")
                    .containsEntry("host", "https://one.cloud.databricks.com (DATABRICKS_HOST)")
                    .containsEntry("token", "***** (DATABRICKS_TOKEN)")
                    .containsEntry("cluster_id", "1120-101010-abcd1234 (SPARK_CONNECT_CLUSTER_ID)");

            environment.put("USE_SPARK_CONNECT", "perhaps");
            assertThat(problems(() -> choice(""))).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(SparkCode.WRONG_SETTING);
                assertThat(problem.where().get(0)).hasToString("USE_SPARK_CONNECT");
                assertThat(problem.fixes()).contains("set it to true or false, or unset it");
            });
        }

        @Test
        void takesTheWorkspaceFromTheProfileThatIsNamedNearest() {
            file("home/.databrickscfg", """
                    [DEFAULT]
                    host = https://default.databricks.com
                    token = planted-default
                    [dev]
                    host = https://dev.databricks.com
                    token = planted-dev
                    cluster_id = 1120-101010-devdev12
                    """);
            written("provider: databricks\ncluster_id: 1120-101010-filefile\n");
            assertThat(choice(""))
                    .containsEntry("host", "https://default.databricks.com (~/.databrickscfg:2)")
                    .containsEntry("cluster_id", "1120-101010-filefile (conf/base/spark.yml:2:1)");

            written("provider: databricks\nprofile: dev\n");
            assertThat(choice(""))
                    .containsEntry("host", "https://dev.databricks.com (~/.databrickscfg:5)")
                    .containsEntry("cluster_id", "1120-101010-devdev12 (~/.databrickscfg:7)");

            written("{}\n");
            flags = "spark.profile=dev";
            assertThat(choice(""))
                    .containsEntry("provider", "databricks (--set)")
                    .containsEntry("token", "***** (~/.databrickscfg:6)");
        }

        @Test
        void refusesTheWorkspaceOfOneSourceWithTheCredentialsOfAnother() {
            file("home/.databrickscfg", "[dev]\nhost = https://dev.databricks.com\ntoken = planted-dev\n");
            written("provider: databricks\nprofile: dev\ncluster_id: 1120-101010-abcd1234\n");
            environment.put("DATABRICKS_HOST", "https://prod.databricks.com");

            assertThat(problems(() -> choice(""))).anySatisfy(problem -> {
                assertThat(problem.code()).isEqualTo(DatabricksCode.MIXED_CREDENTIALS);
                assertThat(problem.toString())
                        .contains("DATABRICKS_HOST", "~/.databrickscfg:3")
                        .doesNotContain("planted");
            });
        }

        @Test
        void saysWhichFileTakesWhatAVariableHasNoRoomFor() {
            written("provider: local\n");
            environment.put("USE_SPARK_CONNECT", "true");

            assertThat(problems(() -> choice("")))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.fixes())
                            .anyMatch(fix -> fix.startsWith("say where to work, in spark.yml:  profile: NAME")));
        }

        @Test
        void saysExactlyWhatToPutWhereIfThereIsNoProfile() {
            written("provider: databricks\n");

            assertThat(problems(() -> choice(""))).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(DatabricksCode.NO_WORKSPACE);
                assertThat(problem.fixes())
                        .contains("make a profile with: jedro databricks configure")
                        .contains("set DATABRICKS_HOST and DATABRICKS_TOKEN")
                        .anyMatch(fix -> fix.startsWith("say where to work, in conf/base/spark.yml:  profile: NAME"));
                assertThat(problem.where()).hasToString("[~/.databrickscfg, conf/base/spark.yml:1:1]");
            });

            written("provider: databricks\nprofile: DEFAULT\n");
            assertThat(problems(() -> choice(""))).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(DatabricksCode.UNKNOWN_PROFILE);
                assertThat(problem.fixes())
                        .hasSize(2)
                        .contains("make it with: jedro databricks configure --profile DEFAULT")
                        .anyMatch(fix -> fix.contains("in conf/base/spark.yml:  cluster_id: "));
            });
        }
    }

    @Nested
    class WithAName {
        @Test
        void isWhatTheFileSaysWhateverTheEnvironmentSaysOfTheOther() {
            file("home/.databrickscfg", """
                    [prod]
                    host = https://prod.databricks.com
                    token = planted-prod
                    cluster_id = 1120-101010-prodprod
                    """);
            written(
                    "sessions:\n  prod: {provider: databricks, profile: prod}\n  dev: {provider: connect, remote: 'sc://dev'}\n");
            environment.put("SPARK_REMOTE", "sc://environment");
            environment.put("DATABRICKS_HOST", "https://environment.databricks.com");
            environment.put("DATABRICKS_TOKEN", "planted");
            file(".env", "DATABRICKS_CLUSTER_ID=1120-101010-dotenv12\n");

            assertThat(choice("")).containsEntry("provider", "connect (SPARK_REMOTE)");
            assertThat(choice("prod"))
                    .containsEntry("host", "https://prod.databricks.com (~/.databrickscfg:2)")
                    .containsEntry("cluster_id", "1120-101010-prodprod (~/.databrickscfg:4)");
            assertThat(choice("dev")).containsEntry("remote", "sc://dev:15002 (conf/base/spark.yml:3:28)");

            flags = "spark.sessions.dev.remote=sc://flag";
            assertThat(choice("dev")).containsEntry("remote", "sc://flag:15002 (--set)");
        }

        @Test
        void isToldIfThereIsNone() {
            written("sessions: {prod: {provider: local}}\n");

            assertThat(problems(() -> choice("prd"))).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(SparkCode.UNKNOWN_PROVIDER);
                assertThat(problem.near()).containsExactly("prod");
            });
        }
    }

    @Test
    void settingsOfAnEngineAreRefusedForARemoteSessionEachAtItsLine() {
        written("""
                provider: connect
                remote: sc://localhost:1
                conf:
                  spark.executor.memory: 4g
                  spark.sql.ansi.enabled: 'false'
                  spark.jars: a.jar
                """);

        List<Problem> problems = problems(() -> Providers.open(request("")));
        assertThat(problems)
                .extracting(problem ->
                        problem.what().split("'")[1] + " " + problem.where().get(0))
                .containsExactly("spark.executor.memory conf/base/spark.yml:4:3", "spark.jars conf/base/spark.yml:6:3");
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(SparkCode.WRONG_SETTING);
            assertThat(problem.fixes()).contains("set it in the configuration of the server or cluster");
        });
    }

    @Test
    void secretSettingsAreNotShown() {
        written("conf: {spark.hadoop.fs.s3a.secret.key: planted}\nheaders: {authorization: planted, x-team: red}\n");

        assertThat(choice("").toString()).doesNotContain("planted", "red").contains("x-team");
    }

    @Test
    void headersOfASessionWithANameAreNotShown() {
        written("sessions: {two: {provider: connect, remote: sc://two, headers: {cookie: planted, x-key: planted}}}\n");

        assertThat(choice("two").toString()).doesNotContain("planted").contains("cookie", "x-key");
    }

    @Test
    void aTokenBesideAnAddressNeedsAnAddressWithEncryption() {
        written("provider: connect\nremote: sc://spark.acme.com\ntoken: planted\n");

        assertThat(problems(() -> Providers.check(request("")))).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(SparkCode.CLEAR_TEXT);
            assertThat(problem.fixes())
                    .containsExactly("write the address with encryption: sc://spark.acme.com:15002/;use_ssl=true");
        });
    }
}
