package dev.jedro.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The profile that counts where none is asked for. */
class UnaskedProfileTest {
    private static final String PLANTED = "dapi-planted-secret";

    @TempDir
    Path home;

    final Map<String, String> env = new LinkedHashMap<>();

    @BeforeEach
    void usual() throws IOException {
        profiles("[DEFAULT]\nhost = https://default.example.com\ntoken = default-token\n");
    }

    private void profiles(String text) throws IOException {
        Files.writeString(home.resolve(".databrickscfg"), text);
    }

    private DatabricksSettings resolve() {
        return DatabricksSettings.resolve(Wishes.none(), new Surroundings(env, home, Optional.empty()));
    }

    private List<Problem> problems() {
        JedroException thrown = catchThrowableOfType(JedroException.class, this::resolve);
        assertThat(thrown).isNotNull();
        assertThat(thrown.toString()).doesNotContain(PLANTED).doesNotContain("default-token");
        assertThat(thrown.problems().get(0).fixes()).isNotEmpty();
        return thrown.problems();
    }

    private Problem problem() {
        assertThat(problems()).hasSize(1);
        return problems().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "DATABRICKS_TOKEN, dapi-planted-secret",
        "DATABRICKS_CLIENT_ID, id",
        "DATABRICKS_CLIENT_SECRET, dapi-planted-secret",
        "DATABRICKS_AUTH_TYPE, azure-cli"
    })
    void isNotHiddenByCredentialsThatNameNoWorkspace(String variable, String value) {
        env.put(variable, value);

        Problem problem = problems().get(0);

        assertThat(problem.code()).isEqualTo(DatabricksCode.MIXED_CREDENTIALS);
        assertThat(problem.what()).contains("the profile 'DEFAULT'", "the environment");
        assertThat(problem.where()).hasToString("[~/.databrickscfg:2, " + variable + "]");
    }

    @Test
    void namesTheWorkspaceForATokenOfTheEnvironmentIfItHasNoneItself() throws IOException {
        profiles("[DEFAULT]\nhost = https://default.example.com\n");
        env.put("DATABRICKS_TOKEN", PLANTED);

        assertThat(resolve().host()).hasToString("https://default.example.com");
        assertThat(resolve().setting(Field.TOKEN))
                .hasValueSatisfying(token -> assertThat(token.place()).hasToString("DATABRICKS_TOKEN"));
    }

    @Test
    void isHiddenByAWorkspaceWithCredentials() {
        env.put("DATABRICKS_TOKEN", PLANTED);
        env.put("DATABRICKS_CLUSTER_ID", "https://env.example.com/compute/clusters/1120-101010-abcd1234");

        assertThat(resolve().host()).hasToString("https://env.example.com");
        assertThat(resolve().profile()).isEmpty();
    }

    @Test
    void doesNotLogInToAnotherWorkspaceAndIsNamedAsLeftAside() {
        env.put("DATABRICKS_HOST", "https://env.example.com");

        assertThat(problem().code()).isEqualTo(DatabricksCode.NO_CREDENTIALS);
        assertThat(problem().where()).hasToString("[DATABRICKS_HOST]");
        assertThat(problem().what()).contains("the profile 'DEFAULT' is not of this workspace, and is left aside");
        assertThat(problem().fixes()).contains("use the profile 'DEFAULT': remove DATABRICKS_HOST");
    }

    @Test
    void isNotThereForCredentialsAlone() throws IOException {
        Files.delete(home.resolve(".databrickscfg"));
        env.put("DATABRICKS_TOKEN", PLANTED);

        assertThat(problem().code()).isEqualTo(DatabricksCode.NO_WORKSPACE);
    }

    @Test
    void isMissingWhereTheFileNamesOneThatThereIsNot() throws IOException {
        profiles("[__settings__]\ndefault_profile = b\n[a]\nhost = a.net\ntoken = t\n");

        assertThat(problem().code()).isEqualTo(DatabricksCode.UNKNOWN_PROFILE);
        assertThat(problem().where()).hasToString("[~/.databrickscfg:2]");
        assertThat(problem().fixes().get(0)).isEqualTo("use one of: a");
        assertThat(ProfileList.read(new Surroundings(env, home, Optional.empty()))
                        .problems())
                .containsExactly(problem());
    }

    @Test
    void isNotMissedWhereAnotherWorkspaceIsNamed() throws IOException {
        profiles("[__settings__]\ndefault_profile = b\n[a]\nhost = a.net\ntoken = t\n");
        env.put("DATABRICKS_CONFIG_PROFILE", "a");

        assertThat(resolve().host()).hasToString("https://a.net");
    }

    @ParameterizedTest
    @CsvSource({
        "HOST, key 'HOST', ~/.databrickscfg:3, write keys in lower case",
        "hots, key 'hots', ~/.databrickscfg:3, 'correct the key, or remove the line'",
        "warehouse_id, has no host, ~/.databrickscfg:1, 'name another profile, with DATABRICKS_CONFIG_PROFILE or --profile'"
    })
    void saysWhyItNamesNoWorkspace(String key, String what, String where, String fix) throws IOException {
        profiles("[DEFAULT]\ntoken = default-token\n" + key + " = https://a.net\n");

        assertThat(problem().code()).isEqualTo(DatabricksCode.NO_WORKSPACE);
        assertThat(problem().what()).contains("The profile 'DEFAULT'", what);
        assertThat(problem().where()).hasToString("[" + where + "]");
        assertThat(problem().fixes()).contains(fix);
    }

    @Test
    void isNearOneThatIsWrittenInLowerCase() throws IOException {
        profiles("[default]\nhost = a.net\ntoken = t\n");

        assertThat(problem().what()).contains("none is called DEFAULT");
        assertThat(problem().near()).containsExactly("default");
    }
}
