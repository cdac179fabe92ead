package dev.jedro.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCatalogTest {
    @TempDir
    Path root;

    private CatalogProject project;

    @BeforeEach
    void makeAProject() {
        project = new CatalogProject(root);
    }

    private Problem only(String yaml) {
        List<Problem> problems = project.catalog(yaml).read().check(Set.of());
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private Problem onlyAtOnce(String yaml) {
        List<Problem> problems = project.catalog(yaml).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @Nested
    class AnEntryOfAnEnvironment {

        @Test
        void thatLeavesOutTheTypeIsToldToReplaceTheBasesWhole() {
            project.catalog("shuttles:\n  type: Text\n  filepath: a.txt\n");
            project.write("conf/local/catalog.yml", "shuttles: {filepath: b.txt}\n");

            Problem problem = project.problems().get(0);

            assertThat(problem.code()).isEqualTo(CatalogCode.NOT_AN_ENTRY);
            assertThat(problem.what())
                    .isEqualTo("The catalog entry 'shuttles' has no 'type', and replaces the whole entry of the base");
            assertThat(problem.where())
                    .containsExactly(Place.of("conf/local/catalog.yml", 1, 1), Place.of("conf/base/catalog.yml", 1, 1));
            assertThat(problem.fixes())
                    .containsExactly("repeat all keys of the entry in conf/local/catalog.yml, 'type' among them");
        }
    }

    @Nested
    class Entries {

        @Test
        void needAType() {
            Problem problem = onlyAtOnce("x:\n  filepath: data/x.txt\n");

            assertThat(problem.code()).isEqualTo(CatalogCode.NOT_AN_ENTRY);
            assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 1, 1));
            assertThat(problem.fixes())
                    .containsExactly("add 'type: …', or name it '_x' if other entries only refer to it");
        }

        @Test
        void needToBeMaps() {
            Problem problem = onlyAtOnce("a: {type: Memory}\nx: data/x.txt\n");

            assertThat(problem.code()).isEqualTo(CatalogCode.NOT_AN_ENTRY);
            assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 2, 1));
        }

        @Test
        void arePassedOverIfTheirNameBeginsWithAnUnderscore() {
            project.catalog("_csv: &csv {type: Csv}\nx: {<<: *csv, filepath: a.csv}\n");

            assertThat(project.read().names()).containsExactly("x");
        }

        @Test
        void mayNotChooseTheirVersion() {
            project.catalog("x: {type: Text, filepath: a.txt, version: 3}\n");

            assertThat(project.read().check(Set.of())).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(CatalogCode.RESERVED_KEY);
                assertThat(problem.isError()).isFalse();
                assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 1, 34));
            });
        }

        @Test
        void tellAllTheirProblemsAtOnce() {
            project.catalog("""
                    x:
                      type: Csv
                      filepath: 3
                      delimeter: ";"
                      quote: ab
                      versioned: maybe
                    y:
                      type: Texts
                      filepath: y.txt
                    """);

            assertThat(project.read().check(Set.of()))
                    .extracting(problem ->
                            problem.code().id() + " " + problem.where().get(0))
                    .containsExactlyInAnyOrder(
                            "JED-310 conf/base/catalog.yml:3:13",
                            "JED-316 conf/base/catalog.yml:4:3",
                            "JED-242 conf/base/catalog.yml:5:10",
                            "JED-310 conf/base/catalog.yml:6:14",
                            "JED-302 conf/base/catalog.yml:8:9");
        }

        @Test
        void areDescribedWithoutTheirSecrets() {
            project.catalog("""
                    x:
                      type: Text
                      filepath: data/x.txt
                      credentials: warehouse
                      layer: raw
                      metadata: {owner: ann, from: "s3://ann:hunter22@bucket"}
                    """);

            DatasetDefinition x = project.read().find("x").orElseThrow();
            assertThat(x.shownOptions()).isEmpty();
            assertThat(x.shownMetadata()).isEqualTo(Map.of("owner", "ann", "from", "s3://<redacted>@bucket"));
            assertThat(x.credentialNames()).containsExactly("warehouse");
        }

        @Test
        void hideUsersOfUrls() {
            project.catalog("x: {type: Text, filepath: 's3://ann:hunter22@bucket/x.txt'}\n");

            assertThat(project.read().check(Set.of()).toString()).doesNotContain("hunter22");
        }

        @Test
        void haveALayerInKedrosSpellingToo() {
            project.catalog("x: {type: Memory, metadata: {kedro-viz: {layer: raw}}}\n");

            assertThat(project.read().find("x").orElseThrow().layer()).contains("raw");
        }
    }

    @Nested
    class Types {

        @Test
        void thatAreMisspeltHaveNearNames() {
            Problem problem = only("x:\n  type: Cvs\n  filepath: a.csv\n");

            assertThat(problem.code()).isEqualTo(CatalogCode.UNKNOWN_TYPE);
            assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 2, 9));
            assertThat(problem.near()).containsExactly("Csv");
            assertThat(problem.fixes()).containsExactly("write 'type: Csv'");
        }

        @Test
        void ofAModuleThatIsMissingNameTheModule() {
            assertThat(only("x: {type: duckdb.Parquet, filepath: a.parquet}").fixes())
                    .containsExactly("add the dependency dev.jedro:framework-duckdb to pom.xml");
        }

        @Test
        void ofKedroNameJedros() {
            assertThat(only("x: {type: pandas.CSVDataset, filepath: a.csv}").fixes())
                    .containsExactly("write 'type: Csv', which is Jedro's name for it");
            assertThat(only("x: {type: pandas.ParquetDataset, filepath: a.csv}").fixes())
                    .containsExactly(
                            "write 'type: duckdb.Parquet', which is Jedro's name for it, and add the dependency dev.jedro:framework-duckdb to pom.xml");
            assertThat(only("x: {type: partitions.IncrementalDataset, path: a}").fixes())
                    .containsExactly("write 'type: Partitioned', and 'incremental: true' beside it");
            assertThat(only("x: {type: MemoryDataSet}").fixes())
                    .containsExactly("write 'type: Memory', which is Jedro's name for it");
        }

        @Test
        void mayBeClassNames() {
            project.catalog("x: {type: dev.jedro.dataset.TextType, filepath: a.txt}\n");

            assertThat(project.read().check(Set.of())).isEmpty();
        }

        @Test
        void mayNotBeOtherClasses() {
            Problem problem = only("x:\n  type: java.lang.String\n");

            assertThat(problem.code()).isEqualTo(CatalogCode.NOT_A_TYPE);
            assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 2, 9));
        }

        @Test
        void areCheckedAgainstTheTypesOfNodes() {
            project.catalog("x: {type: Csv, filepath: a.csv}\n");
            Place node = Place.of("CompanyPipeline.java", 14);

            Problem problem = project.read().checkLoad("x", Integer.class, node).orElseThrow();

            assertThat(problem.code()).isEqualTo(CatalogCode.WRONG_TYPE);
            assertThat(problem.what()).startsWith("Dataset 'x' (Csv) cannot be loaded as Integer; it has List<R>");
            assertThat(problem.where()).containsExactly(node, Place.of("conf/base/catalog.yml", 1, 1));
            assertThat(problem.fixes()).isNotEmpty();
            assertThat(project.read().checkSave("x", String.class, node)).isPresent();
            assertThat(project.read().checkLoad("in_memory", Integer.class, node))
                    .isEmpty();
        }
    }

    @Nested
    class Options {

        @Test
        void ofInnerDatasetsThatWouldHaveNoEffectAreRefused() {
            Problem problem =
                    only("x:\n  type: Partitioned\n  path: data/p\n  dataset:\n    type: Csv\n    versioned: true\n");

            assertThat(problem.code()).isEqualTo(CatalogCode.BAD_KEY);
            assertThat(problem.what()).contains("The inner dataset has 'versioned', which it cannot have");
            assertThat(problem.where()).contains(Place.of("conf/base/catalog.yml", 6, 5));
            assertThat(problem.fixes())
                    .containsExactly("remove it: where the files are is for the dataset around it to say");
        }

        @Test
        void thatAreMisspeltHaveNearNames() {
            Problem problem = only("x:\n  type: Csv\n  filepath: a.csv\n  delimeter: ';'\n");

            assertThat(problem.code()).isEqualTo(CatalogCode.UNKNOWN_OPTION);
            assertThat(problem.what()).isEqualTo("Dataset 'x' (Csv) has no option 'delimeter'");
            assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 4, 3));
            assertThat(problem.near()).containsExactly("delimiter");
            assertThat(problem.fixes()).containsExactly("rename it to 'delimiter'");
        }

        @Test
        void thatAllEntriesShareAreKnownToo() {
            assertThat(only("x: {type: Text, filepath: a.txt, versoned: true}\n")
                            .near())
                    .containsExactly("versioned");
        }

        @Test
        void needAFilepathForFiles() {
            Problem problem = only("x: {type: Text}\n");

            assertThat(problem.code()).isEqualTo(CatalogCode.NO_FILEPATH);
            assertThat(problem.fixes()).containsExactly("add 'filepath: data/…'");
        }

        @Test
        void refusePathsOnOtherMachines() {
            Problem problem = only("x:\n  type: Text\n  filepath: s3://bucket/a.txt\n");

            assertThat(problem.code()).isEqualTo(CatalogCode.REMOTE_PATH);
            assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 3, 13));
            assertThat(problem.fixes().get(0)).contains("framework-spark");
        }

        @Test
        void refuseWhatCannotBeAPath() {
            Problem problem = only("x:\n  type: Text\n  filepath: \"a\\0b\"\n");
            Problem empty = only("x:\n  type: Text\n  filepath: ''\n");

            assertThat(problem.code()).isEqualTo(CatalogCode.BAD_KEY);
            assertThat(problem.what()).startsWith("'a\\0b' is not a path");
            assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 3, 13));
            assertThat(problem.fixes()).containsExactly("remove the character");
            assertThat(empty.what()).isEqualTo("The key 'filepath' of dataset 'x' must be a text that is not empty");
        }

        @Test
        void ofInnerDatasetsAreCheckedAtTheirPlace() {
            Problem problem =
                    only("x:\n  type: Partitioned\n  path: data/p\n  dataset:\n    type: Csv\n    delimeter: ';'\n");

            assertThat(problem.code()).isEqualTo(CatalogCode.UNKNOWN_OPTION);
            assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 6, 5));
        }
    }

    @Nested
    class CredentialsByName {

        @Test
        void thatAreMissingHaveNearNames() {
            Problem problem = onlyAtOnce("x:\n  type: Text\n  filepath: a.txt\n  credentials: warehous\n");

            assertThat(problem.code()).isEqualTo(CatalogCode.NO_CREDENTIALS);
            assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 4, 16));
            assertThat(problem.near()).containsExactly("warehouse (conf/local/credentials.yml:1:1)");
            assertThat(problem.fixes().get(0)).startsWith("write 'credentials: warehouse'");
        }

        @Test
        void areOneNameAndNoList() {
            List<Problem> problems = new CatalogProject(root)
                    .catalog("x:\n  type: Text\n  filepath: a.txt\n  credentials: [warehouse]\n")
                    .read()
                    .check("x");

            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(CatalogCode.BAD_KEY);
                assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 4, 16));
                assertThat(problem.what())
                        .isEqualTo("The key 'credentials' of dataset 'x' must be a name of credentials.yml");
            });
        }

        @Test
        void areFoundAtAnyDepth() {
            Problem problem =
                    onlyAtOnce("x: {type: Partitioned, path: p, dataset: {type: Text, a: [{credentials: nope}]}}\n");

            assertThat(problem.code()).isEqualTo(CatalogCode.NO_CREDENTIALS);
        }
    }

    @Nested
    class Names {

        @Test
        void thatNobodyDefinesAreKeptInMemory() {
            project.catalog("x: {type: Text, filepath: a.txt}\n");

            try (OpenCatalog catalog = project.open()) {
                catalog.save("y", Integer.class, 7);

                assertThat(catalog.load("y", int.class)).isEqualTo(7);
                assertThat(catalog.typeName("y")).isEqualTo("Memory");
                assertThat(catalog.definition().persists("y")).isFalse();
                assertThat(catalog.definition().persists("x")).isTrue();
            }
        }

        @Test
        void thatAreMisspeltHaveNearNames() {
            project.catalog("companies: {type: Text, filepath: a.txt}\n");

            try (OpenCatalog catalog = project.open()) {
                Problem problem = CatalogProject.problemsOf(() -> catalog.load("compnies", (Type) String.class))
                        .get(0);

                assertThat(problem.code()).isEqualTo(CatalogCode.UNKNOWN_DATASET);
                assertThat(problem.near()).containsExactly("companies (conf/base/catalog.yml:1:1)");
            }
        }

        @Test
        void withAFormatAreEntriesOfTheirOwn() {
            project.catalog("t@text: {type: Text, filepath: a.txt}\nt@bytes: {type: Binary, filepath: a.txt}\n");

            try (OpenCatalog catalog = project.open()) {
                catalog.save("t@text", String.class, "hi");

                assertThat(catalog.load("t@bytes", byte[].class)).containsExactly('h', 'i');
            }
        }
    }
}
