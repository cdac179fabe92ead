package dev.jedro.config;

import static dev.jedro.config.ConfFolder.problemOf;
import static dev.jedro.config.ConfFolder.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.problem.SnakeCase;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings({"unused", "ArrayRecordComponent", "DoNotCallSuggester"}) // the binder finds them by reflection
class BinderTest {
    private static final String FILE = "conf/base/catalog.yml";

    record Options(double testSize, int randomState, List<String> features, Optional<String> label) {
        static Options defaults() {
            return new Options(0.2, 3, List.of("a"), Optional.empty());
        }
    }

    private static <T> T bind(String yaml, Class<T> type) {
        return Binder.bind(YamlFilesTest.read(yaml), type);
    }

    /** Binds the value of {@code v}. */
    private static Object bindV(String value, Type type) {
        Problems problems = new Problems();
        Optional<Object> bound =
                Binder.bind(YamlFilesTest.read("v: " + value).get("v").orElseThrow(), type, problems);
        problems.throwIfErrors();
        return bound.orElseThrow();
    }

    private static Place at(int line, int column) {
        return Place.of(FILE, line, column);
    }

    @Nested
    class Keys {

        @Test
        void areSnakeCase() {
            assertThat(bind("test_size: 0.5\nrandom_state: 7\nfeatures: [x]\nlabel: l", Options.class))
                    .isEqualTo(new Options(0.5, 7, List.of("x"), Optional.of("l")));
        }

        @Test
        void mayBeSpeltAsTheComponent() {
            assertThat(bind("testSize: 0.5", Options.class).testSize()).isEqualTo(0.5);
        }

        @Test
        void cannotBeGivenInBothSpellings() {
            Problem problem = problemOf(() -> bind("test_size: 0.5\ntestSize: 0.6", Options.class));

            assertThat(problem.code()).isEqualTo(ConfigCode.DUPLICATE_KEY);
            assertThat(problem.where()).containsExactly(at(2, 1));
        }

        @ParameterizedTest
        @CsvSource({
            "testSize, test_size",
            "baseURL, base_url",
            "URLPath, url_path",
            "x1Train, x1_train",
            "sep, sep",
            "aB, a_b"
        })
        void comeFromComponents(String component, String key) {
            assertThat(SnakeCase.of(component)).isEqualTo(key);
        }

        @Test
        void thatAreUnknownNameTheNearOne() {
            Problem problem = problemOf(() -> bind("# comment\ntest_sise: 0.5", Options.class));

            assertThat(problem.code()).isEqualTo(ConfigCode.UNKNOWN_OPTION);
            assertThat(problem.what()).contains("'test_sise'");
            assertThat(problem.where()).containsExactly(at(2, 1));
            assertThat(problem.near()).containsExactly("test_size");
            assertThat(problem.fixes()).containsExactly("rename it to 'test_size'");
        }

        @Test
        void thatAreUnknownListAllWhereNoneIsNear() {
            assertThat(problemOf(() -> bind("zzz: 1", Options.class)).fixes())
                    .containsExactly("remove it, or use one of: test_size, random_state, features, label");
        }

        @Test
        void ofAnEmptyRecordAreAllUnknown() {
            record None() {}
            assertThat(problemOf(() -> bind("zzz: 1", None.class)).fixes())
                    .containsExactly("remove it; nothing can be set here");
            assertThat(bind("", None.class)).isEqualTo(new None());
        }
    }

    @Nested
    class MissingKeys {

        record Strict(int a, Optional<String> b, @Nullable String c, List<String> d) {}

        @Test
        void areFilledFromTheDefaultsOfTheRecord() {
            assertThat(bind("random_state: 4", Options.class))
                    .isEqualTo(new Options(0.2, 4, List.of("a"), Optional.empty()));
        }

        @Test
        void areAProblemAtTheMapUnlessTheyMayMiss() {
            List<Problem> problems = problemsOf(() -> bindV("\n  {}", Strict.class));

            assertThat(problems).extracting(Problem::code).containsOnly(ConfigCode.MISSING_OPTION);
            assertThat(problems).extracting(Problem::what).containsExactly("'a' is missing", "'d' is missing");
            assertThat(problems)
                    .allSatisfy(problem -> assertThat(problem.where()).containsExactly(at(2, 3)));
            assertThat(problems.get(0).fixes()).containsExactly("add 'a: …' (a whole number)");
        }

