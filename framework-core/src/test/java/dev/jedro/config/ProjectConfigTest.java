package dev.jedro.config;

import static dev.jedro.config.ConfFolder.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectConfigTest {
    @TempDir
    Path directory;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() {
        conf = new ConfFolder(directory);
    }

    /** What {@code --set} gives. */
    @Nested
    class Settings {
        private ProjectConfig load(String set) {
            return ProjectConfig.load(ConfigOptions.of(ConfigSource.folder(directory.resolve("conf"), "conf"))
                    .withSection("spark")
                    .withSettings(RuntimeParams.parse(set, "--set")));
        }

        @Test
        void lieOverTheFilesOfTheirSectionKeyByKey() {
            conf.file("base/spark.yml", "provider: connect", "conf: {a: 1, b: 2}")
                    .file("local/spark.yml", "conf: {b: 3, c: 4}");

            ProjectConfig config = load("spark.conf.c=5,spark.provider=local");

            assertThat(config.section("spark").toJava())
                    .isEqualTo(Map.of("provider", "local", "conf", Map.of("b", 3L, "c", 5L)));
            assertThat(config.section("spark").keyPlace("provider")).isEqualTo(Place.of("--set"));
            assertThat(config.explain("spark.provider").place()).isEqualTo(Place.of("--set"));
            assertThat(config.explain("spark.provider").overrides())
                    .extracting(Explanation.Hidden::place)
                    .containsExactly(Place.of("conf/base/spark.yml", 1, 11));
        }

        @Test
        void areSecretsWhereTheySetCredentials() {
            ProjectConfig config = load("credentials.shop.password=planted");

            assertThat(config.credentials().toString()).doesNotContain("planted");
            assertThat(config.secrets().masked("is it planted?")).isEqualTo("is it *****?");
        }
    }

    @Nested
    class TheFiles {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "base/catalog.yml",
                    "base/catalog.yaml",
                    "base/catalog.json",
                    "base/catalog_raw.yml",
                    "base/catalog/a/b.yml",
                    "base/catalogs/x.yml",
                    "base/team/catalog_x.yml",
                    "base/team/deep/catalog.yml",
                    "local/catalog.yml"
                })
        void belongToTheCatalogByName(String file) {
            conf.file(file, "{\"a\": 1}");

            assertThat(conf.load().catalog().toJava()).isEqualTo(Map.of("a", 1L));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "base/my_catalog.yml",
                    "base/catalog.txt",
                    "base/catalog.yml.bak",
                    "base/.catalog.yml",
                    "base/.git/catalog.yml",
                    "base/catalog/.hidden/x.yml",
                    "base/catalog/.x.yml",
                    "other/catalog.yml",
                    "catalog.yml"
                })
        void doNotOtherwise(String file) {
            conf.file(file, "a: 1");

            assertThat(conf.load().catalog().isEmpty()).isTrue();
        }

        @Test
        void thatMatchSeveralPatternsAreLoadedOnce() {
            conf.file("base/catalog/catalog.yml", "a: 1");

            assertThat(conf.load().catalog().toJava()).isEqualTo(Map.of("a", 1L));
            assertThat(conf.load().files("catalog")).containsExactly("conf/base/catalog/catalog.yml");
        }

        @Test
        void thatAreEmptyGiveAnEmptySection() {
            conf.file("base/catalog.yml");

            assertThat(conf.load().catalog().isEmpty()).isTrue();
        }

        @Test
        void mayBeMissing() {
            assertThat(conf.load().credentials().isEmpty()).isTrue();
            assertThat(conf.load().parameters().isEmpty()).isTrue();
        }

        @Test
        void areReadOnlyWhenTheirSectionIsAskedFor() {
            conf.file("base/catalog.yml", "a: b: c").file("base/parameters.yml", "x: 1");

            assertThat(conf.load().parameters().toJava()).isEqualTo(Map.of("x", 1L));
        }

        @Test
        void thatAreWrongAreAllTold() {
            conf.file("base/catalog_a.yml", "a: b: c")
                    .file("base/catalog_b.yml", "- 1")
                    .file("local/catalog.yml", "x: 1", "x: 2");

            assertThat(ConfFolder.problemsOf(() -> conf.load().catalog()))
                    .extracting(Problem::code)
                    .containsExactly(ConfigCode.SYNTAX, ConfigCode.NOT_A_MAP, ConfigCode.DUPLICATE_KEY);
        }

        @Test
        void ofNamesThatPlugInsRegisterAreRead() {
            conf.file("base/spark.yml", "spark.executor.memory: 2g");

            ConfigMap spark =
                    ProjectConfig.load(conf.options().withSection("spark")).section("spark");

            assertThat(spark.at("spark.executor.memory")).isPresent();
        }

        @Test
        void ofNamesThatNothingRegistersAreAProblem() {
            Problem problem = problemOf(() -> conf.load().section("catalogue"));

            assertThat(problem.code()).isEqualTo(ConfigCode.UNKNOWN_SECTION);
            assertThat(problem.near()).containsExactly("catalog");
            assertThat(problem.fixes()).first().asString().contains("catalog, parameters, credentials");
        }
    }

    @Nested
    class EnvironmentsOfAProject {

        @Test
        void replaceTopLevelKeysOfTheBase() {
            conf.file("base/parameters.yml", "a: {x: 1, y: 2}", "b: 1").file("local/parameters.yml", "a: {x: 9}");

            assertThat(conf.load().parameters().toJava()).isEqualTo(Map.of("a", Map.of("x", 9L), "b", 1L));
        }

        @Test
        void areMergedSoftlyWhereThatIsAskedFor() {
            conf.file("base/parameters.yml", "a: {x: 1, y: 2}", "b: 1").file("local/parameters.yml", "a: {x: 9}");
            ConfigOptions options = conf.options().withMerge("parameters", MergeStrategy.SOFT);

            assertThat(ProjectConfig.load(options).parameters().toJava())
                    .isEqualTo(Map.of("a", Map.of("x", 9L, "y", 2L), "b", 1L));
        }

        @Test
        void areNamed() {
            conf.file("test/parameters.yml", "a: 1").file("local/parameters.yml", "a: 2");
            ProjectConfig config = ProjectConfig.load(conf.options().withEnv("test"));

            assertThat(config.env()).isEqualTo("test");
            assertThat(config.parameters().toJava()).isEqualTo(Map.of("a", 1L));
        }

        @Test
        void mayBeTheBaseItself() {
            conf.file("base/parameters.yml", "a: 1").file("local/parameters.yml", "a: 2");

            assertThat(ProjectConfig.load(conf.options().withEnv("base"))
                            .parameters()
                            .toJava())
                    .isEqualTo(Map.of("a", 1L));
        }

        @Test
        void thatDoNotExistAreAProblemWithThoseThatDo() {
            conf.directory("production");

            Problem problem = problemOf(() -> ProjectConfig.load(conf.options().withEnv("prodction")));

            assertThat(problem.code()).isEqualTo(ConfigCode.UNKNOWN_ENVIRONMENT);
            assertThat(problem.what()).isEqualTo("There is no environment 'prodction'");
            assertThat(problem.where()).containsExactly(Place.of("conf/prodction"));
            assertThat(problem.near()).containsExactly("production");
            assertThat(problem.fixes())
                    .containsExactly("use one of: base, local, production", "create the folder conf/prodction");
        }

        @Test
        void mayLackTheDefaultWhichIsNotInGit() throws Exception {
            Files.delete(conf.path().resolve("local"));
            conf.file("base/parameters.yml", "a: 1");

            assertThat(conf.load().parameters().toJava()).isEqualTo(Map.of("a", 1L));
        }

        @Test
        void areNotGivenInsteadOfTheirFolder() {
            Problem problem = problemOf(() -> ProjectConfig.load(
                    ConfigOptions.of(ConfigSource.folder(conf.path().resolve("base"), "conf/base"))));

            assertThat(problem.code()).isEqualTo(ConfigCode.UNKNOWN_ENVIRONMENT);
            assertThat(problem.what())
                    .isEqualTo("There is no environment 'base' in 'conf/base', which is an environment itself");
            assertThat(problem.where()).containsExactly(Place.of("conf/base"));
            assertThat(problem.fixes()).containsExactly("give the folder of all environments: conf");
        }

        @Test
        void mustHaveABase() throws Exception {
            Files.delete(conf.path().resolve("base"));

            assertThat(problemOf(() -> conf.load()).code()).isEqualTo(ConfigCode.UNKNOWN_ENVIRONMENT);
        }

        @ParameterizedTest
        @ValueSource(strings = {"../secrets", "/etc", "local/../../x", ".git", "c:\\x", "", " "})
        void areNamedAndInsideTheFolder(String env) {
            assertThat(problemOf(() -> ProjectConfig.load(conf.options().withEnv(env)))
                            .code())
                    .isEqualTo(ConfigCode.UNKNOWN_ENVIRONMENT);
        }

        @Test
        void mayBeAbsentAltogether() {
            ConfFolder flat = new ConfFolder(directory.resolve("flat")).file("parameters.yml", "a: 1");
            ConfigOptions options = flat.options().withBaseEnv("").withEnv("");

            assertThat(ProjectConfig.load(options).parameters().toJava()).isEqualTo(Map.of("a", 1L));
        }
    }

    @Nested
    class SeveralFilesOfOneEnvironment {

        @Test
        void cannotDefineOneTopLevelKeyTwice() {
            conf.file("base/catalog_a.yml", "companies: {type: Csv}")
                    .file("base/catalog_b.yml", "", "companies: {type: Json}");

            Problem problem = problemOf(() -> conf.load().catalog());

            assertThat(problem.code()).isEqualTo(ConfigCode.DUPLICATE_ACROSS_FILES);
            assertThat(problem.what()).contains("'companies'");
            assertThat(problem.where())
                    .containsExactly(
                            Place.of("conf/base/catalog_b.yml", 2, 1), Place.of("conf/base/catalog_a.yml", 1, 1));
            assertThat(problem.fixes()).isNotEmpty();
        }

        @Test
        void mayBothHaveHiddenKeysWhichAreDropped() {
            conf.file("base/catalog_a.yml", "_d: 1", "a: 1").file("base/catalog_b.yml", "_d: 2", "b: 1");

            assertThat(conf.load().catalog().toJava()).isEqualTo(Map.of("a", 1L, "b", 1L));
        }

        @Test
        void mayShareANamespaceOfParameters() {
            conf.file("base/parameters_a.yml", "a: {x: 1}").file("base/parameters_b.yml", "a: {y: 2}");

            assertThat(conf.load().parameters().toJava()).isEqualTo(Map.of("a", Map.of("x", 1L, "y", 2L)));
        }

        @Test
        void cannotDefineOneParameterTwice() {
            conf.file("base/parameters_a.yml", "a: {x: 1}").file("base/parameters_b.yml", "a: {x: 2}");

            Problem problem = problemOf(() -> conf.load().parameters());

            assertThat(problem.code()).isEqualTo(ConfigCode.DUPLICATE_ACROSS_FILES);
            assertThat(problem.what()).contains("'a.x'");
        }
    }

    @Nested
    class RuntimeParameters {

        private ProjectConfig with(String params) {
            return ProjectConfig.load(conf.options().withRuntimeParams(RuntimeParams.parse(params)));
        }

        @Test
        void lieOverEachEnvironmentBeforeTheseAreMerged() {
            conf.file("base/parameters.yml", "a: {x: 1, y: 2}").file("local/parameters.yml", "a: {z: 3}");

            assertThat(with("a.x=5").parameters().toJava()).isEqualTo(Map.of("a", Map.of("z", 3L, "x", 5L)));
        }

        @Test
        void keepTheBaseWhereTheEnvironmentSaysNothing() {
            conf.file("base/parameters.yml", "a: {x: 1, y: 2}");

            assertThat(with("a.x=5,n=1").parameters().toJava())
                    .isEqualTo(Map.of("a", Map.of("x", 5L, "y", 2L), "n", 1L));
        }

        @Test
        void leaveWhatTheyDoNotNameWhereTheEnvironmentHasOtherParameters() {
            conf.file("base/parameters.yml", "a: {x: 1, y: 2}").file("local/parameters.yml", "b: '${a.x}0'");

            assertThat(with("a.x=5,n=1").parameters().toJava())
                    .isEqualTo(Map.of("a", Map.of("x", 5L, "y", 2L), "b", "50", "n", 1L));
        }

        @Test
        void needNoFiles() {
            assertThat(with("a.x=5").parameters().toJava()).isEqualTo(Map.of("a", Map.of("x", 5L)));
        }

        @Test
        void becomeKeysOfTheParametersOnly() {
            conf.file("base/catalog.yml", "c: 1").file("base/globals.yml", "g: 1");

            assertThat(with("a=5").catalog().keys()).containsExactly("c");
            assertThat(with("a=5").globals().keys()).containsExactly("g");
        }

        @Test
        void countInInterpolationsOfTheFiles() {
            conf.file("base/parameters.yml", "x: 1", "y: '${x}0'");

            assertThat(with("x=7").parameters().at("y").orElseThrow()).hasToString("70");
        }
    }

    @Nested
    class SectionsMadeInCode {

        @Test
        void areTakenInsteadOfFiles() {
            conf.file("base/catalog.yml", "a: 1");
            ConfigMap made = ConfigMap.of(Map.of("b", 2), Place.of("code"));

            assertThat(ProjectConfig.load(conf.options().withGiven("catalog", made))
                            .catalog()
                            .toJava())
                    .isEqualTo(Map.of("b", 2L));
        }
    }

    @Nested
    class Check {

        @Test
        void tellsEverythingThatIsWrongInAllSections() {
            conf.file("base/catalog.yml", "a: ${nope}", "b: {c: ['${also_nope}']}")
                    .file("base/parameters.yml", "- 1")
                    .file("base/globals.yml", "x: 1", "x: 2");

            assertThat(conf.load().check())
                    .extracting(Problem::code)
                    .containsExactly(
                            ConfigCode.UNKNOWN_KEY,
                            ConfigCode.UNKNOWN_KEY,
                            ConfigCode.NOT_A_MAP,
                            ConfigCode.DUPLICATE_KEY);
        }

        @Test
        void warnsOfFilesThatNothingReads() {
            conf.file("base/catlog.yml", "a: 1").file("base/notes.txt", "x");

            Problem problem = conf.load().check().get(0);

            assertThat(problem.code()).isEqualTo(ConfigCode.IGNORED_FILE);
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.where()).containsExactly(Place.of("conf/base/catlog.yml"));
            assertThat(problem.near()).containsExactly("catalog");
        }

        @Test
        void onlyWarnsOfCredentialsThatThisMachineLacks() {
            conf.file("base/credentials.yml", "db: {password: '${env:NOWHERE}'}");

            assertThat(conf.load().check()).extracting(Problem::severity).containsExactly(Severity.WARNING);
        }

        @Test
        void isContentWithACleanFolder() {
            conf.file("base/catalog.yml", "a: ${_x}", "_x: 1").file("base/logging.yml", "level: info");

            assertThat(conf.load().check()).isEmpty();
        }
    }

    @Nested
    class Leaves {

        @Test
        void areAllKeysWithPlacesWhichResolvesNothing() {
            conf.file("base/parameters.yml", "a: {x: '${nope}', y: [1]}", "b: {}");

            assertThat(conf.load().leaves("parameters"))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "a.x", Place.of("conf/base/parameters.yml", 1, 5),
                            "a.y", Place.of("conf/base/parameters.yml", 1, 19),
                            "b", Place.of("conf/base/parameters.yml", 2, 1)));
        }
    }

    @Nested
    class References {

        @Test
        void areThePathsThatInterpolationsRead() {
            conf.file("base/globals.yml", "bucket: b", "other: o")
                    .file("base/parameters.yml", "a: {x: 1}", "b: ['${a.x}', '${nope}']", "c: {d: 1, e: '${.d}'}")
                    .file("base/catalog.yml", "f: '${globals:bucket}'");

            assertThat(conf.load().referenced("parameters")).containsExactly("a.x", "c.d");
            assertThat(conf.load().referenced("globals")).containsExactly("bucket");
        }
    }

    @Test
    void hidesTheVariablesOfTheProcessInItsOptions() {
        assertThat(conf.options().toString()).isEqualTo("ConfigOptions[conf, base, local]");
    }

    @Test
    void listsItsSections() {
        assertThat(conf.load().sections())
                .isEqualTo(List.of("catalog", "parameters", "credentials", "globals", "logging"));
    }
}
