package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jedro.catalog.ChunkWriter;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.JedroException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that is saved chunk by chunk. */
class AppendTest {
    record Row(long id, String name) {}

    private static final Row ONE = new Row(1, "one");
    private static final Row TWO = new Row(2, "two");

    @TempDir
    Path root;

    private Type listOfRows;

    @BeforeEach
    void takesTheTypeOfAMethod() throws NoSuchMethodException {
        listOfRows = AppendTest.class.getDeclaredMethod("rows").getGenericReturnType();
    }

    private static List<Row> rows() {
        return List.of(ONE, TWO);
    }

    private OpenCatalog open(String typeAndFile) {
        String[] parts = typeAndFile.split(" ");
        return TestCatalog.open(
                root,
                Map.of(
                        "data",
                        Map.of("type", parts[0], "filepath", parts[1]),
                        "numbers",
                        Map.of("type", "duckdb.Query", "sql", "select range as id, 'x' as name from range(3)"),
                        "empty",
                        Map.of("type", "duckdb.Query", "sql", "select 1::bigint as id, 'x' as name where false"),
                        "other",
                        Map.of("type", "duckdb.Query", "sql", "select 1.5 as id, 'x' as name"),
                        "table",
                        Map.of("type", "duckdb.Table", "filepath", "a.duckdb", "table", "t")));
    }

    private static ChunkWriter append(OpenCatalog catalog, Type chunk) {
        return catalog.append("data", chunk).orElseThrow();
    }

    private List<Row> saved(OpenCatalog catalog) {
        return catalog.load("data", Relation.class).rows(Row.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duckdb.Csv data.csv",
                "duckdb.Parquet data.parquet",
                "duckdb.Json data.json",
                "duckdb.Excel data.xlsx"
            })
    void takesRecordsListsAndRelations(String typeAndFile) throws Exception {
        try (OpenCatalog catalog = open(typeAndFile)) {
            try (ChunkWriter chunks = append(catalog, Row.class)) {
                chunks.write(ONE);
                assertThat(catalog.exists("data")).isFalse();
                chunks.write(TWO);
                chunks.commit();
                assertThat(catalog.rows("data")).hasValue(2);
            }
            assertThat(saved(catalog)).containsExactly(ONE, TWO);
            try (ChunkWriter chunks = append(catalog, listOfRows)) {
                chunks.write(rows());
                chunks.write(List.of());
                chunks.write(List.of(TWO));
                chunks.commit();
            }
            assertThat(saved(catalog)).containsExactly(ONE, TWO, TWO);
            try (ChunkWriter chunks = append(catalog, Relation.class)) {
                Relation numbers = catalog.load("numbers", Relation.class);
                chunks.write(numbers.where("id = 2"));
                chunks.write(catalog.load("empty", Relation.class));
                chunks.write(numbers.where("id < 2"));
                chunks.commit();
            }
            assertThat(saved(catalog)).containsExactly(new Row(2, "x"), new Row(0, "x"), new Row(1, "x"));
            assertThat(root.toFile().list()).containsExactly(typeAndFile.split(" ")[1]);
        }
    }

    @Test
    void keepsTheOrderOfManyRows() throws Exception {
        try (OpenCatalog catalog = open("duckdb.Parquet data.parquet")) {
            try (ChunkWriter chunks = append(catalog, Row.class)) {
                for (long id = 0; id < 25_000; id++) {
                    chunks.write(new Row(id, ""));
                }
                chunks.commit();
            }
            assertThat(catalog.load("data", Relation.class).doubles("id"))
                    .containsExactly(
                            LongStream.range(0, 25_000).asDoubleStream().toArray());
        }
    }

    @Test
    void writesColumnsWithoutRowsIfThereIsNoRecord() throws Exception {
        try (OpenCatalog catalog = open("duckdb.Parquet data.parquet");
                ChunkWriter chunks = append(catalog, Row.class)) {
            chunks.commit();

            assertThat(catalog.load("data", Relation.class)).hasToString("Relation(id BIGINT, name VARCHAR)");
            assertThat(saved(catalog)).isEmpty();
        }
    }

    @Test
    void leavesTheOldFileIfItIsGivenUp() throws Exception {
        Files.writeString(root.resolve("data.parquet"), "old");
        try (OpenCatalog catalog = open("duckdb.Parquet data.parquet")) {
            DuckDb engine = catalog.load("numbers", Relation.class).engine();
            try (ChunkWriter chunks = append(catalog, Relation.class)) {
                chunks.write(catalog.load("numbers", Relation.class));
                assertThat(tables(engine)).isOne();
            }
            assertThat(tables(engine)).isZero();
        }
        assertThat(root.resolve("data.parquet")).hasContent("old");
        assertThat(root.toFile().list()).containsExactly("data.parquet");
    }

    private static long tables(DuckDb engine) throws Exception {
        return engine.database().query("select count(*) from duckdb_tables()", rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    @Test
    void isOfferedForRowsInFilesOnly() {
        try (OpenCatalog catalog = open("duckdb.Csv data.csv")) {
            assertThat(catalog.append("data", String.class)).isEmpty();
            assertThat(catalog.append("table", Row.class)).isEmpty();
        }
        assertThat(root).isEmptyDirectory();
    }

    @Nested
    class Refuses {

        @Test
        void chunksOfOtherColumns() throws Exception {
            try (OpenCatalog catalog = open("duckdb.Csv data.csv");
                    ChunkWriter chunks = append(catalog, Relation.class)) {
                chunks.write(catalog.load("numbers", Relation.class));

                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> chunks.write(catalog.load("other", Relation.class)))
                        .withMessageContaining("JED-715")
                        .withMessageContaining("Dataset 'data'")
                        .withMessageContaining("id DECIMAL(2,1)")
                        .withMessageContaining("id BIGINT")
                        .withMessageContaining("the same columns");
            }
        }

        @Test
        void noRelationAtAll() throws Exception {
            try (OpenCatalog catalog = open("duckdb.Csv data.csv");
                    ChunkWriter chunks = append(catalog, Relation.class)) {
                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(chunks::commit)
                        .withMessageContaining("JED-715")
                        .withMessageContaining("There is no chunk")
                        .withMessageContaining("give at least one relation");
            }
            assertThat(root).isEmptyDirectory();
        }

        @Test
        void relationsOfAnotherEngine() throws Exception {
            try (OpenCatalog catalog = open("duckdb.Csv data.csv");
                    ChunkWriter chunks = append(catalog, Relation.class);
                    DuckDb another = DuckDb.open()) {
                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> chunks.write(another.sql("select 1 as id")))
                        .withMessageContaining("JED-711")
                        .withMessageContaining("at conf/base/catalog.yml");
            }
        }
    }
}
