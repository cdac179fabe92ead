package dev.jedro.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All the ways in which people write a .databrickscfg. */
class ConfigFileTest {
    private static final String FILE = "~/.databrickscfg";

    private static ConfigFile parse(String text) {
        return ConfigFile.parse(text, FILE);
    }

    private static String value(ConfigFile file, String profile, String key) {
        Profile found = file.profile(profile).orElseThrow(() -> new AssertionError("no profile " + profile));
        Profile.Entry entry = found.entries().get(key);
        return entry == null ? "none" : entry.value();
    }

    /** Text, profile, key, value. */
    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of("[dev]\nhost = https://one.net\ntoken = t\n", "dev", "host", "https://one.net"),
                Arguments.of("[dev]\r\nhost = https://one.net\r\ntoken = t\r\n", "dev", "token", "t"),
                Arguments.of("[dev]\rhost = a\rtoken = t\r", "dev", "token", "t"),
                Arguments.of("[dev]\ntoken = t", "dev", "token", "t"),
                Arguments.of(
                        "# top\n; also\n[dev]\n# token = old\n;token = older\ntoken = new\n", "dev", "token", "new"),
                Arguments.of("[dev]\n   # token = old\n   token = new\n", "dev", "token", "new"),
                Arguments.of("[dev]\ntoken:t\n", "dev", "token", "t"),
                Arguments.of("[dev]\nhost : https://one.net\n", "dev", "host", "https://one.net"),
                Arguments.of("[dev]\ntoken=\"a b\"\n", "dev", "token", "a b"),
                Arguments.of("[dev]\ntoken='t' # mine\n", "dev", "token", "t"),
                Arguments.of("[dev]\ntoken=\"half\n", "dev", "token", "\"half"),
                Arguments.of("[dev]\ntoken=a=b\n", "dev", "token", "a=b"),
                Arguments.of("[dev]\ntoken=a#b\n", "dev", "token", "a#b"),
                Arguments.of("[dev]\ntoken=a;b\n", "dev", "token", "a;b"),
                Arguments.of("[dev]\ntoken=a,b\n", "dev", "token", "a,b"),
                Arguments.of("[dev]\ntoken=a[b]\n", "dev", "token", "a[b]"),
                Arguments.of("[dev]\ntoken=[x]\n", "dev", "token", "[x]"),
                Arguments.of("[dev]\ntoken = t # comment\n", "dev", "token", "t"),
                Arguments.of("[dev]\ntoken = t ; comment\n", "dev", "token", "t"),
                Arguments.of("[dev]\ntoken = # nothing yet\n", "dev", "token", ""),
                Arguments.of("[dev]\ntoken =\n", "dev", "token", ""),
                Arguments.of("[dev]\n\n\n  token   =   t   \n", "dev", "token", "t"),
                Arguments.of("[dev]\n\ttoken\t=\tt\n", "dev", "token", "t"),
                Arguments.of("[dev]\nhost=a\n[prod]\nhost=b\n[dev]\ntoken=t\n", "dev", "token", "t"),
                Arguments.of("[dev]\nhost=a\n[prod]\nhost=b\n[dev]\ntoken=t\n", "dev", "host", "a"),
                Arguments.of("[a.b-c_d e]\ntoken=t\n", "a.b-c_d e", "token", "t"),
                Arguments.of("[ dev ]\ntoken=t\n", "dev", "token", "t"),
                Arguments.of("[dev] # mine\ntoken=t\n", "dev", "token", "t"),
                Arguments.of("[host-prod]\nhost=a\n[dev]\ntoken=t\n", "dev", "token", "t"),
                Arguments.of("[DEFAULT]\nhost=a\n[dev]\ntoken=t\n", "dev", "host", "none"),
                Arguments.of("[dev]\nhost=https://one.net/?o=123\n", "dev", "host", "https://one.net/?o=123"),
                Arguments.of("[dev]\noidc_token_filepath=/x\ntoken=t\n", "dev", "token", "t"),
                Arguments.of("[Prüfung]\ntoken=t\n", "Prüfung", "token", "t"));
    }

    @ParameterizedTest
    @MethodSource("good")
    void isReadAsItsWriterMeant(String text, String profile, String key, String value) {
        ConfigFile file = parse(text);

        assertThat(value(file, profile, key)).isEqualTo(value);
        assertThat(file.problems()).isEmpty();
    }

    /** Text, code, line, what is said, the fix. */
    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("host = a\n", "JED-720", 1, "before the first section", "[DEFAULT]"),
                Arguments.of("[dev\nhost = a\n", "JED-720", 1, "not closed", "[dev]"),
                Arguments.of("[dev] host = a\n", "JED-720", 1, "no header", "alone on its line"),
                Arguments.of("[]\nhost = a\n", "JED-720", 1, "no header", "[name]"),
                Arguments.of(
                        "[dev]\nplanted-s3cr3t\n", "JED-720", 2, "neither [section] nor key = value", "key = value"),
                Arguments.of("[dev]\nhost = ${env:HOME}\n", "JED-720", 2, "${…}", "DATABRICKS_HOST"),
                Arguments.of(
                        "[dev]\ntoken = a${sys:user.home}b\n", "JED-720", 2, "'token' has ${…}", "DATABRICKS_TOKEN"),
                Arguments.of("[dev]\nhost = ${prod.host}\n", "JED-720", 2, "${…}", "the value itself"),
                Arguments.of("[dev]\nHOST = a\n", "JED-721", 2, "'HOST'", "lower case"),
                Arguments.of("[dev]\nhots = a\n", "JED-721", 2, "'hots'", "correct the key"),
                Arguments.of(
                        "[dev]\ntoken = planted-s3cr3t\ntoken = b\n", "JED-721", 3, "that of line 2", "remove one"),
                Arguments.of(
                        "[dev]\nhost=a\n[x]\nhost=b\n[dev]\nhost=c\n", "JED-721", 6, "first one counts", "remove one"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void saysWhatOthersPassOverInSilence(String text, String code, int line, String what, String fix) {
        List<Problem> problems = parse(text).problems();

        assertThat(problems).hasSize(1);
        Problem problem = problems.get(0);
        assertThat(problem.code().id()).isEqualTo(code);
        assertThat(problem.where()).singleElement().hasToString(FILE + ":" + line);
        assertThat(problem.what()).contains(what);
        assertThat(String.join("\n", problem.fixes())).contains(fix);
        assertThat(problem.toString()).doesNotContain("planted-s3cr3t");
    }

    @Test
    void namesTheNearestKey() {
        assertThat(parse("[dev]\ncluster-id = a\n").problems().get(0).near())
                .first()
                .isEqualTo("cluster_id");
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThat(parse("host = a\ntoken = b\n[dev\nx\n[prod]\ny\nhots = z\n").problems())
                .hasSize(4);
    }

    @Test
    void knowsTheProfileThatIsUsual() {
        ConfigFile file = parse("[__settings__]\ndefault_profile = dev\n[dev]\nhost = a\n");

        assertThat(file.defaultProfile()).contains("dev");
        assertThat(file.profiles()).containsOnlyKeys("dev");
        assertThat(file.problems()).isEmpty();
    }

    @Test
    void mayBeEmpty() {
        assertThat(parse("").profiles()).isEmpty();
        assertThat(parse("\n# only words\n").problems()).isEmpty();
    }

    @Nested
    class OnDisk {
        @TempDir
        Path folder;

        private ConfigFile read(byte[] bytes) throws IOException {
            return ConfigFile.read(Files.write(folder.resolve("cfg"), bytes), FILE);
        }

        @Test
        void mayBeginWithAByteOrderMark() throws IOException {
            ConfigFile file = read("\uFEFF[dev]\ntoken=t\n".getBytes(StandardCharsets.UTF_8));

            assertThat(value(file, "dev", "token")).isEqualTo("t");
        }

        @Test
        void mustNotBeInAnotherEncoding() throws IOException {
            for (Map.Entry<Charset, String> encoding : Map.of(
                            StandardCharsets.UTF_16, "UTF-16",
                            StandardCharsets.UTF_16LE, "UTF-16",
                            StandardCharsets.UTF_16BE, "UTF-16",
                            StandardCharsets.ISO_8859_1, "UTF-8")
                    .entrySet()) {
                Problem problem = read("[dev]\n# Prüfung\ntoken=t\n".getBytes(encoding.getKey()))
                        .problems()
                        .get(0);

                assertThat(problem.code()).isEqualTo(DatabricksCode.BAD_CONFIG_FILE);
                assertThat(problem.what()).contains(encoding.getValue());
                assertThat(problem.fixes()).containsExactly("save it as UTF-8");
            }
        }

        @Test
        void mustNotBeAFolder() {
            assertThat(ConfigFile.read(folder, FILE).problems().get(0).what()).contains("folder");
        }
    }
}
