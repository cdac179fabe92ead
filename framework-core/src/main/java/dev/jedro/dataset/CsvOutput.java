package dev.jedro.dataset;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.jedro.catalog.ChunkWriter;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A CSV file that is being written, row by row or in lists of rows. */
final class CsvOutput implements ChunkWriter {
    private final CsvType.Options options;
    private final DatasetContext context;
    private final NullQuotes quotes;
    private final CsvWriter writer;
    private final @Nullable RecordRows records;
    private @Nullable List<String> columns;
    private long count;

    CsvOutput(CsvType.Options options, Path file, Type element, DatasetContext context) throws IOException {
        this.options = options;
        this.context = context;
        this.quotes = new NullQuotes(options.nullValues());
        this.records = MapRows.isMap(element) ? null : RecordRows.of(element, options);
        this.writer = CsvWriter.builder()
                .fieldSeparator(options.delimiter())
                .quoteCharacter(options.quote())
                .quoteStrategy(quotes)
                .lineDelimiter(LineDelimiter.LF)
                .build(Files.newBufferedWriter(file, options.encoding()));
        if (records != null) {
            begin(records.columns());
        }
    }

    private void begin(List<String> names) {
        columns = names;
        if (options.header()) {
            writer.writeRecord(quotes.row(names.toArray(String[]::new)));
        }
    }

    @Override
    public void write(Object chunk) throws Exception {
        if (chunk instanceof Map || chunk instanceof Record) {
            row(chunk);
        } else {
            Rows.forEach(chunk, this::row);
        }
    }

    void row(Object row) {
        writer.writeRecord(quotes.row(records != null ? records.cells(row) : cells((Map<?, ?>) row)));
        count++;
    }

    private @Nullable String[] cells(Map<?, ?> row) {
        List<String> names = columns;
        if (names == null) {
            names = row.keySet().stream().map(String::valueOf).toList();
            begin(names);
        }
        for (Object key : row.keySet()) {
            if (!names.contains(String.valueOf(key))) {
                throw new JedroException(Problem.error(
                                DatasetCode.BAD_HEADER,
                                "Row " + (count + 1) + " has the column '" + key + "', which the first row has not")
                        .fix("give all rows the same keys"));
            }
        }
        return names.stream()
                .map(name -> row.get(name) == null ? null : String.valueOf(row.get(name)))
                .toArray(String[]::new);
    }

    @Override
    public void commit() throws IOException {
        if (columns == null) {
            throw new JedroException(
                    Problem.error(DatasetCode.BAD_HEADER, "There is no row, so the columns are unknown")
                            .fix("use records as rows: then the header is known"));
        }
        writer.flush();
        context.reportRows(count);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
