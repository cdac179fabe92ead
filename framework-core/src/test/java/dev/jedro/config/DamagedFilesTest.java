package dev.jedro.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a file, the outcome is a tree or problems with a place, and never another exception. */
class DamagedFilesTest {
    private static final String YAML = """
            _d: &d {type: Csv, sep: ';'}
            companies:
              <<: *d
              filepath: ${root}/x-${.name}.csv
              name: "q ${globals:a.b,[1, 'x']} \\\\${n}"
              columns: [1, 2.5, on, ~, !!str 5]
            root: |
              data
            """;
    private static final String JSON = "{\"a\": {\"b\": [1, 2.5e3, \"${a.b[0]}\", null, true]}, \"c\": \"\\u00e4\"}";
    private static final byte[] LIKELY =
            "{}[]:,&*!|>'\"%@`#?-\\$\n\t .<~\0\u00e4\ufffe".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(strings = {"conf/base/catalog.yml", "conf/base/catalog.json"})
    void giveATreeOrProblems(String file) {
        byte[] whole = (file.endsWith("json") ? JSON : YAML).getBytes(StandardCharsets.UTF_8);
        int trees = 0;
        for (long seed = 0; seed < 4000; seed++) {
            byte[] damaged = damage(whole, new Random(seed));
            Problems problems = new Problems();

            Optional<ConfigMap> map = ConfigReader.read(file, damaged, false, problems);

            assertThat(map.isPresent())
                    .as("seed " + seed + problems.all())
                    .isEqualTo(problems.all().isEmpty());
            assertPlaced(problems.all(), file);
            map.ifPresent(DamagedFilesTest::resolveAll);
            trees += map.isPresent() ? 1 : 0;
        }
        assertThat(trees).isBetween(100, 3900);
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int i = random.nextInt(2); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] =
                    random.nextInt(5) == 0 ? (byte) random.nextInt() : LIKELY[random.nextInt(LIKELY.length)];
        }
        return bytes;
    }

    private static void resolveAll(ConfigMap map) {
        ConfigOptions options = ConfigOptions.of(ConfigSource.folder(Path.of("nowhere")));
        ConfigMap root = new ConfigTree(
                        "catalog",
                        map,
                        new Resolvers(options, () -> ConfigMap.empty(Place.of("globals")), new SecretBook()))
                .root();
        for (String key : root.keys()) {
            try {
                root.get(key).orElseThrow().toJava();
            } catch (JedroException e) {
                assertPlaced(e.problems(), "");
            }
        }
    }

    private static void assertPlaced(List<Problem> problems, String file) {
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.where()).isNotEmpty();
            assertThat(problem.where().get(0).source()).startsWith(file);
            assertThat(problem.where().get(0).line()).isPositive();
            assertThat(problem.fixes()).isNotEmpty();
        });
    }
}
