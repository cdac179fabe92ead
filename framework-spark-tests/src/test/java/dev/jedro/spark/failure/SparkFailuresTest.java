package dev.jedro.spark.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.catalog.FolderCatalog;
import java.util.Optional;
import org.apache.spark.SparkException;
import org.apache.spark.SparkThrowable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of Spark's words, wherever they stand. That real failures are worded so, the tests of tables, files and runs prove. */
class SparkFailuresTest {
    private static final String HIDDEN = "Cannot find main error class 'DELTA_VERSION_NOT_FOUND.OLD'";

    private static Exception hidden() {
        return new RuntimeException("the future failed", new IllegalArgumentException(HIDDEN));
    }

    /** As both engines throw it: the name beside the message, not in it. */
    private static final class Named extends Exception implements SparkThrowable {
        private static final long serialVersionUID = 1;
        private final String condition;

        Named(String condition, String message) {
            super(message);
            this.condition = condition;
        }

        @Override
        public String getCondition() {
            return condition;
        }
    }

    private static Problem ofTable(Exception thrown) {
        Exception explained = TableFailures.explained(thrown);
        assertThat(explained).isInstanceOf(JedroException.class).hasCause(thrown);
        return ((JedroException) explained).problems().get(0);
    }

    @Test
    void tellsOfATaskWhatItSaidInOneLine() {
        Exception thrown = new SparkException(
                "Job aborted due to stage failure: Task 0 in stage 6.0 failed 1 times, most recent failure: Lost task 0.0 in stage 6.0 (TID 5) (192.0.2.2 executor driver):"
                        + " java.io.FileNotFoundException: /data/part-0.parquet (Read-only file system)\n\tat java.base/java.io.X.y(X.java)\nDriver stacktrace:");

        assertThat(SparkFailures.explain(thrown).orElseThrow().what())
                .isEqualTo("java.io.FileNotFoundException: /data/part-0.parquet (Read-only file system)");
    }

    @ParameterizedTest
    @CsvSource({
        "TABLE_OR_VIEW_NOT_FOUND,                        JED-770",
        "SCHEMA_NOT_FOUND,                               JED-770",
        "MISSING_CATALOG_ABILITY.TABLES,                 JED-770",
        "PATH_NOT_FOUND,                                 JED-320",
        "DELTA_TIMESTAMP_GREATER_THAN_COMMIT,            JED-778",
        "DELTA_VIOLATE_CONSTRAINT_WITH_VALUES,           JED-779",
        "UNRESOLVED_COLUMN.WITH_SUGGESTION,              JED-780",
        "DELTA_CONCURRENT_APPEND.WITHOUT_HINT,           JED-781",
        "DELTA_PROTOCOL_CHANGED,                         JED-781",
        "DELTA_CREATE_TABLE_WITH_NON_EMPTY_LOCATION,     JED-782",
        "LOCATION_ALREADY_EXISTS,                        JED-782",
    })
    void knowsAnErrorByItsNameInTheMessageAndBesideIt(String condition, String code) {
        assertThat(ofTable(new RuntimeException("[" + condition + "] It went wrong. SQLSTATE: 42P01\nmore"))
                        .code()
                        .id())
                .isEqualTo(
                        ofTable(new Named(condition, "It went wrong.")).code().id())
                .isEqualTo(code);
    }

    @Test
    void readsTheNameOfAnErrorThatOnlyTheServerKnows() {
        Problem problem = ofTable(hidden());
        assertThat(problem.code()).isEqualTo(TableCode.NO_VERSION);
        assertThat(problem.what()).isEqualTo("there is no such version: the future failed");
        assertThat(SparkFailures.explain(new SparkException("it failed", hidden())))
                .map(Problem::what)
                .contains("Delta refuses it: version not found: old.");
    }

    @Test
    void tellsWhatATaskCouldNotWrite() {
        Exception overflow = new Named("TASK_WRITE_FAILED", "[TASK_WRITE_FAILED] Task failed while writing rows.");
        overflow.initCause(new RuntimeException(
                "[DELTA_CAST_OVERFLOW_IN_TABLE_WRITE] Failed to write a value into column `a`.`b`.\nUse `try_cast`"));
        assertThat(ofTable(overflow).code()).isEqualTo(TableCode.REFUSED_ROW);
        assertThat(ofTable(overflow).what()).endsWith("a value into column `a`.`b`.");

        Exception other = new Named("TASK_WRITE_FAILED", "Task failed while writing rows.");
        other.initCause(new Named("USER_RAISED_EXCEPTION", "[USER_RAISED_EXCEPTION] broken"));
        assertThat(TableFailures.explained(other))
                .hasMessage("[USER_RAISED_EXCEPTION] broken")
                .hasCause(other);
    }

    @Test
    void tellsAnAbsentTableFromOneThatMayNotBeSeen() {
        assertThat(TableFailures.noTable(new Named("TABLE_OR_VIEW_NOT_FOUND", "gone")))
                .isTrue();
        assertThat(TableFailures.noTable(
                        new RuntimeException("PERMISSION_DENIED: TABLE_OR_VIEW_NOT_FOUND is not said")))
                .isFalse();
    }

    @Test
    void knowsWhatItsOwnCatalogRefusesWhenAServerSaysIt() {
        Problem problem =
                ofTable(new RuntimeException("A catalog in a folder " + FolderCatalog.DELTA_ONLY + ", not 'csv'"));
        assertThat(problem.code()).isEqualTo(TableCode.BAD_OPTIONS);
        assertThat(problem.fixes()).first().asString().contains("format: delta");
    }

    @Test
    void leavesAloneWhatIsNotSparks() {
        Exception other = new IllegalStateException("[a list] that a node could not use");
        assertThat(TableFailures.explained(other)).isSameAs(other);
        assertThat(SparkFailures.explain(other)).isEqualTo(Optional.empty());
    }

    @Test
    void showsSparksOwnSentenceWhereItKnowsNoBetter() {
        assertThat(SparkFailures.explain(
                        new SparkException("Job aborted\n[DIVIDE_BY_ZERO] Division by zero. SQLSTATE: 22012\nat X")))
                .map(Problem::what)
                .contains("[DIVIDE_BY_ZERO] Division by zero.");
    }
}
