package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.catalog.OpenCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the types of files have in common. */
class DatasetsTest extends FilesTrial {
    record Flight(long id, Optional<String> name, double price, boolean landed, LocalDate day, LocalDateTime at) {}

    static final List<Flight> FLIGHTS = List.of(
            new Flight(
                    1,
                    Optional.of("a, \"b\"\nc"),
                    1.5,
                    true,
                    LocalDate.of(2026, 11, 20),
                    LocalDateTime.of(2026, 11, 20, 16, 40, 1)),
            new Flight(2, Optional.empty(), -2, false, LocalDate.of(1999, 1, 2), LocalDateTime.of(1970, 1, 1, 0, 0, 5)),
            new Flight(
                    3,
                    Optional.of("ž€"),
                    1e300,
                    true,
                    LocalDate.of(2026, 11, 20),
                    LocalDateTime.of(2026, 11, 20, 0, 0, 1)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duckdb.Csv data.csv",
                "duckdb.Parquet data.parquet",
                "duckdb.Json data.json",
                "duckdb.Json data.jsonl",
                "duckdb.Excel data.xlsx"
            })
    void givesBackWhatItTook(String typeAndFile) throws NoSuchMethodException {
        String[] parts = typeAndFile.split(" ");
        try (OpenCatalog catalog = catalog(
                parts[0],
                parts[1],
                parts[0].matches(".*(Csv|Json)")
                        ? new Object[] {
                            "columns",
                            Map.of(
                                    "id",
                                    "BIGINT",
                                    "name",
                                    "VARCHAR",
                                    "price",
                                    "DOUBLE",
                                    "landed",
                                    "BOOLEAN",
                                    "day",
                                    "DATE",
                                    "at",
                                    "TIMESTAMP")
                        }
                        : new Object[0])) {
            java.lang.reflect.Type flights =
                    DatasetsTest.class.getDeclaredMethod("flights").getGenericReturnType();
            catalog.save("data", flights, flights());

            assertThat(catalog.rows("data")).hasValue(3);
            assertThat(catalog.load("data", flights)).isEqualTo(FLIGHTS);
            Relation relation = load(catalog);
            catalog.save("data", Relation.class, relation.where("id >= 2"));
            assertThat(load(catalog).rows(Flight.class)).isEqualTo(FLIGHTS.subList(1, 3));
            assertThat(root.toFile().list()).containsExactly(parts[1]);
        }
    }

    record Numbered(int id) {}

    @ParameterizedTest
    @ValueSource(strings = {"duckdb.Csv data.csv", "duckdb.Parquet data.parquet"})
    void tellsWhichElementIsNull(String typeAndFile) {
        String[] parts = typeAndFile.split(" ");
        try (OpenCatalog catalog = catalog(parts[0], parts[1])) {
            assertProblem(
                    () -> catalog.save(
                            "data", TestCatalog.listOf(Numbered.class), Arrays.asList(new Numbered(1), null)),
                    "JED-325",
                    "Dataset 'data'",
                    "Element 2 is null",
                    "leave it out");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duckdb.Csv data.csv",
                "duckdb.Parquet data.parquet",
                "duckdb.Json data.json",
                "duckdb.Excel data.xlsx"
            })
    void leavesTheOldFileIfASaveFails(String typeAndFile) throws IOException {
        String[] parts = typeAndFile.split(" ");
        Files.writeString(root.resolve(parts[1]), "old");
        try (OpenCatalog catalog = catalog(parts[0], parts[1]);
                DuckDb duckdb = DuckDb.open()) {
            Relation failing = duckdb.sql(
                    "select case when range = 99999 then error('broken') else range::varchar end as x from range(100000)");

            assertProblem(
                    () -> catalog.save("data", Relation.class, failing),
                    "JED-702",
                    "Dataset 'data'",
                    "broken",
                    "DatasetsTest.java:");
            assertThat(root.resolve(parts[1])).hasContent("old");
            assertThat(root.toFile().list()).containsExactly(parts[1]);
        }
    }

    /** As a node declares it. */
    private static List<Flight> flights() {
        return FLIGHTS;
    }

    @ParameterizedTest
    @CsvSource({
        "duckdb.Csv data.csv, Expected Number of Columns: 2 Found: 1",
        "duckdb.Parquet data.parquet, has other columns now",
        "duckdb.Json data.json, has other columns now",
        "duckdb.Table data.duckdb, has other columns now"
    })
    void byOtherColumnsAreTold(String typeAndFile, String told) {
        String[] parts = typeAndFile.split(" ");
        Object[] options = parts[0].equals("duckdb.Table") ? new Object[] {"table", "t"} : new Object[0];
        try (OpenCatalog catalog = catalog(parts[0], parts[1], options)) {
            DuckDb duckdb = engine(catalog);
            catalog.save("data", Relation.class, duckdb.sql("select 1 as id, 'x' as name"));
            Relation loaded = load(catalog).sql("select name from this");
            catalog.save("data", Relation.class, duckdb.sql("select 1 as id"));

            assertProblem(loaded::preview, told);
        }
    }

    @Test
    void tellsJsonThatCannotBeRead() throws IOException {
        file("a.json", "[{\"a\": 1}, {\"a\": ");
        try (OpenCatalog catalog = catalog("duckdb.Json", "a.json")) {
            assertProblem(() -> load(catalog), "JED-704", "Dataset 'data'", "at a.json");
        }
    }

    record Row(long a, Optional<String> fullName) {}

    /** As a node declares it. */
    private static List<Row> rows() {
        return List.of();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.json", "a.jsonl"})
    void tellsThatJsonWithoutRowsHasNoColumns(String file) throws Exception {
        java.lang.reflect.Type rows =
                DatasetsTest.class.getDeclaredMethod("rows").getGenericReturnType();
        try (OpenCatalog catalog = catalog("duckdb.Json", file)) {
            catalog.save(
                    "data", Relation.class, engine(catalog).sql("select 1::bigint as a, 'x' as full_name where false"));

            assertProblem(
                    () -> load(catalog),
                    "JED-704",
                    "Dataset 'data'",
                    "The file has no rows, so that its columns are not known.",
                    "at " + file,
                    "declare all columns under 'columns'",
                    "duckdb.Parquet");
            assertThat(catalog.load("data", rows)).isEqualTo(rows());
        }
        try (OpenCatalog catalog =
                catalog("duckdb.Json", file, "columns", Map.of("a", "BIGINT", "full_name", "VARCHAR"))) {
            assertThat(load(catalog).columns())
                    .containsExactlyInAnyOrder(new Column("a", "BIGINT"), new Column("full_name", "VARCHAR"));
            assertThat(load(catalog).count()).isZero();
            assertThat(catalog.load("data", rows)).isEqualTo(rows());
        }
        file("a.json", "[1, \"x\"]");
        try (OpenCatalog catalog = catalog("duckdb.Json", "a.json")) {
            assertThat(load(catalog)).hasToString("Relation(json JSON)");
        }
    }
}
