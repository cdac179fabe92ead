package dev.jedro.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Problem;
import dev.jedro.spark.SparkProject;
import dev.jedro.spark.failure.TableCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlParametersTest {
    private static final Map<String, Object> VALUES =
            Map.of("n", 1, "text", "it's \\ ' OR 1=1 --", "list", List.of("a", 2), "half", 0.5, "yes", true);

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
                "SELECT doc:n, f(x):n")) {
            assertThat(bound(sql)).isEqualTo(sql);
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
