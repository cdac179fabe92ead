package dev.jedro.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.catalog.CatalogCode;
import dev.jedro.config.ConfigCode;
import dev.jedro.problem.Code;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spark.SparkProject;
import dev.jedro.spark.failure.TableCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that can be told without a session is told before one is opened. */
class ManagedTableOptionsTest {
    @TempDir
    Path root;

    private Problem problem(String options) {
        List<Problem> problems = SparkProject.problemsOf(() -> new SparkProject(root, "provider: none-is-opened\n")
                .catalog("x: {type: databricks.ManagedTable, table: t, " + options + "}\n")
                .open());
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).where()).extracting(Place::source).containsExactly("conf/base/catalog.yml");
        assertThat(problems.get(0).fixes()).isNotEmpty();
        return problems.get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    write_mode: upsert                                    | NO_KEY      | upsert needs a primary_key
                    write_mode: upsert, primary_key: []                   | NO_KEY      | upsert needs a primary_key
                    write_mode: append, primary_key: [id, ID]             | BAD_OPTIONS | names 'ID' twice
                    version: 3, timestamp: '2026-11-20'                   | BAD_OPTIONS | version and timestamp
                    version: -1                                           | BAD_OPTIONS | is negative
                    timestamp: yesterday                                  | BAD_OPTIONS | is not a moment
                    schema: 'id BIGNT'                                    | BAD_SCHEMA  | cannot be understood
                    schema: '{"type": "strct"}'                           | BAD_SCHEMA  | cannot be understood
                    schema: 'id INT', schema_file: conf/x.ddl             | BAD_OPTIONS | schema and schema_file
                    partition_columns: [a], cluster_by: [b]               | BAD_OPTIONS | partition_columns and cluster_by
                    replace_where: a > 1                                  | BAD_OPTIONS | which rows an overwrite replaces
                    database: a/b                                         | BAD_OPTIONS | cannot be the name
                    catalog: main, database: ''                           | BAD_OPTIONS | cannot be the name
                    """)
    void tellsWhatIsWrong(String options, TableCode code, String what) {
        Problem problem = problem(options);
        assertThat(problem.code()).isEqualTo((Code) code);
        assertThat(problem.what()).contains(what);
    }

    @Test
    void tellsAnUnknownModeWithTheNearestOne() {
        Problem problem = problem("write_mode: upsrt");
        assertThat(problem.code()).isInstanceOf(ConfigCode.class);
        assertThat(problem.near()).contains("upsert");
    }

    @Test
    void refusesToSaveWithoutAModeAndVersionsThatAreNone() {
        SparkProject project = new SparkProject(root, "").catalog("x: {type: spark.ManagedTable, table: t}\n");
        Problem readOnly = SparkProject.problemOf(() -> {
            try (var open = project.open()) {
                open.save("x", org.apache.spark.sql.Dataset.class, "anything");
            }
        });
        assertThat(readOnly.code()).isEqualTo(CatalogCode.READ_ONLY);
        assertThat(readOnly.fixes()).containsExactly("add 'write_mode: overwrite', 'append' or 'upsert'");
        Problem version = SparkProject.problemOf(() -> project.open(Map.of("x", "newest")));
        assertThat(version.code()).isEqualTo(CatalogCode.BAD_VERSION);
    }
}
