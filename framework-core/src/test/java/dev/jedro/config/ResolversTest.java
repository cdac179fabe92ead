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

class ResolversTest {
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
        void areReadInGlobalsToo() {
            conf.file("base/globals.yml", "folder: data/${runtime_params:day,none}");

            assertThat(catalogWith("day=monday", "${globals:folder}/x")).isEqualTo("data/monday/x");
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
        void thatLackALibraryAreNamedToo() {
            Problem problem = problemOf(() -> with(
                            "vault",
                            args -> {
                                throw new NoClassDefFoundError("org/acme/Vault");
                            },
                            "v: ${vault:x}")
                    .at("v"));

            assertThat(problem.code()).isEqualTo(ConfigCode.RESOLVER_FAILED);
            assertThat(problem.what()).endsWith("failed: java.lang.NoClassDefFoundError: org/acme/Vault");
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
