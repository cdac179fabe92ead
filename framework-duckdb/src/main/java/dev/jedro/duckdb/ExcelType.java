package dev.jedro.duckdb;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code type: duckdb.Excel}: one sheet of an {@code .xlsx} workbook. It is read when it is loaded, row by row, into the engine. A column whose
 * values are all numbers, all dates or all true and false has that type, any other is VARCHAR; no sample is taken, so the type depends on
 * the values alone.
 */
public final class ExcelType implements RelationFileType<ExcelType.Options> {
    /** Other names would be changed when they are written. */
    private static final Pattern NAME = Pattern.compile("(?!')[^/\\\\?*\\[\\]:]{1,31}(?<!')");

    /**
     * Options of {@code duckdb.Excel}.
     *
     * @param sheet the name of the sheet; the first unless given, and {@code Sheet1} for a new workbook
     * @param header whether the first row has the names; without, they are {@code "column0"} and so on
     * @param columns types of columns by name, DuckDB's names of types; of all columns or of some
     */
    public record Options(Optional<String> sheet, boolean header, Map<String, String> columns) {

        public Options {
            ColumnTypes.check(columns);
            if (sheet.filter(name -> !NAME.matcher(name).matches()).isPresent()) {
                throw new JedroException(
                        Problem.error(DuckDbCode.EXCEL_SHEET, "Excel takes no 'sheet' named '" + sheet.get() + "'.")
                                .fix(
                                        "write a name of 1 to 31 characters without  / \\ ? * [ ] :  and without ' at either end"));
            }
        }

        /** What holds where nothing is given. */
        public static Options defaults() {
            return new Options(Optional.empty(), true, Map.of());
        }
    }

    @Override
    public String name() {
        return "duckdb.Excel";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public Relation read(
            Options options, Path file, @Nullable Class<? extends Record> row, DuckDb engine, DatasetContext context) {
        ColumnTypes.check(options.columns(), engine);
        ExcelReader reader = new ExcelReader(options, file, row, engine);
        Relation relation = reader.relation();
        context.reportRows(reader.rows());
        return relation;
    }

    @Override
    public long write(Options options, Path file, Relation relation) throws IOException, SQLException {
        return ExcelWriter.write(options, file, relation);
    }
}
