package dev.jedro.duckdb;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code type: duckdb.Parquet}: a Parquet file, or a folder of them, one for each value of the columns in {@code partition_by}. */
public final class ParquetType implements RelationFileType<ParquetType.Options> {

    /** How pages are compressed. */
    public enum Compression {
        SNAPPY,
        ZSTD,
        GZIP,
        UNCOMPRESSED
    }

    /**
     * Options of {@code duckdb.Parquet}.
     *
     * @param partitionBy columns by whose values the rows are put into folders such as {@code year=2026}; empty for one file
     * @param compression of what is written; Snappy, as DuckDB, Spark and pandas do, if nothing is given
     */
    public record Options(List<String> partitionBy, Compression compression) {

        public Options {
            partitionBy = List.copyOf(partitionBy);
        }

        /** What holds where nothing is given. */
        public static Options defaults() {
            return new Options(List.of(), Compression.SNAPPY);
        }
    }

    @Override
    public String name() {
        return "duckdb.Parquet";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public boolean directory(Options options) {
        return !options.partitionBy().isEmpty();
    }

    @Override
    public Relation read(
            Options options, Path file, @Nullable Class<? extends Record> row, DuckDb engine, DatasetContext context)
            throws SQLException {
        if (!directory(options)) {
            Relation relation = engine.source("from read_parquet(" + Sql.text(file.toString()) + ")");
            context.reportRows(rows(file, engine));
            return relation;
        }
        return engine.source("from read_parquet(" + Sql.text(file + "/**/*.parquet") + ", hive_partitioning = true)");
    }

    /** The file's end has the number, so no row is read for it. */
    private static long rows(Path file, DuckDb engine) throws SQLException {
        return engine.database()
                .query("select num_rows from parquet_file_metadata(" + Sql.text(file.toString()) + ")", rows -> {
                    rows.next();
                    return rows.getLong(1);
                });
    }

    private static void requireMore(Relation relation, List<String> partitionBy) {
        if (relation.columns().size() == partitionBy.size()) {
            throw new JedroException(Problem.error(
                            DuckDbCode.MISSING_COLUMN,
                            "All columns are in 'partition_by', so that none is left for the files.")
                    .fix("leave a column out of 'partition_by', or save the data as one file"));
        }
    }

    @Override
    public long write(Options options, Path file, Relation given) throws IOException {
        Relation relation = ExactColumns.forParquet(given);
        String form =
                "format parquet, compression " + options.compression().name().toLowerCase(Locale.ROOT);
        if (!directory(options)) {
            return relation.engine().copy(relation, file.toString(), form);
        }
        Columns.require(relation, options.partitionBy());
        requireMore(relation, options.partitionBy());
        String partition = ", partition_by (" + Sql.names(options.partitionBy()) + ")";
        long rows = relation.engine().copy(relation, file.toString(), form + partition);
        if (rows == 0) {
            // Without a file nobody would know the columns.
            Files.createDirectories(file);
            relation.engine().copy(relation, file.resolve("no_rows.parquet").toString(), form);
        }
        return rows;
    }
}
