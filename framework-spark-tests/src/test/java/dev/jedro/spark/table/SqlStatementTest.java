package dev.jedro.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Problem;
import dev.jedro.spark.SparkProject;
import dev.jedro.spark.failure.TableCode;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatementTest {
    private static String reading(String sql) {
        return SqlStatement.reading(sql).stream().map(SqlText.Piece::text).collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select insert, 'INSERT INTO x; DROP' FROM t",
                " -- first\n /* a; b */ ((SELECT 1) UNION SELECT 2)",
                "WITH a AS (SELECT 1), b (x, y) AS (SELECT (2), (3)) SELECT * FROM a",
                "WITH a(x) (SELECT 1), b (WITH c AS (SELECT 1) SELECT * FROM c) (SELECT * FROM a)",
                "WITH RECURSIVE r (n) MAX RECURSION LEVEL 9 AS (VALUES (1)) SELECT * FROM r",
                "FROM t SELECT x",
                "VALUES (1)",
                "TABLE t",
                "SHOW TABLES",
                "DESCRIBE t"
            })
    void takesWhatReads(String sql) {
        assertThat(reading(sql)).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (1)",
                "/* SELECT */ DROP TABLE t",
                "CREATE VIEW v AS SELECT 1",
                "WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a",
                "WITH a (x) AS (SELECT (1)), b (SELECT 2) DELETE FROM t",
                "FROM s INSERT OVERWRITE t SELECT * INSERT INTO u SELECT *",
                "BEGIN SELECT 1; END",
                "SET x = 1",
                "SELEC 1",
                " ; -- nothing"
            })
    void refusesWhatDoesNotRead(String sql) {
        Problem problem = SparkProject.problemOf(() -> reading(sql));
        assertThat(problem.code()).isEqualTo(TableCode.WRONG_SQL);
        assertThat(problem.fixes()).isNotEmpty();
    }

    @Test
    void takesOneStatementWithASemicolonBehindIt() {
        assertThat(reading("SELECT ';' ; ; -- done;")).isEqualTo("SELECT ';' ");
        assertThat(SparkProject.problemOf(() -> reading("SELECT 1; DROP TABLE t"))
                        .what())
                .isEqualTo("the SQL has several statements");
    }
}
