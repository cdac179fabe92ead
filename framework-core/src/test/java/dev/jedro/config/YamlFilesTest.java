package dev.jedro.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFilesTest {
    private static final String FILE = "conf/base/catalog.yml";

    static ConfigMap read(String text) {
        Problems problems = new Problems();
        ConfigMap map = ConfigReader.read(FILE, text.getBytes(StandardCharsets.UTF_8), false, problems)
                .orElse(ConfigMap.empty(Place.of("nothing read")));
        assertThat(problems.all()).isEmpty();
        return map;
    }

    static List<Problem> problems(byte[] bytes) {
        Problems problems = new Problems();
        assertThat(ConfigReader.read(FILE, bytes, false, problems)).isEmpty();
        return problems.all();
    }

    static Problem problem(String text) {
        List<Problem> problems = problems(text.getBytes(StandardCharsets.UTF_8));
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).fixes()).isNotEmpty();
        return problems.get(0);
    }

    private static Place at(int line, int column) {
        return Place.of(FILE, line, column);
    }

    @Nested
    class Scalars {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "on | true",
                    "yes | true",
                    "True | true",
                    "off | false",
                    "No | false",
                    "1e3 | 1000.0",
                    "1e-2 | 0.01",
                    "678. | 678.0",
                    ".5 | 0.5",
                    "-1.5 | -1.5",
                    "1_0.5 | 10.5",
                    "1_000 | 1000",
                    "012 | 10",
                    "0x1F | 31",
                    "0b101 | 5",
                    "-0x10 | -16",
                    "1:30 | 90",
                    "0 | 0",
                    ".inf | Infinity",
                    "-.inf | -Infinity",
                    ".nan | NaN",
                    "9223372036854775808 | 9223372036854775808"
                })
        void areTypedAsYaml11(String text, String expected) {
            assertThat(YamlScalars.typed(text)).isNotInstanceOf(String.class).hasToString(expected);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "y",
                    "0o17",
                    "08",
                    "2020-01-01",
                    "1a",
                    "1.2.3",
                    "-",
                    "+",
                    ".",
                    "-x",
                    "_1",
                    "e3",
                    "0b",
                    "0x",
                    "tru",
                    "1:75"
                })
        void areTextsOtherwiseDatesToo(String text) {
            assertThat(YamlScalars.typed(text)).isEqualTo(text);
        }

        @ParameterizedTest
        @ValueSource(strings = {"~", "null", "Null", "NULL", ""})
        void areNull(String text) {
            assertThat(YamlScalars.typed(text)).isNull();
        }

        @Test
        void stayTextsInQuotesAndBlocks() {
            assertThat(read("a: '1'\nb: \"yes\"\nc: |\n  12\nd: !!str 5").toJava())
                    .isEqualTo(Map.of("a", "1", "b", "yes", "c", "12\n", "d", "5"));
        }

        @Test
        void keepTheirTextAsWritten() {
            assertThat(read("version: 1.10").get("version").orElseThrow()).hasToString("1.10");
        }

        @Test
        void makeKeysOfWhateverTheyAre() {
            assertThat(read("on: 1\n2020: 2\n1.0: 3").keys()).containsExactly("on", "2020", "1.0");
        }
    }

    @Nested
    class Places {

        @Test
        void areKnownForEveryKeyAndValue() {
            ConfigMap map = read("# comment\ncompanies:\n  type: Csv\n  columns: [id, name]\n");

            assertThat(map.keyPlace("companies")).isEqualTo(at(2, 1));
            assertThat(map.at("companies.type").orElseThrow().place()).isEqualTo(at(3, 9));
            assertThat(map.at("companies.columns[1]").orElseThrow().place()).isEqualTo(at(4, 17));
        }

        @Test
        void areTrueBehindAByteOrderMarkAndUmlauts() {
            assertThat(read("\uFEFFgröße: ä\nb: 1").keyPlace("b")).isEqualTo(at(2, 1));
        }
    }

    @Nested
    class Anchors {

        @Test
        void areReadOnceAndKeepTheirPlace() {
            ConfigMap map = read("a: &x {sep: ';'}\nb: *x\n");

            assertThat(map.at("b.sep").orElseThrow().place()).isEqualTo(at(1, 13));
        }

        @Test
        void areMergedBeneathTheOwnKeys() {
            ConfigMap map = read("_csv: &csv\n  type: Csv\n  sep: ';'\na:\n  <<: *csv\n  sep: ','\n");

            assertThat(map.at("a").orElseThrow().toJava()).isEqualTo(Map.of("type", "Csv", "sep", ","));
            assertThat(((ConfigMap) map.at("a").orElseThrow()).keyPlace("type")).isEqualTo(at(2, 3));
        }

        @Test
        void areMergedFromAListTheFirstWinning() {
            ConfigMap map = read("x: &x {k: 1}\ny: &y {k: 2, l: 3}\na: {<<: [*x, *y]}\n");

            assertThat(map.at("a").orElseThrow().toJava()).isEqualTo(Map.of("k", 1L, "l", 3L));
        }

        @Test
        void mayBeUsedByHundredsOfEntries() {
            StringBuilder text = new StringBuilder("_d: &d {type: Csv}\n");
            for (int i = 0; i < 500; i++) {
                text.append("ds_").append(i).append(": {<<: *d, filepath: f}\n");
            }

            assertThat(read(text.toString()).size()).isEqualTo(501);
        }

        @Test
        void thatAreMissingAreAProblemWithTheNearOnes() {
            Problem problem = problem("a: &defaults {x: 1}\nb: *default\n");

            assertThat(problem.code()).isEqualTo(ConfigCode.SYNTAX);
            assertThat(problem.where()).containsExactly(at(2, 4));
            assertThat(problem.near()).containsExactly("defaults");
        }

        @Test
        void thatHoldThemselvesAreAProblem() {
            assertThat(problem("a: &a\n  b: *a\n").where()).containsExactly(at(2, 6));
        }

        @Test
        void thatExpandToBillionsAreRefusedAtOnce() {
            StringBuilder text = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
            for (int i = 1; i < 12; i++) {
                String inner = "*a" + (i - 1);
                text.append("a" + i + ": &a" + i + " [" + String.join(", ", Collections.nCopies(10, inner)) + "]\n");
            }

            assertThat(problem(text.toString()).code()).isEqualTo(ConfigCode.TOO_LARGE);
        }

        @Test
        void cannotMergeAnythingButMaps() {
            Problem problem = problem("a:\n  <<: 5\n");

            assertThat(problem.what()).contains("'<<' merges maps").contains("'5'");
            assertThat(problem.where()).containsExactly(at(2, 3));
        }
    }

    @Nested
    class BadFiles {

        @Test
        void thatDoNotParseNameLineAndColumn() {
            Problem problem = problem("a: 1\nb: c: d\n");

            assertThat(problem.code()).isEqualTo(ConfigCode.SYNTAX);
            assertThat(problem.where()).startsWith(at(2, 5));
            assertThat(problem.fixes()).first().asString().contains("quotes");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "'a: [1, 2~b: 3' | bracket is opened | 2", "'a: \"x~b: 3' | quote is opened | 3",
                            "'a:~  b: 1~ c: 2' | indentation | 3",
                    "'a: @x' | cannot begin with | 1", "'a: {x}_y.csv' | follows a value | 1",
                            "'a: \"\\q\"' | backslash | 1",
                    "'a: 1~- b' | indentation | 2", "'a: 1~b~c: 2' | no ': ' | 3"
                })
        void sayInPlainWordsWhatIsWrong(String text, String words, int line) {
            Problem problem = problem(text.replace('~', '\n') + "\n");

            assertThat(problem.code()).isEqualTo(ConfigCode.SYNTAX);
            assertThat(problem.what()).contains(words);
            assertThat(problem.where().get(0).line()).isEqualTo(line);
        }

        @Test
        void withAKeyTwiceNameBothLines() {
            Problem problem = problem("a:\n  x: 1\n  y: 2\n  x: 3\n");

            assertThat(problem.code()).isEqualTo(ConfigCode.DUPLICATE_KEY);
            assertThat(problem.what()).contains("'x'");
            assertThat(problem.where()).containsExactly(at(4, 3), at(2, 3));
            assertThat(problem.fixes()).containsExactly("keep one of the two");
        }

        @Test
        void tellAllDuplicateKeysAtOnce() {
            assertThat(problems("a: 1\na: 2\nb: {c: 1, c: 2}\n".getBytes(StandardCharsets.UTF_8)))
                    .extracting(Problem::code)
                    .containsExactly(ConfigCode.DUPLICATE_KEY, ConfigCode.DUPLICATE_KEY);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a:\n\tb: 1\n", "a:\n  b: 1\n\tc: 2\n", "a:\n  - 1\n\t- 2\n"})
        void indentedWithATabSaySo(String text) {
            Problem problem = problem(text);

            assertThat(problem.code()).isEqualTo(ConfigCode.TAB);
            assertThat(problem.fixes()).containsExactly("indent with spaces");
            assertThat(problem.where()).isNotEmpty();
        }

        @Test
        void inAnotherEncodingNameTheByte() {
            byte[] latin1 = "a: 1\nb: gr\u00f6\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1);

            List<Problem> problems = problems(latin1);

            assertThat(problems).hasSize(1);
            assertThat(problems.get(0).code()).isEqualTo(ConfigCode.ENCODING);
            assertThat(problems.get(0).what()).contains("0xF6");
            assertThat(problems.get(0).where()).containsExactly(at(2, 6));
            assertThat(problems.get(0).fixes()).containsExactly("save the file as UTF-8");
        }

        @Test
        void thatEndInTheMiddleOfACharacterAreAProblem() {
            byte[] cut = Arrays.copyOf("a: \u00e4".getBytes(StandardCharsets.UTF_8), 4);

            assertThat(problems(cut)).extracting(Problem::code).containsExactly(ConfigCode.ENCODING);
        }

        @Test
        void withControlCharactersNameThem() {
            Problem problem = problem("a: 1\nb: x\u0000y\n");

            assertThat(problem.code()).isEqualTo(ConfigCode.ENCODING);
            assertThat(problem.what()).contains("U+0000");
            assertThat(problem.where()).containsExactly(at(2, 5));
        }

        @ParameterizedTest
        @ValueSource(strings = {"- a\n- b\n", "just text\n", "42\n"})
        void thatHoldNoMapAreAProblem(String text) {
            Problem problem = problem(text);

            assertThat(problem.code()).isEqualTo(ConfigCode.NOT_A_MAP);
            assertThat(problem.where()).containsExactly(at(1, 1));
        }

        @Test
        void withASecondDocumentNameItsLine() {
            Problem problem = problem("a: 1\n---\nb: 2\n");

            assertThat(problem.code()).isEqualTo(ConfigCode.SEVERAL_DOCUMENTS);
            assertThat(problem.where()).containsExactly(at(2, 1));
        }

        @ParameterizedTest
        @ValueSource(strings = {"a: !!python/object:os.system x", "a: !mine 5", "a: !!binary aGk=", "a: !!set {x: }"})
        void withForeignTagsAreRefused(String text) {
            Problem problem = problem(text);

            assertThat(problem.code()).isEqualTo(ConfigCode.UNSUPPORTED);
            assertThat(problem.where()).containsExactly(at(1, 4));
        }

        @Test
        void withAMapAsKeyAreRefused() {
            assertThat(problem("{a: 1}: 2\n").code()).isEqualTo(ConfigCode.UNSUPPORTED);
        }

        @ParameterizedTest
        @ValueSource(ints = {150, 20_000})
        void nestedTooDeepAreRefused(int depth) {
            assertThat(problem("a: " + "[".repeat(depth) + "]".repeat(depth)).code())
                    .isEqualTo(ConfigCode.TOO_LARGE);
        }
    }

    @Nested
    class GoodFiles {

        @ParameterizedTest
        @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "~\n", "\uFEFF"})
        void mayBeEmpty(String text) {
            assertThat(read(text).isEmpty()).isTrue();
        }

        @Test
        void mayBeginWithDashesAndHaveWindowsLineEnds() {
            assertThat(read("---\r\na: 1\r\nb: |\r\n  x\r\n  y\r\n").toJava())
                    .isEqualTo(Map.of("a", 1L, "b", "x\ny\n"));
        }

        @Test
        void mayBeUtf16WithAByteOrderMark() {
            for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                Problems problems = new Problems();
                byte[] bytes = "\uFEFFa: \u00e4".getBytes(charset);

                assertThat(ConfigReader.read(FILE, bytes, false, problems)
                                .orElseThrow()
                                .toJava())
                        .isEqualTo(Map.of("a", "\u00e4"));
            }
        }

        @Test
        void mayHoldEmoji() {
            assertThat(read("a: \uD83D\uDE80").toJava()).isEqualTo(Map.of("a", "\uD83D\uDE80"));
        }
    }

    @Nested
    class Json {

        private ConfigMap json(String text) {
            Problems problems = new Problems();
            ConfigMap map = ConfigReader.read(
                            "conf/base/catalog.json", text.getBytes(StandardCharsets.UTF_8), false, problems)
                    .orElseThrow();
            assertThat(problems.all()).isEmpty();
            return map;
        }

        private Problem mistake(String text) {
            Problems problems = new Problems();
            assertThat(ConfigReader.read(
                            "conf/base/catalog.json", text.getBytes(StandardCharsets.UTF_8), false, problems))
                    .isEmpty();
            return problems.all().get(0);
        }

        @Test
        void mayBeIndentedWithTabs() {
            ConfigMap map = json("{\n\t\"a\": {\"b\": [1, 2.5, \"on\", true, null]}\n}");

            assertThat(map.at("a.b").orElseThrow().toJava()).isEqualTo(Arrays.asList(1L, 2.5, "on", true, null));
            assertThat(map.keyPlace("a")).isEqualTo(Place.of("conf/base/catalog.json", 2, 2));
        }

        @Test
        void namesBothPlacesOfAKeyThatStandsTwice() {
            Problem problem = mistake("{\"a\": 1,\n \"a\": 2}");

            assertThat(problem.code()).isEqualTo(ConfigCode.DUPLICATE_KEY);
            assertThat(problem.where()).hasSize(2);
        }

        @Test
        void thatDoesNotParseNamesItsPlace() {
            Problem problem = mistake("{\"a\": 1,\n \"b\" 2}");

            assertThat(problem.code()).isEqualTo(ConfigCode.SYNTAX);
            assertThat(problem.where().get(0).line()).isEqualTo(2);
        }

        @Test
        void mayBeEmpty() {
            assertThat(json("").isEmpty()).isTrue();
        }

        @Test
        void thatHoldsTwoValuesIsRefused() {
            assertThat(mistake("{} {}").code()).isEqualTo(ConfigCode.SEVERAL_DOCUMENTS);
        }
    }
}
