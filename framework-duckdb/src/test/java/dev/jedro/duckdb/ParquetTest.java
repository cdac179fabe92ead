package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.JedroException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code duckdb.Parquet} reads and writes, one file or a folder of partitions. */
class ParquetTest extends FilesTrial {

    @Test
    void tellsThatItIsCutOff() throws IOException {
        try (OpenCatalog catalog = catalog("duckdb.Parquet", "a.parquet");
                DuckDb duckdb = DuckDb.open()) {
            catalog.save("data", Relation.class, duckdb.sql("select range as id from range(10000)"));
            byte[] whole = Files.readAllBytes(root.resolve("a.parquet"));
            Files.write(root.resolve("a.parquet"), Arrays.copyOf(whole, whole.length / 2));

            assertProblem(() -> load(catalog), "JED-704", "Dataset 'data'", "'a.parquet'", "at a.parquet", "truncated");
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> load(catalog))
                    .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain(root.toString()));
        }
    }

    @ParameterizedTest
    @CsvSource({", SNAPPY", "snappy, SNAPPY", "zstd, ZSTD", "gzip, GZIP", "uncompressed, UNCOMPRESSED"})
    void isCompressedAsTheCatalogSaysAndElseBySnappy(String wanted, String written) {
        Object[] options = wanted == null ? new Object[0] : new Object[] {"compression", wanted};
        try (OpenCatalog catalog = catalog("duckdb.Parquet", "a.parquet", options);
                DuckDb duckdb = DuckDb.open()) {
            catalog.save("data", Relation.class, duckdb.sql("select range as id from range(10)"));

            assertThat(duckdb.sql("select distinct compression from parquet_metadata('" + root.resolve("a.parquet")
                                    + "')")
                            .rows(Codec.class))
                    .containsExactly(new Codec(written));
        }
    }

    /** How a file's columns are compressed. */
    record Codec(String compression) {}

    @Test
    void isAFolderIfPartitioned() {
        try (OpenCatalog catalog =
                        catalog("duckdb.Parquet", "parts", "partition_by", List.of("year"), "compression", "zstd");
                DuckDb duckdb = DuckDb.open()) {
            Relation rows = duckdb.sql("select range as id, 2020 + range % 3 as year from range(9)");
            catalog.save("data", Relation.class, rows);
            catalog.save("data", Relation.class, rows.where("year > 2020"));

            assertThat(root.resolve("parts").toFile().list()).containsExactlyInAnyOrder("year=2021", "year=2022");
            assertThat(load(catalog)
                            .where("year = 2021")
                            .sql("select id from this order by id")
                            .doubles("id"))
                    .containsExactly(1, 4, 7);
            assertThat(catalog.exists("data")).isTrue();
        }
    }

    @Test
    void mayBePartitionedAndHaveNoRows() {
        try (OpenCatalog catalog = catalog("duckdb.Parquet", "parts", "partition_by", List.of("year"));
                DuckDb duckdb = DuckDb.open()) {
            Relation rows = duckdb.sql("select 1 as id, 2020 as year");
            catalog.save("data", Relation.class, rows);
            catalog.save("data", Relation.class, rows.where("id > 1"));

            assertThat(catalog.exists("data")).isTrue();
            assertThat(load(catalog).columns()).extracting(Column::name).containsExactlyInAnyOrder("id", "year");
            assertThat(load(catalog).count()).isZero();
        }
    }

    @Test
    void isNotPartitionedByAColumnThatIsNotThere() {
        try (OpenCatalog catalog = catalog("duckdb.Parquet", "parts", "partition_by", List.of("yaer"));
                DuckDb duckdb = DuckDb.open()) {
            assertProblem(
                    () -> catalog.save("data", Relation.class, duckdb.sql("select 1 as year")),
                    "JED-705",
                    "'yaer'",
                    "Near: year",
                    "at conf/base/catalog.yml");
        }
    }

    @Test
    void isNotPartitionedByAllColumns() {
        try (OpenCatalog catalog = catalog("duckdb.Parquet", "parts", "partition_by", List.of("year"));
                DuckDb duckdb = DuckDb.open()) {
            assertProblem(
                    () -> catalog.save("data", Relation.class, duckdb.sql("select 1 as year")),
                    "JED-705",
                    "none is left",
                    "leave a column out of 'partition_by'");
        }
    }
}
