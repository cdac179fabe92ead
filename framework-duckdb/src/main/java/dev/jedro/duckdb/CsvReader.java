package dev.jedro.duckdb;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks once at the beginning of a CSV file, so that all that reads it later sees the same columns. */
final class CsvReader {
    private static final String TYPES = "['BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'VARCHAR']";
    private final CsvType.Options options;
    private final Path file;
    private final @Nullable Class<? extends Record> row;
    private final DuckDb engine;

    CsvReader(CsvType.Options options, Path file, @Nullable Class<? extends Record> row, DuckDb engine) {
        this.options = options;
        this.file = file;
        this.row = row;
        this.engine = engine;
    }

    Relation relation() throws IOException {
        if (Files.size(file) == 0) {
            throw new JedroException(
                    Problem.error(DuckDbCode.UNREADABLE_FILE, "The file is empty; it has not even a header.")
                            .at(place())
                            .fix("make the file again"));
        }
        return engine.source(read(declared(sniffed())));
    }

    private Place place() {
        return engine.place(file, 0);
    }

    private List<Column> sniffed() throws IOException {
        try {
            return sniff("");
        } catch (SQLException e) {
            tellTheRow();
            throw engine.failure(e, List.of());
        }
    }

    private List<Column> sniff(String more) throws SQLException {
        String sql = "select unnest(Columns, recursive := true) from sniff_csv(" + form() + ", auto_type_candidates = "
                + TYPES
                + ", sample_size = " + options.sampleRows()
                + ", dateformat = " + Sql.text(options.dateFormat().orElse("%Y-%m-%d"))
                + ", timestampformat = " + Sql.text(options.timestampFormat().orElse("%Y-%m-%d %H:%M:%S")) + more + ")";
        return engine.database().query(sql, rows -> {
            List<Column> columns = new ArrayList<>();
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2)));
            }
            return columns;
        });
    }

    /** DuckDB's sniffer only says that it found no form; reading as text tells the line that does not fit. */
    private void tellTheRow() throws IOException {
        List<Column> texts;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String first = String.valueOf(reader.readLine());
            int count = first.split(Pattern.quote(options.delimiter()), -1).length;
            texts = IntStream.range(0, count)
                    .mapToObj(i -> new Column("c" + i, "VARCHAR"))
                    .toList();
        }
        try {
            engine.database().query("select count(columns(*)) " + read(texts), rows -> 0);
        } catch (SQLException e) {
            throw String.valueOf(e.getMessage()).contains("invalid state") ? noCsv(e) : engine.failure(e, List.of());
        }
    }

    /** DuckDB's parser says only that it lost its way, for instance in a file that is not even text. */
    private JedroException noCsv(SQLException e) {
        return new JedroException(
                Problem.error(DuckDbCode.UNREADABLE_FILE, "The file cannot be read as CSV.")
                        .at(place())
                        .fix("make the file again, or correct the dataset's 'type' in the catalog")
                        .fix("name the file's 'delimiter', 'quote' or 'encoding' in the catalog, if it has others"),
                e);
    }

    private List<Column> declared(List<Column> sniffed) {
        Problems problems = new Problems();
        for (String name : options.columns().keySet()) {
            if (sniffed.stream().noneMatch(column -> column.name().equals(name))) {
                problems.add(Columns.missing(
                                "The file has no column '" + name + "', which 'columns' declares.", name, sniffed)
                        .at(place()));
            }
        }
        problems.throwIfErrors();
        Map<String, String> types = options.columns();
        return recorded(sniffed, row).stream()
                .map(column -> new Column(column.name(), types.getOrDefault(column.name(), column.type())))
                .toList();
    }

    /** A record says what its columns are, but for the form of times where the catalog has one. */
    private List<Column> recorded(List<Column> sniffed, @Nullable Class<? extends Record> row) {
        boolean formed =
                options.dateFormat().isPresent() || options.timestampFormat().isPresent();
        return row == null
                ? sniffed
                : RecordColumns.in(sniffed, row, "DOUBLE", type -> formed && TextValues.isTime(type));
    }

    private String read(List<Column> columns) {
        String types = columns.stream()
                .map(column -> Sql.text(column.name()) + ": " + Sql.text(column.type()))
                .collect(Collectors.joining(", ", "{", "}"));
        return "from read_csv(" + form() + ", auto_detect = false, columns = " + types
                + options.dateFormat()
                        .map(format -> ", dateformat = " + Sql.text(format))
                        .orElse("")
                + options.timestampFormat()
                        .map(format -> ", timestampformat = " + Sql.text(format))
                        .orElse("") + ")";
    }

    private String form() {
        String nulls = options.nulls().stream().map(Sql::text).collect(Collectors.joining(", ", "[", "]"));
        return Sql.text(file.toString()) + ", delim = " + Sql.text(options.delimiter()) + ", quote = "
                + Sql.text(options.quote())
                + ", escape = " + Sql.text(options.escape()) + ", header = " + options.header() + ", nullstr = " + nulls
                + ", allow_quoted_nulls = " + options.quotedNulls()
                + ", encoding = " + Sql.text(options.encoding()) + ", strict_mode = true, comment = ''";
    }
}
