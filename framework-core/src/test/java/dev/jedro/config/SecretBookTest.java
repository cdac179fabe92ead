package dev.jedro.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import dev.jedro.spi.ConfigResolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBookTest {
    @TempDir
    Path directory;

    @Test
    void masksWhatTheCredentialsHaveOnceTheyAreRead() {
        ProjectConfig config = new ConfFolder(directory)
                .file("local/credentials.yml", "db: {password: hunter2, port: 54321, open: true, key: abc}")
                .load();

        assertThat(config.secrets().masked("hunter2")).isEqualTo("hunter2");
        config.credentials();
        assertThat(config.secrets().masked("hunter2 at 54321: true, abc, x://u:p@h"))
                .isEqualTo("***** at *****: true, abc, x://<redacted>@h");
    }

    @Test
    void masksTheLongestFirst() {
        SecretBook book = SecretBook.of(ConfigValue.of(List.of("hunter", "hunter22"), Place.of("x")));

        assertThat(book.masked("hunter22 hunter2")).isEqualTo("***** *****2");
    }

    @Test
    void masksEachLineOfAKeyInSeveral() {
        SecretBook book = SecretBook.of(ConfigValue.of("-----BEGIN KEY-----\n  MIIEvQIBADANB\nab\n", Place.of("x")));

        assertThat(book.masked("bad line MIIEvQIBADANB in ab")).isEqualTo("bad line ***** in ab");
    }

    @Test
    void masksWhatIsNotedByHand() {
        SecretBook book = new SecretBook();
        book.note("dapi-1");
        book.note("dapi-1-more");
        book.note("abc");

        assertThat(book.masked("dapi-1 dapi-1-more abc")).isEqualTo("***** ***** abc");
    }

    @Test
    void resolvesNothingInOrderToMask() {
        List<Object> asked = new ArrayList<>();
        ConfigResolver vault = new ConfigResolver() {
            @Override
            public String name() {
                return "vault";
            }

            @Override
            public Object resolve(List<Object> arguments) {
                asked.add(arguments.get(0));
                return new Secret("from-" + arguments.get(0));
            }
        };
        ConfFolder conf = new ConfFolder(directory)
                .file("local/credentials.yml", "a: '${vault:one}'", "b: {token: 'x-${vault:two}'}")
                .file("base/catalog.yml", "c: '${vault:three}'");
        ProjectConfig config = ProjectConfig.load(conf.options().withResolver(vault));
        config.credentials();
        config.catalog();

        assertThat(config.secrets().masked("from-one from-two")).isEqualTo("from-one from-two");
        assertThat(asked).isEmpty();

        config.credentials().at("b.token");
        assertThat(config.secrets().masked("from-one from-two x-from-two")).isEqualTo("from-one ***** *****");
        config.catalog().get("c");
        assertThat(config.secrets().masked("from-three")).isEqualTo("*****");
        assertThat(asked).containsExactly("two", "three");
    }

    @Test
    void knowsTheSecretsOfAllConfigurationsOfAProject() {
        ConfFolder conf = new ConfFolder(directory);
        SecretBook book = new SecretBook();
        for (String token : List.of("first-1", "second-2")) {
            ProjectConfig.load(
                            conf.options()
                                    .withRuntimeParams(ConfigMap.of(Map.of("t", new Secret(token)), Place.of("code"))),
                            book)
                    .parameters();
        }

        assertThat(book.masked("first-1 second-2")).isEqualTo("***** *****");
    }
}