        @Test
        void areNullOrEmptyWhereTheComponentSaysSo() {
            assertThat(bind("a: 1\nd: []", Strict.class)).isEqualTo(new Strict(1, Optional.empty(), null, List.of()));
        }

        @Test
        void ofANestedRecordAreNamedByTheirPath() {
            record Outer(List<Strict> items) {}
            assertThat(problemsOf(() -> bind("items:\n  - {a: 1, d: []}\n  - {a: 1}", Outer.class)))
                    .extracting(Problem::what)
                    .containsExactly("'items[1].d' is missing");
        }

        @Test
        void cannotBeFilledByDefaultsThatThrow() {
            record Broken(int a) {
                static Broken defaults() {
                    throw new IllegalStateException("boom");
                }
            }
            Problem problem = problemOf(() -> bind("a: 1", Broken.class));

            assertThat(problem.code()).isEqualTo(ConfigCode.UNBINDABLE);
            assertThat(problem.what()).contains("defaults()").contains("boom");
        }
    }

    @Nested
    class Nulls {

        record Filled(
                int a,
                String b,
                Optional<String> c,
                @Nullable Integer d,
                Object e) {}

        @Test
        void areKeptWhereTheComponentAllowsThem() {
            record Lenient(
                    Optional<String> c,
                    @Nullable Integer d,
                    @Nullable Object e) {}
            assertThat(bind("c:\nd: ~\ne: null", Lenient.class)).isEqualTo(new Lenient(Optional.empty(), null, null));
        }

        @Test
        void areAProblemElsewhere() {
            List<Problem> problems = problemsOf(() -> bind("a:\nb:\nc:\nd:\ne: 1", Filled.class));

            assertThat(problems)
                    .extracting(Problem::what)
                    .containsExactly(
                            "'a' must be a whole number, but is empty (null)",
                            "'b' must be a text, but is empty (null)");
        }
    }

    @Nested
    class Values {

        enum Mode {
            OVERWRITE,
            APPEND_ONLY
        }

        record Generic<T>(T value, List<T> more) {}

        record Types(
                Mode mode,
                Duration pause,
                Path path,
                LocalDate day,
                LocalDateTime moment,
                Charset charset,
                URI uri,
                char separator,
                boolean on,
                short small,
                BigDecimal exact,
                BigInteger huge,
                Secret secret,
                Set<Integer> set,
                Map<String, Double> map,
                double[] array,
                Object any,
                float real) {}

        @Test
        void areOfManyTypes() {
            Types types = bind("""
                    mode: append-only
                    pause: 1h30m
                    path: data/x.csv
                    day: 2024-02-29
                    moment: 2024-02-29 10:00:00
                    charset: latin1
                    uri: https://a/b
                    separator: ";"
                    on: yes
                    small: -5
                    exact: 0.10
                    huge: 9223372036854775808
                    secret: hunter2
                    set: [3, 1, 3]
                    map: {a: 1, b: 2.5}
                    array: [1, 2.5]
                    any: {x: [1, on]}
                    real: 1e3
                    """, Types.class);

            assertThat(types.mode()).isEqualTo(Mode.APPEND_ONLY);
            assertThat(types.pause()).isEqualTo(Duration.ofMinutes(90));
            assertThat(types.path()).isEqualTo(Path.of("data/x.csv"));
            assertThat(types.day()).isEqualTo(LocalDate.of(2024, 2, 29));
            assertThat(types.moment()).isEqualTo(LocalDateTime.of(2024, 2, 29, 10, 0));
            assertThat(types.charset()).isEqualTo(StandardCharsets.ISO_8859_1);
            assertThat(types.uri()).isEqualTo(URI.create("https://a/b"));
            assertThat(types.separator()).isEqualTo(';');
            assertThat(types.on()).isTrue();
            assertThat(types.small()).isEqualTo((short) -5);
            assertThat(types.exact()).isEqualTo(new BigDecimal("0.10"));
            assertThat(types.huge()).isEqualTo(new BigInteger("9223372036854775808"));
            assertThat(types.secret().reveal()).isEqualTo("hunter2");
            assertThat(types.set()).containsExactly(3, 1);
            assertThat(types.map()).isEqualTo(Map.of("a", 1.0, "b", 2.5));
            assertThat(types.array()).containsExactly(1.0, 2.5);
            assertThat(types.any()).isEqualTo(Map.of("x", List.of(1L, true)));
            assertThat(types.real()).isEqualTo(1000f);
        }

