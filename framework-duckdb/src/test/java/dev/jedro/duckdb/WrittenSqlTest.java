package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenSqlTest {

    private static Optional<String> mistake(String sql) {
        return new WrittenSql(sql, Optional.empty()).mistake().map(problem -> problem.what());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1;  ",
                "-- ; a comment\n(select 1 /* ; */ as \"a;b\")",
                "select 'it''s; fine' as x",
                "select 'it\\'s; fine' as x",
                "select 'c:\\' as path",
                "select $$ a;b $$ as x, $q$ ; $q$ as y",
                "with deleted as (select 1) select * from deleted",
                "from t",
                "values (1)",
                "show tables",
                "select `a;b` from t",
                "select created, updated from t"
            })
    void isOneStatementThatReads(String sql) {
        assertThat(mistake(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"select 1 as x; drop table rows", "select 'a\\'; drop table rows", "select 'it''s' ; select 2"})
    void isRefusedAsSeveral(String sql) {
        assertThat(mistake(sql))
                .hasValue("The 'sql' must be one statement that reads, and there are several statements.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table t",
                "-- clean up\n DROP TABLE t",
                "/* x */ drop\ntable t",
                "(drop table t)",
                "drop table t; select 1"
            })
    void isRefusedWhereItChangesSomething(String sql) {
        assertThat(mistake(sql).orElseThrow())
                .startsWithIgnoringCase("The 'sql' must be one statement that reads, and 'drop' does not");
    }
}
