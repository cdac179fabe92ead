package dev.jedro.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Problem;
import dev.jedro.spark.SparkProject;
import dev.jedro.spark.failure.TableCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlParametersTest {
    private static final Map<String, Object> VALUES = Map.of(
            "n",
            1,
            "text",
            "it's \\ ' OR 1=1 --",
            "list",
            List.of("a", 2),
            "half",
            0.5,
            "yes",
            true,
            "minus",
            -1,
            "none",
            List.of(),
            "größe",
            3,
            "setting",
            "${x}");

    private static String bound(String sql) {
        return SqlParameters.bound(sql, VALUES);
    }

    @Test
    void becomeOneLiteralEach() {
        assertThat(bound("SELECT :n, :yes WHERE x IN :list AND y < :half"))
                .isEqualTo("SELECT 1, true WHERE x IN ('a', 2) AND y < CAST('0.5' AS DOUBLE)");
        assertThat(bound("SELECT :text")).isEqualTo("SELECT 'it\\'s \\\\ \\' OR 1=1 --'");
    }

    @Test
    void areNotSeenInTextsNamesCommentsCastsTypesAndPaths() {
        for (String sql : List.of(
                "SELECT ':n', \":n\", `:n` -- :n",
                "SELECT '\\':n'",
                "/* :n \n :n */ SELECT 1",
                "SELECT x::n",
                "SELECT CAST(x AS STRUCT<a:n>)",
                "SELECT doc:n, f(x):n, `doc`:n",
                "SELECT CAST(x AS STRUCT<`a`:n, b :n, c: ARRAY<STRUCT<d :n>>, e :n>)",
                "SELECT r':n\\', R\":n\\\"",
                "/* :n /* :n */ :n */ SELECT 1 -- it's :n")) {
            assertThat(bound(sql)).isEqualTo(sql);
        }
    }

    @Test
    void areSeenBehindRawTextsTypesAndLetters() {
        assertThat(bound("SELECT r'C:\\', :n")).isEqualTo("SELECT r'C:\\', 1");
        assertThat(bound("SELECT CAST(x AS STRUCT<a:INT>), :n -- it's\n, :n"))
                .isEqualTo("SELECT CAST(x AS STRUCT<a:INT>), 1 -- it's\n, 1");
        assertThat(bound("SELECT :größe")).isEqualTo("SELECT 3");
        assertThat(bound("SELECT :n::STRING, (:n)")).isEqualTo("SELECT 1::STRING, (1)");
    }

    @Test
    void doNotGrowTogetherWithWhatStandsBesideThem() {
        assertThat(bound("SELECT 5-:minus, :minus, :n.5, :n-1")).isEqualTo("SELECT 5-(-1), (-1), (1).5, 1-1");
        assertThat(bound("SELECT DATE :setting, 'a' :setting, :setting 'a'"))
                .isEqualTo("SELECT DATE '\\u0024{x}', 'a' ('\\u0024{x}'), ('\\u0024{x}') 'a'");
        assertThat(bound("SELECT INTERVAL :minus DAY")).isEqualTo("SELECT INTERVAL -1 DAY");
    }

    @Test
    void areListsWithAndWithoutBracketsOfTheirOwn() {
        assertThat(bound("x IN (:list) OR x in /* y */ ( :list ) OR f((:list))"))
                .isEqualTo("x IN ('a', 2) OR x in /* y */ ( 'a', 2 ) OR f((('a', 2)))");
        for (String empty : List.of("x IN :none", "x NOT IN (:none)")) {
            Problem problem = SparkProject.problemOf(() -> bound(empty));
            assertThat(problem.code()).isEqualTo(TableCode.WRONG_SQL);
            assertThat(problem.what()).contains("':none' is an empty list");
            assertThat(problem.fixes()).hasSize(1);
        }
    }

    @Test
    void areAskedForWhereTheyAreNotGiven() {
        Problem problem = SparkProject.problemOf(() -> bound("SELECT :txt"));
        assertThat(problem.code()).isEqualTo(TableCode.WRONG_SQL);
        assertThat(problem.near()).containsExactly("text");
        assertThat(problem.fixes()).containsExactly("add 'txt' under 'parameters'");
    }
}