        @ParameterizedTest
        @CsvSource({"no, no", "1.10, 1.10", "012, 012", "2024-01-01, 2024-01-01", "'''5''', 5"})
        void areTextsAsTheyAreWritten(String yaml, String text) {
            assertThat(bindV(yaml, String.class)).isEqualTo(text);
        }

        @ParameterizedTest
        @CsvSource({"1e3, 1000", "1_000, 1000", "3.0, 3", "'''42''', 42", "0x10, 16"})
        void areWholeNumbersWhereNothingIsLost(String yaml, int number) {
            assertThat(bindV(yaml, int.class)).isEqualTo(number);
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.5", ".inf", ".nan", "x", "on", "[1]", "{a: 1}", "1e999"})
        void areNoWholeNumbersOtherwise(String yaml) {
            Problem problem = problemOf(() -> bindV(yaml, int.class));

            assertThat(problem.code()).isEqualTo(ConfigCode.WRONG_TYPE);
            assertThat(problem.where()).containsExactly(at(1, 4));
            assertThat(problem.fixes()).containsExactly("write a whole number");
        }

        @Test
        void areInRange() {
            Problem problem = problemOf(() -> bindV("3000000000", int.class));

            assertThat(problem.code()).isEqualTo(ConfigCode.OUT_OF_RANGE);
            assertThat(problem.fixes()).containsExactly("use a number from -2147483648 to 2147483647");
            assertThat(bindV("3000000000", long.class)).isEqualTo(3_000_000_000L);
        }

        @Test
        void ofAnEnumAreListedWhereNoneFits() {
            Problem problem = problemOf(() -> bindV("overwrit", Mode.class));

            assertThat(problem.code()).isEqualTo(ConfigCode.UNKNOWN_CHOICE);
            assertThat(problem.near()).containsExactly("overwrite");
            assertThat(problem.fixes()).containsExactly("use one of: overwrite, append_only");
        }

        @ParameterizedTest
        @CsvSource({"500ms, 500", "90s, 90000", "1h 30m, 5400000", "2d, 172800000", "PT1M, 60000", "pt1m, 60000"})
        void areDurationsAsPeopleWriteThem(String yaml, long millis) {
            assertThat(bindV(yaml, Duration.class)).isEqualTo(Duration.ofMillis(millis));
        }

        @ParameterizedTest
        @ValueSource(strings = {"5", "5 parsecs", "s", "1h x", "''", "99999999999999999999s", "9223372036854775807d"})
        void areNoDurationsWithoutAUnit(String yaml) {
            assertThat(problemOf(() -> bindV(yaml, Duration.class)).what()).contains("a duration such as");
        }

        @ParameterizedTest
        @ValueSource(
                classes = {
                    boolean.class,
                    LocalDate.class,
                    URI.class,
                    char.class,
                    Charset.class,
                    Options.class,
                    List.class,
                    Map.class
                })
        void ofTheWrongTypeAreProblems(Class<?> type) {
            assertThat(problemOf(() -> bindV("not this", type)).code()).isEqualTo(ConfigCode.WRONG_TYPE);
        }

        @Test
        void fillGenericRecords() throws NoSuchFieldException {
            class Holder {
                @Nullable
                Generic<Duration> field;
            }
            Type type = Holder.class.getDeclaredField("field").getGenericType();

            assertThat(bindV("{value: 5s, more: [1s]}", type))
                    .isEqualTo(new Generic<>(Duration.ofSeconds(5), List.of(Duration.ofSeconds(1))));
        }

        @Test
        void mayStayConfiguration() {
            record Raw(ConfigMap map, ConfigValue any) {}
            assertThat(bind("map: {a: 1}\nany: 5", Raw.class).map().keyPlace("a"))
                    .isEqualTo(at(1, 7));
            assertThat(problemOf(() -> bind("map: 3\nany: 5", Raw.class)).code())
                    .isEqualTo(ConfigCode.WRONG_TYPE);
        }

        @Test
        void ofOtherClassesAreFilledByJackson() {
            assertThat(bindV("{max_depth: 5}", Bean.class))
                    .extracting("maxDepth")
                    .isEqualTo(5);
            Problem problem = problemOf(() -> bindV("{max_dept: 5}", Bean.class));
            assertThat(problem.code()).isEqualTo(ConfigCode.UNBINDABLE);
            assertThat(problem.where()).containsExactly(at(1, 4));
        }

        @Test
        void keepTheirOrder() {
            assertThat(((Map<?, ?>) bindV("{z: 1, a: 2, m: 3}", Map.class))
                            .keySet()
                            .toArray())
                    .isEqualTo(new Object[] {"z", "a", "m"});
        }
    }

