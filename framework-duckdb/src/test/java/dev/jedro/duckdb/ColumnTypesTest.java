package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.DatasetTypes;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.config.ConfigOptions;
import dev.jedro.config.ConfigSource;
import dev.jedro.config.ProjectConfig;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types that the catalog declares under {@code columns}. */
class ColumnTypesTest {
    /** Only with types within them. */
    private static final Set<String> NOT_ALONE =
            Set.of("ARRAY", "ENUM", "LIST", "MAP", "ROW", "STRUCT", "TUPLE", "UNION");

    record Type(String name) {}

    @TempDir
    Path root;

    private OpenCatalog open(String type, String declared) {
        String file = "data." + type.toLowerCase(Locale.ROOT).replace("excel", "xlsx");
        return TestCatalog.open(
                root,
                Map.of(
                        "data",
                        Map.of("type", "duckdb." + type, "filepath", file, "columns", Map.of("id", declared)),
                        "plain",
                        Map.of("type", "duckdb." + type, "filepath", file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Csv", "Json", "Excel"})
    void thatAreNoneAreToldByACheck(String type) {
        try (OpenCatalog catalog = open(type, "VARCHR(3)[]")) {
            assertThat(catalog.definition().check("data"))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toString())
                            .contains(
                                    "JED-719",
                                    "Dataset 'data'",
                                    "'VARCHR(3)[]' of the column 'id' is no type of DuckDB")
                            .contains("Near: VARCHAR", "write a type of DuckDB"));
        }
    }

    @Test
    void areToldAtTheirLine() throws IOException {
        Path file = root.resolve("conf/base/catalog.yml");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "x:\n  type: duckdb.Csv\n  filepath: x.csv\n  columns:\n    id: INTEGR\n    day: DATE\n");
        Problems problems = new Problems();
        ProjectConfig config = ProjectConfig.load(ConfigOptions.of(ConfigSource.folder(root.resolve("conf"), "conf")));

        assertThat(DataCatalog.of(config, DatasetTypes.installed(), problems).check("x"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("at conf/base/catalog.yml:5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Csv", "Json", "Excel"})
    void thatOnlyDuckDbCanTellAreToldAtALoadWithoutSqlOfOurs(String type) {
        try (OpenCatalog catalog = open(type, "DECIMAL(50, 2)")) {
            record Row(int id) {}
            catalog.save("plain", TestCatalog.listOf(Row.class), List.of(new Row(1)));

            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> catalog.load("data", Relation.class))
                    .withMessageContaining("JED-719")
                    .withMessageContaining("Dataset 'data'")
                    .withMessageContaining("width must be between 1 and 38")
                    .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("select", "try_cast"));
        }
    }

    @Test
    void areAllThoseOfTheEngine() {
        try (DuckDb duckdb = DuckDb.open()) {
            List<Type> types = duckdb.sql("select distinct upper(type_name) as name from duckdb_types()")
                    .rows(Type.class);

            assertThat(types).hasSizeGreaterThan(50).allSatisfy(type -> {
                if (!NOT_ALONE.contains(type.name())) {
                    assertThatCode(() ->
                                    ColumnTypes.check(Map.of("x", type.name().toLowerCase(Locale.ROOT))))
                            .doesNotThrowAnyException();
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decimal(18, 2)",
                "INTEGER[3][]",
                "STRUCT(a INTEGER, b BLAH)",
                "MAP(VARCHAR, INT)",
                "ENUM('a', 'b')",
                "double  precision",
                "\"own\".type",
                "TIMESTAMP WITH TIME ZONE"
            })
    void withMoreInThemArePassedOn(String type) {
        assertThatCode(() -> ColumnTypes.check(Map.of("x", type))).doesNotThrowAnyException();
    }

    @Test
    void ofASheetAreToldWithTheRowThatDoesNotFit() {
        try (OpenCatalog catalog = open("Excel", "INTEGER")) {
            record Row(String id) {}
            catalog.save("plain", TestCatalog.listOf(Row.class), List.of(new Row("1"), new Row("2"), new Row("two")));

            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> catalog.load("data", Relation.class))
                    .withMessageContaining("JED-703")
                    .withMessageContaining("Dataset 'data'")
                    .withMessageContaining("'two' of the column 'id' is no INTEGER, which 'columns' declares")
                    .withMessageContaining("at data.xlsx:4")
                    .withMessageContaining("at conf/base/catalog.yml");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a/b", "a:b", "a[b]", "a*", "what?", "'quoted'", "a name that has more than 31 letters", ""})
    void ofASheetNamesThatExcelDoesNotTakeAreToldByACheck(String sheet) {
        try (OpenCatalog catalog = TestCatalog.open(
                root, Map.of("data", Map.of("type", "duckdb.Excel", "filepath", "x.xlsx", "sheet", sheet)))) {
            assertThat(catalog.definition().check("data"))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toString())
                            .contains(
                                    "JED-714",
                                    "Dataset 'data'",
                                    "no 'sheet' named '" + sheet + "'",
                                    "1 to 31 characters"));
        }
    }
}
