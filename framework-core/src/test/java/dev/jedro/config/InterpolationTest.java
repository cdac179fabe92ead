package dev.jedro.config;

import static dev.jedro.config.ConfFolder.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.ConfigResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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
    class Globals {

        @BeforeEach
        void some() {
            conf.file("base/globals.yml", "x: {y: 3}", "bucket: base", "_h: 1")
                    .file("local/globals.yml", "bucket: mine");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                nullValues = "NIL",
                value = {
                    "${globals:x.y} | 3",
                    "${globals:nope,7} | 7",
                    "${globals:nope,0} | 0",
                    "${globals:nope,null} | NIL",
                    "${globals:nope,'7'} | 7",
                    "s3://${globals:bucket}/x | s3://mine/x",
                    "${globals:nope,${globals:x.y}} | 3",
                    "${globals:nope, a b } | a b",
                    "'${globals:nope,[1,2]}' | [1, 2]"
                })
        void areFoundOrTheirDefaultIsTaken(String text, @Nullable String expected) {
            Object value = v("v: " + text);

            assertThat(value == null ? null : value.toString()).isEqualTo(expected);
        }

        @Test
        void keepTheTypeOfTheirDefault() {
            assertThat(v("v: '${globals:nope,7}'")).isEqualTo(7L);
            assertThat(v("v: \"${globals:nope,'7'}\"")).isEqualTo("7");
        }

        @Test
        void thatAreMissingNameNearOnes() {
            Problem problem = problemWithV("v: ${globals:buckt}");

            assertThat(problem.code()).isEqualTo(ConfigCode.UNKNOWN_GLOBAL);
            assertThat(problem.near()).containsExactly("bucket");
            assertThat(problem.where()).containsExactly(at(1, 4));
            assertThat(problem.fixes())
                    .containsExactly("add 'buckt' to globals.yml", "give a default: ${globals:buckt,…}");
        }

        @Test
        void thatAreHiddenAreRefused() {
            assertThat(problemWithV("v: ${globals:_h}").code()).isEqualTo(ConfigCode.HIDDEN_GLOBAL);
        }

        @ParameterizedTest
        @ValueSource(strings = {"${globals:}", "${globals:a,b,c}"})
        void needAKeyAndAtMostOneDefault(String text) {
            assertThat(problemWithV("v: '" + text + "'").code()).isEqualTo(ConfigCode.INTERPOLATION);
        }
    }

    @Nested
    class RuntimeParameters {

        private Object catalogWith(String params, String value) {
            conf.file("base/catalog.yml", "v: " + value);
            ConfigOptions options = conf.options().withRuntimeParams(RuntimeParams.parse(params));
            return String.valueOf(
                    ProjectConfig.load(options).catalog().at("v").orElseThrow().toJava());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "k=1 | ${runtime_params:k,5} | 1",
                    "x=1 | ${runtime_params:k,5} | 5",
                    "k.l=x | a/${runtime_params:k.l} | a/x"
                })
        void areReadInTheCatalog(String params, String text, String expected) {
            assertThat(catalogWith(params, text)).isEqualTo(expected);
        }

        @Test
        void thatAreMissingTellTheFlag() {
            Problem problem = problemOf(() -> catalogWith("folder=x", "${runtime_params:foldr}"));

            assertThat(problem.code()).isEqualTo(ConfigCode.MISSING_PARAM);
            assertThat(problem.near()).containsExactly("folder");
            assertThat(problem.where()).containsExactly(Place.of("conf/base/catalog.yml", 1, 4));
            assertThat(problem.fixes()).first().isEqualTo("run with --params foldr=…");
        }
    }

    @Nested
    class EnvironmentVariables {

        @ParameterizedTest
        @ValueSource(strings = {"${env:JEDRO_HOME}", "${oc.env:JEDRO_HOME}", "${env:NOPE,/srv}"})
        void areReadInCredentials(String text) {
            conf.file("base/credentials.yml", "v: " + text);

            assertThat(conf.load().credentials().at("v").orElseThrow().toJava()).isEqualTo("/srv");
        }

        @Test
        void thatAreNotSetAreAProblem() {
            conf.file("local/credentials.yml", "db:", "  home: ${env:JEDRO_HOM}");

            Problem problem = problemOf(() -> conf.load().credentials().at("db.home"));

            assertThat(problem.code()).isEqualTo(ConfigCode.MISSING_VARIABLE);
            assertThat(problem.what()).contains("'JEDRO_HOM'");
            assertThat(problem.near()).containsExactly("JEDRO_HOME");
            assertThat(problem.where()).containsExactly(Place.of("conf/local/credentials.yml", 2, 9));
            assertThat(problem.fixes()).first().isEqualTo("set it: export JEDRO_HOM=…");
        }

        @ParameterizedTest
        @ValueSource(strings = {"${env:JEDRO_HOME}", "${oc.env:JEDRO_HOME}"})
        void areRefusedElsewhere(String text) {
            assertThat(problemWithV("v: " + text).code()).isEqualTo(ConfigCode.VARIABLE_NOT_ALLOWED);
        }

        @Test
        void areReadElsewhereWhereTheProjectAllowsIt() {
            conf.file("base/parameters.yml", "v: ${env:JEDRO_HOME}/x");

            assertThat(ProjectConfig.load(conf.options().withVariablesEverywhere())
                            .parameters()
                            .at("v")
                            .orElseThrow())
                    .hasToString("/srv/x");
        }
    }

    @Nested
    class CustomResolvers {

        private record Named(String name, Answer answer) implements ConfigResolver {
            @Override
            public @Nullable Object resolve(List<@Nullable Object> arguments) throws Exception {
                return answer.of(arguments);
            }
        }

        private interface Answer {
            @Nullable
            Object of(List<@Nullable Object> arguments) throws Exception;
        }

        private ConfigMap with(String name, Answer answer, String... lines) {
            conf.file("base/parameters.yml", lines);
            return ProjectConfig.load(conf.options().withResolver(new Named(name, answer)))
                    .parameters();
        }

        @Test
        void getTypedArguments() {
            ConfigMap parameters =
                    with("echo", args -> args, "n: 2", "v: \"${echo:1, x ,'1',null,[a],${n},{k: 1}}\"", "w: ${echo:}");

            assertThat(parameters.at("v").orElseThrow().toJava())
                    .isEqualTo(Arrays.asList(1L, "x", "1", null, List.of("a"), 2L, Map.of("k", 1L)));
            assertThat(parameters.at("w").orElseThrow().toJava()).isEqualTo(List.of());
        }

        @Test
        void areAskedOnceForEachPlace() {
            AtomicInteger count = new AtomicInteger();
            ConfigMap parameters =
                    with("random", args -> count.incrementAndGet(), "v: ${random:}", "w: ${random:}", "x: ${v}");

            assertThat(parameters.toJava()).isEqualTo(Map.of("v", 1L, "w", 2L, "x", 1L));
            assertThat(parameters.toJava()).isEqualTo(Map.of("v", 1L, "w", 2L, "x", 1L));
        }

        @Test
        void mayStandForTheOneOfVariables() {
            assertThat(with("oc.env", args -> "mine", "v: ${oc.env:X}").at("v").orElseThrow())
                    .hasToString("mine");
        }

        @Test
        void thatFailAreNamed() {
            Problem problem = problemOf(() -> with(
                            "vault",
                            args -> {
                                throw new IOException("no route");
                            },
                            "v: ${vault:x}")
                    .at("v"));

            assertThat(problem.code()).isEqualTo(ConfigCode.RESOLVER_FAILED);
            assertThat(problem.what()).isEqualTo("The resolver 'vault' failed: no route");
            assertThat(problem.where()).containsExactly(at(1, 4));
        }

        @Test
        void mayGiveSecrets() {
            ConfigMap parameters = with("vault", args -> new Secret("s3cret"), "v: pw=${vault:x}");

            assertThat(parameters.at("v").orElseThrow()).hasToString("*****");
            assertThat(parameters.at("v").orElseThrow().toJava()).isEqualTo("pw=s3cret");
        }

        @Test
        void thatDoNotExistAreAProblem() {
            Problem problem = problemWithV("v: ${global:x}");

            assertThat(problem.code()).isEqualTo(ConfigCode.UNKNOWN_RESOLVER);
            assertThat(problem.near()).containsExactly("globals");
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

    @Nested
    class Threads {

        @Test
        void allSeeTheSameValues() throws Exception {
            AtomicInteger count = new AtomicInteger();
            ConfigResolver counter = new ConfigResolver() {
                @Override
                public String name() {
                    return "count";
                }

                @Override
                public Object resolve(List<@Nullable Object> arguments) {
                    return count.incrementAndGet();
                }
            };
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                lines.append("k" + i + ": {own: '${count:}', next: '${k" + (i + 1) % 200 + ".own}'}\n");
            }
            conf.file("base/parameters.yml", lines.toString());
            ConfigMap parameters =
                    ProjectConfig.load(conf.options().withResolver(counter)).parameters();

            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                Set<Object> seen = new HashSet<>();
                for (Future<Object> each : threads.invokeAll(Collections.nCopies(8, parameters::toJava))) {
                    seen.add(each.get());
                }
                assertThat(seen).hasSize(1);
                assertThat(count).hasValue(200);
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