    /** A class of somebody else's. */
    public static final class Bean {
        public int maxDepth;
    }

    @Nested
    class Choices {

        sealed interface Split permits Random, ByDate {}

        record Random(double share) implements Split {}

        record ByDate(LocalDate day) implements Split {}

        @Test
        void areMadeByTheKeyType() {
            assertThat(bindV("{type: by_date, day: 2024-01-01}", Split.class))
                    .isEqualTo(new ByDate(LocalDate.of(2024, 1, 1)));
        }

        @Test
        void thatAreUnknownAreListed() {
            Problem problem = problemOf(() -> bindV("{type: randm}", Split.class));

            assertThat(problem.code()).isEqualTo(ConfigCode.UNKNOWN_CHOICE);
            assertThat(problem.near()).containsExactly("random");
            assertThat(problemOf(() -> bindV("{share: 1}", Split.class)).fixes())
                    .containsExactly("add 'type: random' or 'type: by_date'");
        }
    }

    @Nested
    class Constructors {

        record Share(double testSize, double rest) {
            Share {
                if (testSize < 0 || testSize > 1) {
                    throw new IllegalArgumentException("testSize must be between 0 and 1: " + testSize);
                }
                if (testSize + rest > 1) {
                    throw new IllegalArgumentException("more than everything");
                }
            }
        }

        @Test
        void thatThrowAreAProblemAtTheValueTheyName() {
            Problem problem = problemOf(() -> bind("rest: 0\ntest_size: 1.5", Share.class));

            assertThat(problem.code()).isEqualTo(ConfigCode.REFUSED);
            assertThat(problem.what()).contains("testSize must be between 0 and 1: 1.5");
            assertThat(problem.where()).containsExactly(at(2, 12));
            assertThat(problem.fixes()).isNotEmpty();
        }

        @Test
        void thatThrowOtherwiseAreAProblemAtTheMap() {
            assertThat(problemOf(() -> bindV("{test_size: 0.9, rest: 0.9}", Share.class))
                            .where())
                    .containsExactly(at(1, 4));
        }

        @Test
        void mayThrowProblemsOfTheirOwn() {
            record Own(int a) {
                Own {
                    throw new JedroException(Problem.error(ConfigCode.SYNTAX, "mine"));
                }
            }
            assertThat(problemOf(() -> bind("a: 1", Own.class)).what()).isEqualTo("mine");
        }
    }

    @Nested
    class Problematic {

        @Test
        void bindingsTellEverythingAtOnce() {
            Problems problems = new Problems();
            ConfigMap wrong =
                    YamlFilesTest.read("test_siz: 0.5\nrandom_state: many\nfeatures: [{a: 1}, 5]\nlabel: [x]");

            assertThat(Binder.bind(wrong, Options.class, problems)).isEmpty();
            assertThat(problems.all())
                    .extracting(Problem::code)
                    .containsExactly(
                            ConfigCode.UNKNOWN_OPTION,
                            ConfigCode.WRONG_TYPE,
                            ConfigCode.WRONG_TYPE,
                            ConfigCode.WRONG_TYPE);
            assertThat(problems.all())
                    .extracting(problem -> problem.where().get(0))
                    .containsExactly(at(1, 1), at(2, 15), at(3, 12), at(4, 8));
        }

        @Test
        void bindingsOfTheWholeNameWhatIsThere() {
            assertThat(problemOf(() -> bindV("[1, 2]", Options.class)).what())
                    .isEqualTo("The value must be a map of keys, but is a list");
            assertThat(problemOf(() -> Binder.bind(ConfigValue.of(null, at(1, 1)), String.class))
                            .code())
                    .isEqualTo(ConfigCode.WRONG_TYPE);
        }
    }

    @Test
    void describesTheKeysOfARecord() {
        record Required(int a) {}
        assertThat(Binder.describe(Options.class))
                .extracting(Binder.Option::key, Binder.Option::required, Binder.Option::fallback)
                .contains(
                        tuple("test_size", false, Optional.of(0.2)),
                        tuple("features", false, Optional.of(List.of("a"))));
        assertThat(Binder.describe(Required.class))
                .containsExactly(new Binder.Option("a", int.class, true, Optional.empty()));
    }
}
