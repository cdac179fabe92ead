package dev.jedro.config;

import static dev.jedro.config.ConfFolder.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpolationTest {
    @TempDir
    Path directory;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() {
        conf = new ConfFolder(directory);
    }

    /** The value of {@code v} in parameters of the given lines. */
    private @Nullable Object v(String... lines) {
        conf.file("base/parameters.yml", lines);
        return conf.load().parameters().at("v").orElseThrow().toJava();
    }

    private Problem problemWithV(String... lines) {
        Problem problem = problemOf(() -> v(lines));
        assertThat(problem.fixes()).isNotEmpty();
        return problem;
    }

    private static Place at(int line, int column) {
        return Place.of("conf/base/parameters.yml", line, column);
    }

    @Nested
    class Keys {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "${n} | 3",
                    "${m.k} | x",
                    "a-${n} | a-3",
                    "${n}${m.k} | 3x",
                    "${l[1]} | b",
                    "${l.0} | a",
                    "${m['k']} | x",
                    "${m.${which}} | x",
                    "${ n } | 3",
                    "\"${m.k}\" | x"
                })
        void areLookedForFromTheRoot(String text, String expected) {
            assertThat(v("n: 3", "m: {k: x}", "l: [a, b]", "which: k", "v: " + text))
                    .hasToString(expected);
        }

        @Test
        void keepTheTypeOfAWholeValue() {
            assertThat(v("n: 3", "v: ['${n}', '${m}', '${t}', '${z}']", "m: {k: [1]}", "t: true", "z: null"))
                    .isEqualTo(Arrays.asList(3L, Map.of("k", List.of(1L)), true, null));
        }

        @Test
        void areFollowedAsFarAsTheyLead() {
            assertThat(v("a: 1", "b: ${a}", "c: '${b}${b}'", "v: ${c}")).isEqualTo("11");
        }

        @Test
        void mayBeRelative() {
            assertThat(v("v: {x: 1, y: '${.x}', in: {z: '${..x}', w: '${.z}'}}"))
                    .isEqualTo(Map.of("x", 1L, "y", 1L, "in", Map.of("z", 1L, "w", 1L)));
        }

        @Test
        void mayBeRelativeBehindAnAnchor() {
            assertThat(v("_d: &d {path: '${.name}.csv'}", "v: {a: {<<: *d, name: x}, b: {<<: *d, name: y}}"))
                    .isEqualTo(Map.of(
                            "a", Map.of("path", "x.csv", "name", "x"), "b", Map.of("path", "y.csv", "name", "y")));
        }

        @Test
        void mayBeHidden() {
            assertThat(v("_root: data", "v: ${_root}/raw")).isEqualTo("data/raw");
        }

        @Test
        void mayHaveDotsThemselves() {
            assertThat(v("a.b: 1", "v: ${a.b}")).isEqualTo(1L);
        }

        @Test
        void areEscapedWithABackslash() {
            assertThat(v("n: 1", "v: '\\${n} and \\\\${n} and C:\\dir ${n}'")).isEqualTo("${n} and \\1 and C:\\dir 1");
        }

        @Test
        void leaveDollarsAndBracesAlone() {
            assertThat(v("v: '$5 {x} $ {y} }'")).isEqualTo("$5 {x} $ {y} }");
        }

        @Test
        void thatDoNotExistNameTheirPlaceAndNearOnes() {
            Problem problem = problemWithV("model: {test_size: 1}", "v: a/${model.tst_size}");

            assertThat(problem.code()).isEqualTo(ConfigCode.UNKNOWN_KEY);
            assertThat(problem.what()).contains("${model.tst_size}").contains("'model.tst_size'");
            assertThat(problem.where()).containsExactly(at(2, 6));
            assertThat(problem.near()).containsExactly("test_size (conf/base/parameters.yml:1:9)");
        }

        @Test
        void areNotMissedBeforeTheyAreAskedFor() {
            conf.file("base/parameters.yml", "good: 1", "bad: ${nope}", "mixed: {good: 2, bad: '${nope}'}");
            ConfigMap parameters = conf.load().parameters();

            assertThat(parameters.at("good")).isPresent();
            assertThat(parameters.at("mixed.good").orElseThrow()).hasToString("2");
        }

        @Test
        void thatDoNotExistArePrintedAsTheyAreWritten() {
            conf.file("base/parameters.yml", "good: 1", "bad: ['${nope}']");

            assertThat(conf.load().parameters()).hasToString("{good=1, bad=[${nope}]}");
        }

        @Test
        void cannotBeMapsInsideATextButTellHow() {
            Problem problem = problemWithV("m: {k: 1}", "v: a ${m}");

            assertThat(problem.code()).isEqualTo(ConfigCode.NOT_TEXT);
            assertThat(problem.where()).containsExactly(at(2, 6));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"${", "${}", "${n", "a ${n ${n}", "${globals:x", "${globals:'x}", "${a:'x'y}", "${${n}:x}"})
        void mustBeWellFormed(String text) {
            Problem problem = problemWithV("n: 1", "v: \"" + text + "\"");

            assertThat(problem.code()).isEqualTo(ConfigCode.INTERPOLATION);
            assertThat(problem.where()).containsExactly(at(2, 4));
        }
    }

    @Nested
    class Cycles {

        @Test
        void areNamedWithTheirChain() {
            Problem problem = problemWithV("v: ${b}", "b: x${c.d}", "c: {d: '${v}'}");

            assertThat(problem.code()).isEqualTo(ConfigCode.CYCLE);
            assertThat(problem.what()).endsWith("v -> b -> c.d -> v");
            assertThat(problem.where()).containsExactly(at(1, 4), at(2, 4), at(3, 8));
        }

        @Test
        void mayBeOfOneKey() {
            assertThat(problemWithV("v: ${v}").what()).endsWith("v -> v");
        }

        @ParameterizedTest
        @ValueSource(strings = {"v: {x: '${v}'}", "v: {x: '${w}'}\nw: {y: '${v}'}", "v: ['${v}']"})
        void ofMapsThatHoldThemselvesAreFound(String text) {
            assertThat(problemWithV(text + "\n").code()).isEqualTo(ConfigCode.CYCLE);
        }

        @Test
        void areNotSeenWhereAMapRefersToItsOwnKeys() {
            assertThat(v("v: {x: 1, y: '${v.x}'}")).isEqualTo(Map.of("x", 1L, "y", 1L));
        }

        @Test
        void throughGlobalsAreFound() {
            conf.file("base/globals.yml", "g: ${globals:h}", "h: ${g}");

            assertThat(problemOf(() -> v("v: ${globals:g}")).code()).isEqualTo(ConfigCode.CYCLE);
        }
    }

    @Nested
    class Bombs {

        @Test
        void ofTextsAreStopped() {
            StringBuilder lines = new StringBuilder("k0: xxxxxxxxxx\n");
            for (int i = 1; i < 20; i++) {
                lines.append("k" + i + ": '" + ("${k" + (i - 1) + "}").repeat(10) + "'\n");
            }

            assertThat(problemOf(() -> v(lines + "v: ${k19}")).code()).isEqualTo(ConfigCode.TOO_LARGE);
        }

        @Test
        void ofListsAreStopped() {
            StringBuilder lines = new StringBuilder("k0: [x,x,x,x,x,x,x,x,x,x]\n");
            for (int i = 1; i < 20; i++) {
                String ten = ("'${k" + (i - 1) + "}',").repeat(10);
                lines.append("k" + i + ": [" + ten + "]\n");
            }

            assertThat(problemOf(() -> v(lines + "v: ${k19}")).code()).isEqualTo(ConfigCode.TOO_LARGE);
        }

        @Test
        void ofLongChainsAreStopped() {
            StringBuilder lines = new StringBuilder("k0: 1\n");
            for (int i = 1; i < 5000; i++) {
                lines.append("k" + i + ": ${k" + (i - 1) + "}\n");
            }

            assertThat(problemOf(() -> v(lines + "v: ${k4999}")).code()).isEqualTo(ConfigCode.TOO_LARGE);
        }
    }

    @Nested
    class Environments {

        @Test
        void seeOnlyTheirOwnKeys() {
            conf.file("base/parameters.yml", "size: 1", "v: ${size}")
                    .file("local/parameters.yml", "size: 2", "w: ${size}");
            ConfigMap parameters = conf.load().parameters();

            assertThat(parameters.toJava()).isEqualTo(Map.of("size", 2L, "v", 1L, "w", 2L));
        }

        @Test
        void keepTheirScopeInASoftMerge() {
            conf.file("base/parameters.yml", "size: 1", "m: {v: '${size}'}")
                    .file("local/parameters.yml", "size: 2", "m: {w: '${size}'}");
            ConfigOptions options = conf.options().withMerge("parameters", MergeStrategy.SOFT);

            assertThat(ProjectConfig.load(options)
                            .parameters()
                            .at("m")
                            .orElseThrow()
                            .toJava())
                    .isEqualTo(Map.of("v", 1L, "w", 2L));
        }

        @Test
        void lookThroughAllFilesOfASection() {
            conf.file("base/parameters_a.yml", "a: 1");

            assertThat(v("v: ${a}")).isEqualTo(1L);
        }
    }

    @Nested
    class Binding {

        record Options(int size, String path) {}

        @Test
        void tellsInterpolationProblemsBesideTheOthers() {
            conf.file("base/parameters.yml", "v: {size: '${nope}', pth: x}");
            ConfigMap parameters = conf.load().parameters();

            assertThat(ConfFolder.problemsOf(
                            () -> Binder.bind(parameters.at("v").orElseThrow(), Options.class)))
                    .extracting(Problem::code)
                    .containsExactly(ConfigCode.UNKNOWN_KEY, ConfigCode.UNKNOWN_OPTION, ConfigCode.MISSING_OPTION);
        }
    }
}
