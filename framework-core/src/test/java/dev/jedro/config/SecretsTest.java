package dev.jedro.config;

import static dev.jedro.config.ConfFolder.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("unused") // the binder finds them by reflection
class SecretsTest {
    @TempDir
    Path directory;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() {
        conf = new ConfFolder(directory)
                .file(
                        "local/credentials.yml",
                        "db:",
                        "  user: anna",
                        "  password: hunter2",
                        "  port: 5432",
                        "  keys: [k1, '${env:DB_TOKEN}']");
    }

    @Test
    void areUsableButNeverPrinted() {
        ConfigMap credentials = conf.load().credentials();

        assertThat(credentials.at("db.password").orElseThrow().toJava()).isEqualTo("hunter2");
        assertThat(credentials.at("db.keys[1]").orElseThrow().toJava()).isEqualTo("t0ken");
        assertThat(credentials.toString())
                .doesNotContain("anna", "hunter2", "5432", "k1", "t0ken")
                .contains("password", "*****");
        assertThat(ConfigText.yaml(credentials)).doesNotContain("anna", "hunter2", "5432", "k1", "t0ken");
        assertThat(ConfigText.json(credentials)).doesNotContain("anna", "hunter2", "5432", "k1", "t0ken");
        assertThat(conf.load().explain("credentials.db.keys[1]").toString()).doesNotContain("t0ken");
    }

    @Test
    void areWhatTheCatalogItselfWritesUnderCredentials() {
        conf.file(
                "base/catalog.yml",
                "_pg: &pg",
                "  credentials: {url: 'jdbc:pg', password: s3same}",
                "rows: {<<: *pg, type: Table, metadata: {owner: anna}}",
                "parts: {type: Parts, dataset: {type: Table, credentials: [{token: t0ken}]}}",
                "named: {type: Table, credentials: warehouse}");
        ConfigMap catalog = conf.load().catalog();

        assertThat(catalog.at("rows.credentials.password").orElseThrow().toJava())
                .isEqualTo("s3same");
        assertThat(ConfigText.yaml(catalog)).doesNotContain("s3same", "t0ken").contains("anna", "warehouse");
        assertThat(conf.load().explain("catalog.rows.credentials.password").toString())
                .doesNotContain("s3same");
    }

    @Test
    void areWhatKeysAndAddressesOfOtherFilesSayToBe() {
        conf.file(
                "base/catalog.yml",
                "a: {type: Table, token: s3same, max_tokens: 77, url: 'jdbc:x://h/db?user=anna&password=s3same'}",
                "b: {type: Table, conf: {spark.hadoop.fs.s3a.secret.key: s3same}, headers: {x-any: s3same}}");
        ConfigMap catalog = conf.load().catalog();

        assertThat(catalog.at("a.token").orElseThrow().toJava()).isEqualTo("s3same");
        assertThat(ConfigText.yaml(catalog)).doesNotContain("s3same").contains("77", "fs.s3a.secret.key", "x-any");
    }

    @Test
    void areAllThatCredentialsTakeFromElsewhere() {
        conf.file("base/globals.yml", "db: {user: anna, keys: [k1]}")
                .file("local/credentials.yml", "db: ${globals:db}");
        ConfigMap credentials = conf.load().credentials();

        assertThat(credentials).hasToString("{db={user=*****, keys=[*****]}}");
        assertThat(credentials.at("db.keys[0]").orElseThrow().toJava()).isEqualTo("k1");
        assertThat(conf.load().globals().toString()).contains("anna");
    }

    @Test
    void areCredentialsMadeInCode() {
        ConfigMap made = ConfigMap.of(Map.of("db", Map.of("password", "${env:DB_TOKEN}x")), Place.of("code"));

        ConfigMap credentials = ProjectConfig.load(conf.options().withGiven("credentials", made))
                .credentials();

        assertThat(credentials).hasToString("{db={password=*****}}");
    }

    @Test
    void stayHiddenInProblemsOfBinding() {
        record Db(int user, int password, short port) {}
        conf.file("local/credentials.yml", "db: {user: anna, password: hunter2, port: 70000}");
        ConfigValue db = conf.load().credentials().get("db").orElseThrow();

        assertThat(problemsOf(() -> Binder.bind(db, Db.class)).toString())
                .contains("'password' must be a whole number")
                .doesNotContain("anna", "hunter2", "70000");
    }

    @Test
    void stayHiddenWhenARecordRepeatsThem() {
        record Db(String password) {
            Db {
                throw new IllegalArgumentException("bad password " + password);
            }
        }
        conf.file("local/credentials.yml", "db: {password: hunter2}");
        ConfigValue db = conf.load().credentials().get("db").orElseThrow();

        assertThat(problemsOf(() -> Binder.bind(db, Db.class)).toString())
                .contains("bad password *****")
                .doesNotContain("hunter2");
    }

    @Test
    void stayHiddenInInterpolationsThatCannotBeRead() {
        conf.file("local/credentials.yml", "password: hunter2${");

        assertThat(problemsOf(() -> conf.load().credentials().get("password")).toString())
                .doesNotContain("hunter2");
    }

    @Test
    void bindToTheirOwnType() {
        record Db(String user, Secret password, int port) {}
        ConfigMap db = (ConfigMap) conf.load().credentials().get("db").orElseThrow();

        Db bound = Binder.bind(db.without(List.of("keys")), Db.class);

        assertThat(bound.password().reveal()).isEqualTo("hunter2");
        assertThat(bound.toString()).contains("*****").doesNotContain("hunter2");
    }

    @Test
    void areGuessedFromTheNamesOfVariablesOutsideTheCredentials() {
        conf.file("base/parameters.yml", "a: 'x${env:DB_TOKEN}'", "b: ${env:JEDRO_HOME}");
        ConfigMap parameters =
                ProjectConfig.load(conf.options().withVariablesEverywhere()).parameters();

        assertThat(parameters.toString()).isEqualTo("{a=*****, b=/srv}");
        assertThat(parameters.toJava()).isEqualTo(Map.of("a", "xt0ken", "b", "/srv"));
    }

    @ParameterizedTest
    @CsvSource({
        "s3://anna:pw@host/x, s3://<redacted>@host/x",
        "s3://anna:p@ss@host/x, s3://<redacted>@host/x",
        "jdbc:postgresql://anna@host/x, jdbc:postgresql://<redacted>@host/x",
        "https://host/a@b, https://host/a@b",
        "anna@host, anna@host",
        "a http://u:p@h and ftp://v:q@i, a http://<redacted>@h and ftp://<redacted>@i"
    })
    void inUrlsAreRedacted(String text, String shown) {
        assertThat(Masking.userInfo(text)).isEqualTo(shown);
        assertThat(ConfigValue.of(text, Place.of("x"))).hasToString(shown);
    }
}
