package dev.jedro.dataset;

import dev.jedro.catalog.ChunkWriter;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code type: Csv}: the rows of a CSV file as records.
 *
 * <p>A component finds its column by name, whatever the spelling: {@code companyRating} reads {@code company_rating} and {@code Company Rating}. Columns
 * that no component wants are passed over. A cell without anything in it is null: an {@code Optional} is empty, a primitive is a problem; a cell of two quotes is an empty
 * text. An empty line is passed over, but for records of one component that may be null it is a row without a value.
 */
public final class CsvType implements FileDatasetType<CsvType.Options> {

    /**
     * Options of {@code Csv}.
     *
     * @param delimiter between cells
     * @param quote around cells that hold delimiters, quotes or line ends
     * @param encoding of the file
     * @param header whether the first line names the columns; if not, columns are taken in the order of the components
     * @param columns the column of a component, by the component's name, where they differ
     * @param nullValues what an unquoted cell holds that has no value; the first of them is written for null, and texts that look like one are written in quotes
     */
    public record Options(
            char delimiter,
            char quote,
            Charset encoding,
            boolean header,
            Map<String, String> columns,
            List<String> nullValues) {

        public Options {
            columns = Map.copyOf(columns);
            nullValues = List.copyOf(nullValues);
            if (delimiter == quote) {
                throw new IllegalArgumentException("delimiter and quote must differ, but both are '" + delimiter + "'");
            }
            for (String value : nullValues) {
                if (value.chars().anyMatch(c -> c == delimiter || c == quote || c == '\n' || c == '\r')) {
                    throw new IllegalArgumentException(
                            "null_values must not hold delimiters, quotes or line ends, but one is '" + value + "'");
                }
            }
            Set<String> used = new HashSet<>();
            for (String column : columns.values()) {
                if (!used.add(column)) {
                    throw new IllegalArgumentException("columns names '" + column + "' twice");
                }
            }
        }

        static Options defaults() {
            return new Options(',', '"', StandardCharsets.UTF_8, true, Map.of(), List.of(""));
        }
    }

    @Override
    public String name() {
        return "Csv";
    }

    @Override
    public String javaTypes(Options options) {
        return options.header()
                ? javaTypes()
                : javaTypes().replace("Map<String, String> or ", "")
                        + "; without a header ('header: false') no Map<String, String>, whose keys are the columns' names";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return "List<R>, Stream<R>, Iterator<R>, where R is Map<String, String> or a record of texts, numbers, dates, enums and Optionals of them";
    }

    @Override
    public Type defaultType(Options options) {
        return options.header()
                ? JavaTypes.generic(List.class, JavaTypes.generic(Map.class, String.class, String.class))
                : Object.class;
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return Rows.of(type).filter(rows -> isRow(options, rows.element())).isPresent();
    }

    private static boolean isRow(Options options, Type element) {
        return MapRows.isMap(element) ? options.header() : RecordRows.fits(element);
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return canLoad(options, type);
    }

    @Override
    public Optional<Problem> mistake(Options options, Type type) {
        Type element = element(type);
        return RecordRows.fits(element) ? RecordRows.mistake(element, options) : Optional.empty();
    }

    @Override
    public Object read(Options options, Path file, Type type, DatasetContext context) throws IOException {
        Rows rows = Rows.of(type).orElseThrow();
        CsvInput input = CsvInput.open(options, file, context.shown(file));
        boolean lazy = false;
        try {
            RowReader reader = MapRows.isMap(rows.element())
                    ? new MapRows(input.header())
                    : RecordRows.of(rows.element(), options).reader(input);
            if (rows.lazy()) {
                lazy = true;
                return rows.from(input.rows(reader));
            }
            return input.all(reader);
        } finally {
            if (!lazy) {
                input.close();
            }
        }
    }

    @Override
    public void write(Options options, Path file, Type type, Object value, DatasetContext context) throws Exception {
        try (CsvOutput output =
                new CsvOutput(options, file, Rows.of(type).orElseThrow().element(), context)) {
            Rows.forEach(value, output::row);
            output.commit();
        }
    }

    @Override
    public boolean canAppend(Options options, Type chunk) {
        return isRow(options, element(chunk));
    }

    @Override
    public Optional<ChunkWriter> append(Options options, Path file, Type chunk, DatasetContext context)
            throws IOException {
        return canAppend(options, chunk)
                ? Optional.of(new CsvOutput(options, file, element(chunk), context))
                : Optional.empty();
    }

    /** The row of a type that holds rows, or that is one. */
    private static Type element(Type rows) {
        return Rows.of(rows).map(Rows::element).orElse(rows);
    }
}
