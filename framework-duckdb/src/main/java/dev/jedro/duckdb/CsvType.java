package dev.jedro.duckdb;

import dev.jedro.spi.DatasetContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code type: duckdb.Csv}: a CSV file. Delimiter, quotes and header are as the options say, and are not guessed. Types of columns that are not
 * declared are found in the first rows, among BIGINT, DOUBLE, DATE and TIMESTAMP (in ISO form) and VARCHAR; never BOOLEAN, since a column of
 * {@code t} and {@code f} would be one type in one file and another in the next.
 */
public final class CsvType implements RelationFileType<CsvType.Options> {

    /**
     * Options of {@code duckdb.Csv}.
     *
     * @param columns types of columns by name, DuckDB's names of types; of all columns or of some
     * @param delimiter between fields
     * @param header whether the first line has the names; without, they are {@code "column0"} and so on
     * @param quote around fields that hold a delimiter; empty for none
     * @param escape before a quote within quotes
     * @param nulls texts that stand for no value
     * @param encoding {@code utf-8}, {@code utf-16} or {@code latin-1}
     * @param dateFormat of DATE columns, as {@code strptime} has it; ISO unless given
     * @param timestampFormat of TIMESTAMP columns; ISO unless given
     * @param sampleRows how many rows are looked at for types; -1 for all
     */
    public record Options(
            Map<String, String> columns,
            String delimiter,
            boolean header,
            String quote,
            String escape,
            List<String> nulls,
            String encoding,
            Optional<String> dateFormat,
            Optional<String> timestampFormat,
            int sampleRows) {

        public Options {
            if (delimiter.isEmpty()) {
                throw new IllegalArgumentException("delimiter must not be empty");
            }
        }

        /** What holds where nothing is given. */
        public static Options defaults() {
            return new Options(
                    Map.of(), ",", true, "\"", "\"", List.of(""), "utf-8", Optional.empty(), Optional.empty(), 20_480);
        }
    }

    @Override
    public String name() {
        return "duckdb.Csv";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public Relation read(Options options, Path file, DuckDb engine, DatasetContext context) throws Exception {
        return new CsvReader(options, file, engine).relation();
    }

    @Override
    public long write(Options options, Path file, Relation relation) {
        String nulls = options.nulls().isEmpty() ? "" : options.nulls().get(0);
        return relation.engine()
                .copy(
                        relation,
                        file.toString(),
                        "format csv, header " + options.header() + ", delimiter " + Sql.text(options.delimiter())
                                + ", quote " + Sql.text(options.quote()) + ", escape " + Sql.text(options.escape())
                                + ", nullstr " + Sql.text(nulls) + format("dateformat", options.dateFormat())
                                + format("timestampformat", options.timestampFormat()));
    }

    private static String format(String name, Optional<String> format) {
        return format.map(text -> ", " + name + " " + Sql.text(text)).orElse("");
    }
}
