package dev.jedro.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who wins: a table of environments, files and flags. */
class DatabricksSettingsTest {
    private static final String PLANTED = "dapi-planted-secret";

    @TempDir
    Path folder;

    final Map<String, String> env = new LinkedHashMap<>();
    Path home;
    Path project;
    Wishes wishes = Wishes.none();

    @BeforeEach
    void makeFiles() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        project = Files.createDirectory(folder.resolve("project"));
        profiles("""
                [DEFAULT]
                host = https://default.example.com
                token = default-token
                cluster_id = 0000-000000-default1

                [dev]
                host = dev.example.com/
                token = dev-token
                cluster_id = 1111-111111-dev11111
                warehouse_id = w-dev

                [robot]
                host = https://robot.example.com
                client_id = id
                client_secret = %s

                [half]
                host = https://half.example.com
                """.formatted(PLANTED));
    }

    private void profiles(String text) throws IOException {
        Files.writeString(home.resolve(".databrickscfg"), text);
    }

    private DatabricksSettings resolve() {
        DatabricksSettings settings =
                DatabricksSettings.resolve(wishes, new Surroundings(env, home, Optional.of(project)));
        assertThat(settings.toString()).doesNotContain(PLANTED).doesNotContain("-token");
        assertThat(settings.all().toString()).doesNotContain(PLANTED).doesNotContain("-token");
        return settings;
    }

    private List<Problem> problems() {
        JedroException thrown = catchThrowableOfType(JedroException.class, this::resolve);
        assertThat(thrown).isNotNull();
        assertThat(thrown.toString()).doesNotContain(PLANTED).doesNotContain("-token");
        return thrown.problems();
    }

    private Problem problem() {
        assertThat(problems()).hasSize(1);
        Problem problem = problems().get(0);
        assertThat(problem.fixes()).isNotEmpty();
        return problem;
    }

    private static String source(DatabricksSettings settings, Field field) {
        return settings.setting(field)
                .map(setting -> setting.place().toString())
                .orElse("none");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readsTheProfilesOfTheHomeThatTheEnvironmentNames() {
        assertThat(Surroundings.of(Map.of("HOME", home.toString()), Optional.empty())
                        .configFile())
                .isEqualTo(home.resolve(".databrickscfg"));
        assertThat(Surroundings.of(Map.of("HOME", " "), Optional.empty()).configFile())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".databrickscfg"));
    }

    @Nested
    class TheProfile {

        @Test
        void isTheUsualOneIfNothingIsSaid() {
            DatabricksSettings settings = resolve();

            assertThat(settings.host()).hasToString("https://default.example.com");
            assertThat(settings.profile()).contains("DEFAULT");
            assertThat(settings.login()).isEqualTo("pat");
            assertThat(source(settings, Field.TOKEN)).isEqualTo("~/.databrickscfg:3");
        }

        @Test
        void isTheOneThatTheFileCallsUsual() throws IOException {
            profiles("[__settings__]\ndefault_profile = b\n[DEFAULT]\nhost=a.net\ntoken=t\n[b]\nhost=b.net\ntoken=t\n");

            assertThat(resolve().host()).hasToString("https://b.net");
        }

        @ParameterizedTest
        @ValueSource(strings = {"DATABRICKS_PROFILE", "DATABRICKS_CONFIG_PROFILE"})
        void isNamedByEitherVariable(String variable) {
            env.put(variable, "dev");

            DatabricksSettings settings = resolve();

            assertThat(settings.host()).hasToString("https://dev.example.com");
            assertThat(settings.clusterId()).contains("1111-111111-dev11111");
            assertThat(settings.warehouseId()).contains("w-dev");
        }

        @Test
        void mustNotBeNamedTwice() {
            env.put("DATABRICKS_PROFILE", "dev");
            env.put("DATABRICKS_CONFIG_PROFILE", "robot");

            assertThat(problem().code()).isEqualTo(DatabricksCode.MIXED_CREDENTIALS);
            assertThat(problem().where()).hasToString("[DATABRICKS_CONFIG_PROFILE, DATABRICKS_PROFILE]");
        }

        @Test
        void winsOverTheEnvironmentWhenTheCommandLineNamesIt() {
            env.put("DATABRICKS_HOST", "https://env.example.com");
            env.put("DATABRICKS_TOKEN", PLANTED);
            env.put("DATABRICKS_CLUSTER_ID", "9999-999999-env99999");
            wishes = wishes.flagProfile("dev", Place.of("--profile"));

            DatabricksSettings settings = resolve();

            assertThat(settings.host()).hasToString("https://dev.example.com");
            assertThat(source(settings, Field.TOKEN)).isEqualTo("~/.databrickscfg:8");
            assertThat(settings.clusterId()).contains("1111-111111-dev11111");
        }

        @Test
        void losesAgainstTheEnvironmentWhenTheConfigurationNamesIt() {
            env.put("DATABRICKS_HOST", "https://env.example.com");
            env.put("DATABRICKS_TOKEN", PLANTED);
            wishes = wishes.configuredProfile("dev", Place.of("conf/base/spark.yml", 3));

            assertThat(resolve().host()).hasToString("https://env.example.com");
            assertThat(source(resolve(), Field.TOKEN)).isEqualTo("DATABRICKS_TOKEN");
        }

        @ParameterizedTest
        @CsvSource({"DEV, dev", "dve, dev", "robt, robot"})
        void isNearOneThatThereIs(String wanted, String near) {
            env.put("DATABRICKS_CONFIG_PROFILE", wanted);

            assertThat(problem().code()).isEqualTo(DatabricksCode.UNKNOWN_PROFILE);
            assertThat(problem().where()).hasToString("[DATABRICKS_CONFIG_PROFILE]");
            assertThat(problem().near()).contains(near);
            assertThat(problem().fixes().get(0)).isEqualTo("use one of: DEFAULT, dev, robot, half");
        }

        @Test
        void needsItsFile() throws IOException {
            Files.delete(home.resolve(".databrickscfg"));
            env.put("DATABRICKS_CONFIG_PROFILE", "dev");
            assertThat(problems().get(0).fixes()).contains("make it with: jedro databricks configure --profile dev");

            env.clear();
            env.put("DATABRICKS_CONFIG_FILE", folder.resolve("none").toString());
            assertThat(problems().get(0).where()).hasToString("[DATABRICKS_CONFIG_FILE]");
        }

        @Test
        void mayComeFromTheEnvFile() throws IOException {
            Files.writeString(
                    project.resolve(".env"), "# which\nexport DATABRICKS_PROFILE=dev  # or robot\nOTHER=\"a # b\"\n");

            assertThat(resolve().profile()).contains("dev");
            env.put("DATABRICKS_PROFILE", "robot");
            assertThat(resolve().profile()).contains("robot");
        }
    }

    @Nested
    class Credentials {

        @ParameterizedTest
        @CsvSource({
            "DATABRICKS_TOKEN, the token of the environment for the profile's workspace",
            "DATABRICKS_HOST, the profile's token for the workspace of the environment"
        })
        void areNeverSentToTheWorkspaceOfAnother(String variable, String why) {
            env.put("DATABRICKS_CONFIG_PROFILE", "dev");
            env.put(variable, variable.endsWith("HOST") ? "https://env.example.com" : PLANTED);

            assertThat(problem().code()).as(why).isEqualTo(DatabricksCode.MIXED_CREDENTIALS);
            assertThat(problem().where().toString()).contains(variable, "~/.databrickscfg:");
        }

        @Test
        void mayBelongToTheSameWorkspaceInBothSources() {
            env.put("DATABRICKS_CONFIG_PROFILE", "dev");
            env.put("DATABRICKS_HOST", "https://DEV.example.com/?o=1");

            assertThat(source(resolve(), Field.TOKEN)).isEqualTo("~/.databrickscfg:8");
        }

        @Test
        void ofTheEnvironmentGoWithTheWorkspaceOfTheConfiguration() {
            env.put("DATABRICKS_TOKEN", PLANTED);
            wishes = wishes.configured(Field.HOST, "https://conf.example.com", Place.of("conf/base/spark.yml", 2));

            DatabricksSettings settings = resolve();

            assertThat(settings.host()).hasToString("https://conf.example.com");
            assertThat(source(settings, Field.TOKEN)).isEqualTo("DATABRICKS_TOKEN");
            assertThat(settings.mask().apply("a " + PLANTED + " b")).isEqualTo("a ***** b");
        }

        @Test
        void ofOtherProgramsDoNotDisturb() {
            env.put("ARM_CLIENT_ID", "terraform");
            env.put("ARM_CLIENT_SECRET", PLANTED);
            env.put("ARM_TENANT_ID", "tenant");
            env.put("GOOGLE_CREDENTIALS", "{}");

            assertThat(resolve().login()).isEqualTo("pat");
        }

        @Test
        void ofAzureCountWhereThereAreNoOthers() {
            env.put("ARM_CLIENT_ID", "id");
            env.put("ARM_CLIENT_SECRET", PLANTED);
            env.put("ARM_TENANT_ID", "tenant");
            env.put("DATABRICKS_HOST", "https://adb-1.azuredatabricks.net");

            assertThat(resolve().login()).isEqualTo("azure-client-secret");
        }

        @Test
        void mayBeThoseOfAServicePrincipal() {
            env.put("DATABRICKS_PROFILE", "robot");

            assertThat(resolve().login()).isEqualTo("oauth-m2m");
        }

        @Test
        void ofTwoKindsNeedAChoice() throws IOException {
            profiles("[DEFAULT]\nhost=a.net\ntoken=t\nclient_id=i\nclient_secret=s\n");
            assertThat(problem().code()).isEqualTo(DatabricksCode.MIXED_CREDENTIALS);
            assertThat(problem().fixes().get(0)).isEqualTo("choose one with auth_type = pat");

            profiles("[DEFAULT]\nhost=a.net\ntoken=t\nclient_id=i\nclient_secret=s\nauth_type=oauth-m2m\n");
            assertThat(resolve().login()).isEqualTo("oauth-m2m");
            assertThat(resolve().setting(Field.TOKEN)).isEmpty();
        }

        @Test
        void maybeHalfThere() throws IOException {
            profiles("[DEFAULT]\nhost=a.net\nclient_id=i\n");

            assertThat(problem().what()).contains("client_secret");
            assertThat(problem().where()).hasToString("[~/.databrickscfg:3]");
        }

        @Test
        void ofAWorkflowOfGitHubAreFederated() {
            env.put("DATABRICKS_HOST", "https://env.example.com");
            env.put("DATABRICKS_CLIENT_ID", "id");
            env.put("ACTIONS_ID_TOKEN_REQUEST_URL", "https://github.example.com");
            env.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", PLANTED);

            assertThat(resolve().login()).isEqualTo("github-oidc");
        }

        @Test
        void mayBeThoseOfTheDatabricksCommand() throws IOException {
            Path bin = Files.createDirectory(folder.resolve("bin"));
            Path program = Files.createFile(bin.resolve("databricks"));
            assertThat(program.toFile().setExecutable(true)).isTrue();
            env.put("PATH", bin.toString());
            env.put("DATABRICKS_PROFILE", "half");

            assertThat(resolve().login()).isEqualTo("databricks-cli");
        }

        @Test
        void areLoggedInByAWayThatExists() throws IOException {
            profiles("[DEFAULT]\nhost=a.net\nauth_type=oauth-m2\n");

            assertThat(problem().code()).isEqualTo(DatabricksCode.BAD_VALUE);
            assertThat(problem().near()).contains("oauth-m2m");
        }

        @Test
        void thatStandInTheConfigurationAreWarnedOf() {
            wishes = wishes.configured(Field.HOST, "a.net", Place.of("conf/base/spark.yml", 2))
                    .configured(Field.TOKEN, PLANTED, Place.of("conf/base/spark.yml", 3));

            assertThat(resolve().warnings()).singleElement().satisfies(warning -> {
                assertThat(warning.where()).hasToString("[conf/base/spark.yml:3]");
                assertThat(warning.toString()).doesNotContain(PLANTED);
            });
        }

        @Test
        void thatAreEmptyAreNone() {
            env.put("DATABRICKS_TOKEN", "");
            env.put("DATABRICKS_HOST", " ");

            assertThat(resolve().host()).hasToString("https://default.example.com");
        }

        @Test
        void haveNoBlanks() {
            env.put("DATABRICKS_HOST", "https://env.example.com");
            env.put("DATABRICKS_TOKEN", "dapi-planted secret");

            assertThat(problem().code()).isEqualTo(DatabricksCode.BAD_VALUE);
        }
    }

    @Nested
    class TheWorkspace {

        @ParameterizedTest
        @CsvSource({
            "one.net, https://one.net",
            "https://ONE.net/, https://one.net",
            "https://one.net/?o=123#x, https://one.net",
            "https://one.net:8443/a/b, https://one.net:8443",
            "http://127.0.0.1:8080, http://127.0.0.1:8080",
            "http://localhost:1, http://localhost:1"
        })
        void isWrittenInManyWays(String written, String host) {
            env.put("DATABRICKS_HOST", written);
            env.put("DATABRICKS_TOKEN", PLANTED);

            assertThat(resolve().host()).hasToString(host);
        }

        @ParameterizedTest
        @CsvSource({
            "ht!tp://one net, JED-723",
            "https://, JED-723",
            "ftp://one.net, JED-723",
            "https://user:dapi-planted-secret@one.net, JED-723",
            "http://one.net, JED-746",
            "http://127.0.0.1.evil.net, JED-746"
        })
        void isRefusedWhereItIsNone(String written, String code) {
            env.put("DATABRICKS_HOST", written);
            env.put("DATABRICKS_TOKEN", PLANTED);

            assertThat(problem().code().id()).isEqualTo(code);
            assertThat(problem().where()).hasToString("[DATABRICKS_HOST]");
        }

        @Test
        void isNowhere() throws IOException {
            Files.delete(home.resolve(".databrickscfg"));

            assertThat(problem().code()).isEqualTo(DatabricksCode.NO_WORKSPACE);
            assertThat(problem().fixes()).contains("make a profile with: jedro databricks configure");
        }
    }

    @Nested
    class TheCompute {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://dev.example.com/?o=123#setting/clusters/1120-101010-abcd1234/configuration",
                    "https://dev.example.com/#/setting/clusters/1120-101010-abcd1234/configuration",
                    "https://dev.example.com/compute/clusters/1120-101010-abcd1234?o=123",
                    "https://dev.example.com/compute/clusters/1120-101010-abcd1234",
                    "1120-101010-abcd1234"
                })
        void mayBeTheAddressOfItsPage(String written) {
            env.put("DATABRICKS_PROFILE", "dev");
            env.put("DATABRICKS_CLUSTER_ID", written);

            assertThat(resolve().clusterId()).contains("1120-101010-abcd1234");
            assertThat(resolve().warnings()).isEmpty();
        }

        @Test
        void isOfTheSameWorkspace() {
            env.put("DATABRICKS_PROFILE", "dev");
            env.put("DATABRICKS_CLUSTER_ID", "https://other.example.com/compute/clusters/1120-101010-abcd1234");

            assertThat(problem().code()).isEqualTo(DatabricksCode.BAD_COMPUTE);
        }

        @Test
        void isChosenByTheFirstSourceThatDoes() {
            env.put("DATABRICKS_PROFILE", "dev");
            env.put("DATABRICKS_SERVERLESS_COMPUTE_ID", "auto");

            assertThat(resolve().serverless()).isTrue();
            assertThat(resolve().clusterId()).isEmpty();
        }

        @Test
        void isNotBoth() throws IOException {
            profiles("[DEFAULT]\nhost=a.net\ntoken=t\ncluster_id=1\nserverless_compute_id=auto\n");

            assertThat(problem().code()).isEqualTo(DatabricksCode.BAD_COMPUTE);
            assertThat(problem().where()).hasSize(2);
        }

        @Test
        void warnsOfAnIdThatLooksLikeNone() {
            env.put("SPARK_CONNECT_CLUSTER_ID", "my-cluster");

            assertThat(resolve().warnings())
                    .singleElement()
                    .satisfies(warning -> assertThat(warning.where()).hasToString("[SPARK_CONNECT_CLUSTER_ID]"));
        }
    }

    @Test
    void valuesAreOfTheirKind() throws IOException {
        profiles("[DEFAULT]\nhost=a.net\ntoken=t\nhttp_timeout_seconds=ten\nserverless_compute_id=big\n");

        assertThat(problems())
                .extracting(problem -> problem.where().toString())
                .containsExactly("[~/.databrickscfg:4]", "[~/.databrickscfg:5]");
    }

    @Test
    void filesThatAreWrongAreToldWithTheirLines() throws IOException {
        Files.writeString(project.resolve(".env"), "DATABRICKS_PROFILE=dev\ndapi-planted-secret\n");
        profiles("[dev]\nhost=a.net\ntoken=t\n[prod\nhost=b.net\n");

        assertThat(problems())
                .extracting(problem -> problem.where().toString())
                .containsExactly("[.env:2]", "[~/.databrickscfg:4]");
    }
}
