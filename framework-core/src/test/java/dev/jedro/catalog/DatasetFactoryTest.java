package dev.jedro.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFactoryTest {
    @TempDir
    Path root;

    private CatalogProject project;

    @BeforeEach
    void makeAProject() {
        project = new CatalogProject(root);
    }

    private String file(String name) {
        return project.read().find(name).flatMap(DatasetDefinition::filepath).orElse("none");
    }

    @Nested
    class Matching {

        @Test
        void takesTheMostSpecificPatternFirst() {
            project.catalog("""
                    "{default}": {type: Text, filepath: "all/{default}.csv"}
                    "{ns}.{n}": {type: Text, filepath: "{ns}/{n}.csv"}
                    "a_{n}": {type: Text, filepath: "{n}.csv"}
                    "a_b_{n}": {type: Text, filepath: "ab/{n}.csv"}
                    """);

            assertThat(project.read().patterns())
                    .extracting(NamePattern::text)
                    .containsExactly("a_b_{n}", "a_{n}", "{ns}.{n}", "{default}");
            assertThat(file("a_b_1")).isEqualTo("ab/1.csv");
            assertThat(file("a_1")).isEqualTo("1.csv");
            assertThat(file("x.y")).isEqualTo("x/y.csv");
            assertThat(file("zzz")).isEqualTo("all/zzz.csv");
            assertThat(file("a_x.y")).isEqualTo("x.y.csv");
        }

        @Test
        void takesMorePlaceholdersBeforeFewerAndThenTheName() {
            project.catalog("""
                    "b_{x}": {type: Memory}
                    "a_{x}": {type: Memory}
                    "{x}_{y}_": {type: Memory}
                    "{x}_a": {type: Memory}
                    """);

            assertThat(project.read().patterns())
                    .extracting(NamePattern::text)
                    .containsExactly("{x}_{y}_", "a_{x}", "b_{x}", "{x}_a");
        }

        @Test
        void prefersAnEntryOfThatName() {
            project.catalog("""
                    "{x}_csv": {type: Csv, filepath: "{x}.csv"}
                    a_csv: {type: Text, filepath: own.txt}
                    """);

            assertThat(file("a_csv")).isEqualTo("own.txt");
            assertThat(project.read().find("a_csv").orElseThrow().pattern()).isEmpty();
        }

        @Test
        void givesTheFirstPlaceholderAsLittleAsItCan() {
            project.catalog("'{a}_{b}': {type: Text, filepath: '{a}/{b}'}\n");

            assertThat(file("x_y_z")).isEqualTo("x/y_z");
            assertThat(file("_y")).isEqualTo("none");
        }

        @Test
        void wantsTheSameTextForTheSamePlaceholder() {
            project.catalog("'{a}_{a}': {type: Text, filepath: '{a}'}\n");

            assertThat(file("x_x")).isEqualTo("x");
            assertThat(file("x_y")).isEqualTo("none");
        }

        @Test
        void takesUpperAndLowerCaseForTheSameLetterAsKedroDoes() {
            project.catalog("'Raw_{a}': {type: Text, filepath: '{a}'}\n");

            assertThat(file("raw_X")).isEqualTo("X");
        }

        @Test
        void takesOtherCharactersAsTheyAre() {
            project.catalog("'a.b+[{n}]$': {type: Text, filepath: '{n}'}\n");

            assertThat(file("a.b+[1]$")).isEqualTo("1");
            assertThat(file("aXb+[1]$")).isEqualTo("none");
        }
    }

    @Nested
    class Filling {

        @Test
        void reachesNestedMapsAndLists() {
            project.catalog("""
                    "{ns}.{name}":
                      type: Partitioned
                      path: data/{ns}
                      dataset: {type: Csv, null_values: ["", "{name}"], columns: {a: "{ns}_{name}"}}
                    """);

            Optional<DatasetDefinition> definition = project.read().find("eu.sales");

            assertThat(definition.orElseThrow().shownOptions())
                    .hasToString("{path=data/eu, dataset={type=Csv, null_values=[, sales], columns={a=eu_sales}}}");
            assertThat(project.read().check("eu.sales")).isEmpty();
        }

        @Test
        void keepsThePlaceOfThePattern() {
            project.catalog("a: {type: Memory}\n\"{x}_csv\":\n  type: Csv\n  filepath: '{x}'\n  delimeter: '{x}'\n");

            DataCatalog catalog = project.read();

            assertThat(catalog.find("b_csv").orElseThrow().place()).isEqualTo(Place.of("conf/base/catalog.yml", 2, 1));
            assertThat(catalog.check(Set.of("b_csv")))
                    .extracting(problem -> problem.where().get(0))
                    .containsExactly(Place.of("conf/base/catalog.yml", 5, 3));
        }

        @Test
        void mayChooseTheTypeAndTheCredentials() {
            project.catalog("'{t}.{c}': {type: '{t}', filepath: x, credentials: '{c}'}\n");

            assertThat(project.read().check("Text.warehouse")).isEmpty();
            assertThat(project.read().check("Text.nothing"))
                    .extracting(Problem::code)
                    .containsExactly(CatalogCode.NO_CREDENTIALS);
        }

        @Test
        void mayMakeEverythingElseMemory() {
            project.catalog("'{default}': {type: Memory}\n");

            try (OpenCatalog catalog = project.open()) {
                catalog.save("x", Integer.class, 1);
                assertThat(catalog.load("x", int.class)).isEqualTo(1);
                assertThat(catalog.definition().persists("x")).isFalse();
            }
        }
    }

    @Nested
    class Mistakes {

        @Test
        void placeholdersThatTheNameDoesNotHave() {
            List<Problem> problems = project.catalog("'x_{a}': {type: Text, filepath: '{b}/{a}'}\n")
                    .problems();

            assertThat(problems).hasSize(1);
            assertThat(problems.get(0).code()).isEqualTo(CatalogCode.BAD_PATTERN);
            assertThat(problems.get(0).what()).isEqualTo("The pattern 'x_{a}' uses {b}, which its name does not have");
            assertThat(problems.get(0).where()).containsExactly(Place.of("conf/base/catalog.yml", 1, 1));
            assertThat(problems.get(0).fixes()).containsExactly("use {a}, or add {b} to the name");
        }

        @Test
        void twoPatternsThatMatchEverything() {
            List<Problem> problems = project.catalog("'{a}': {type: Memory}\n'{b}': {type: Memory}\n")
                    .problems();

            assertThat(problems).hasSize(1);
            assertThat(problems.get(0).code()).isEqualTo(CatalogCode.TWO_CATCH_ALLS);
            assertThat(problems.get(0).where())
                    .containsExactly(Place.of("conf/base/catalog.yml", 1, 1), Place.of("conf/base/catalog.yml", 2, 1));
        }

        @Test
        void bracesThatAreNotClosed() {
            List<Problem> problems = project.catalog("'x_{a': {type: Memory}\n").problems();

            assertThat(problems).extracting(Problem::code).containsExactly(CatalogCode.BAD_PATTERN);
        }
    }

    @Nested
    class Speed {

        @Test
        void isLinearInTheNames() {
            StringBuilder yaml = new StringBuilder("'{default}': {type: Memory}\n");
            for (int i = 0; i < 10; i++) {
                yaml.append(
                        "'layer%d.{namespace}.{name}': {type: Csv, filepath: 'data/layer%d/{namespace}/{name}.csv'}\n"
                                .formatted(i, i));
            }
            project.catalog(yaml.toString());
            resolve(project.read(), 0);
            DataCatalog catalog = project.read();
            // Of this thread alone, so that a busy machine does not matter.
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long start = threads.getCurrentThreadCpuTime();
            resolve(catalog, 1);
            double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;

            assertThat(seconds)
                    .as("seconds of CPU for 10,000 names and 11 patterns")
                    .isLessThan(0.5);
            System.getLogger("speed").log(System.Logger.Level.INFO, "10,000 names by 11 patterns: " + seconds + " s");
        }

        private void resolve(DataCatalog catalog, int round) {
            for (int i = 0; i < 10_000; i++) {
                String name = "layer" + i % 10 + ".ns" + i % 100 + ".table_" + round + "_" + i;
                assertThat(catalog.find(name).isPresent()).isTrue();
            }
        }
    }
}
