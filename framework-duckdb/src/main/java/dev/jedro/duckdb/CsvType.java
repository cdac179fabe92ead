package dev.jedro.duckdb;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnmappableCharacterException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
     * @param nulls texts that stand for no value; the first of them is written for NULL
     * @param quotedNulls whether they do so within quotes, too; then such texts cannot be told from NULL
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
            boolean quotedNulls,
            String encoding,
            Optional<String> dateFormat,
            Optional<String> timestampFormat,
            int sampleRows) {

        public Options {
            ColumnTypes.check(columns);
            if (delimiter.isEmpty()) {
                throw new IllegalArgumentException("delimiter must not be empty");
            }
            if (nulls.isEmpty()) {
                throw new IllegalArgumentException("nulls must name a text, if only one that no value has");
            }
        }

        /** What holds where nothing is given. */
        public static Options defaults() {
            return new Options(
                    Map.of(),
                    ",",
                    true,
                    "\"",
                    "\"",
                    List.of(""),
                    false,
                    "utf-8",
                    Optional.empty(),
                    Optional.empty(),
                    20_480);
        }

        /** Empty where files of this encoding can only be read. */
        Optional<Charset> writing() {
            return switch (encoding.toLowerCase(Locale.ROOT)) {
                case "utf-8" -> Optional.of(StandardCharsets.UTF_8);
                case "latin-1" -> Optional.of(StandardCharsets.ISO_8859_1);
                default -> Optional.empty();
            };
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
    public String javaTypes() {
        return RelationFileType.super.javaTypes() + "; it is saved only with the encoding utf-8 or latin-1";
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return options.writing().isPresent() && RelationFileType.super.canSave(options, type);
    }

    @Override
    public Relation read(
            Options options, Path file, @Nullable Class<? extends Record> row, DuckDb engine, DatasetContext context)
            throws Exception {
        ColumnTypes.check(options.columns(), engine);
        return new CsvReader(options, file, row, engine).relation();
    }

    @Override
    public long write(Options options, Path file, Relation relation) throws IOException {
        Charset encoding = options.writing().orElseThrow(() -> unwritten(options));
        if (encoding.equals(StandardCharsets.UTF_8)) {
            return copy(options, file, relation);
        }
        // DuckDB writes UTF-8 only.
        Path plain = file.resolveSibling(file.getFileName() + ".utf8");
        try {
            long rows = copy(options, plain, relation);
            transcode(plain, file, encoding);
            return rows;
        } finally {
            Files.deleteIfExists(plain);
        }
    }

    private static JedroException unwritten(Options options) {
        return new JedroException(Problem.error(
                        DuckDbCode.ENCODING, "A file in '" + options.encoding() + "' can be read, but not written.")
                .fix("set 'encoding' to utf-8 or latin-1"));
    }

    private static void transcode(Path from, Path to, Charset encoding) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(from, StandardCharsets.UTF_8);
                BufferedWriter writer = Files.newBufferedWriter(to, encoding)) {
            reader.transferTo(writer);
        } catch (UnmappableCharacterException e) {
            throw new JedroException(
                    Problem.error(DuckDbCode.ENCODING, "A text has a letter that " + encoding + " has not.")
                            .fix("remove 'encoding', so that the file is written as utf-8"),
                    e);
        }
    }

    private static long copy(Options options, Path file, Relation relation) {
        return relation.engine()
                .copyText(
                        relation,
                        file.toString(),
                        "format csv, header " + options.header() + ", delimiter " + Sql.text(options.delimiter())
                                + ", quote " + Sql.text(options.quote()) + ", escape " + Sql.text(options.escape())
                                + ", nullstr " + Sql.text(options.nulls().get(0)) + quoted(options, relation)
                                + format("dateformat", options.dateFormat())
                                + format("timestampformat", options.timestampFormat()));
    }

    /** DuckDB puts quotes around texts that look like the NULL it writes, not around those that look like other ones it reads. */
    private static String quoted(Options options, Relation relation) {
        List<String> texts = relation.columns().stream()
                .filter(column -> column.type().equals("VARCHAR")
                        || column.type().startsWith("ENUM")) // all others have no text that anyone would take for NULL
                .map(Column::name)
                .toList();
        return options.nulls().size() == 1 || options.quote().isEmpty() || texts.isEmpty()
                ? ""
                : ", force_quote (" + Sql.names(texts) + ")";
    }

    private static String format(String name, Optional<String> format) {
        return format.map(text -> ", " + name + " " + Sql.text(text)).orElse("");
    }
}
