package dev.jedro.duckdb;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes a relation as a sheet, row by row. */
final class ExcelWriter {
    private static final int MOST_ROWS = 1_048_576;
    private static final int FLUSH_EVERY = 1000;

    private ExcelWriter() {}

    static long write(ExcelType.Options options, Path file, Relation relation) throws IOException, SQLException {
        DuckDb engine = relation.engine();
        Query query = engine.flat(relation);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                Workbook workbook = new Workbook(out, "Jedro", "1.0");
                Cursor cursor = engine.database().open(query.with() + "select * from " + Query.RESULT)) {
            Worksheet sheet = workbook.newWorksheet(options.sheet().orElse("Sheet1"));
            List<Column> columns = relation.columns();
            int row = 0;
            if (options.header()) {
                for (int i = 0; i < columns.size(); i++) {
                    sheet.value(row, i, columns.get(i).name());
                }
                row++;
            }
            int first = row;
            while (cursor.next()) {
                if (row == MOST_ROWS) {
                    throw tooMany();
                }
                boolean any = false;
                for (int i = 0; i < columns.size(); i++) {
                    Object value = Values.at(cursor.rows(), i + 1);
                    any |= value != null;
                    value(sheet, row, i, value);
                }
                if (!any || (row == 0 && first == 0)) {
                    mark(sheet, row, columns.size());
                }
                row++;
                if (row % FLUSH_EVERY == 0) {
                    sheet.flush();
                }
            }
            return (long) row - first;
        } catch (SQLException e) {
            throw engine.failure(e, relation.query().places());
        } finally {
            Reference.reachabilityFence(relation);
            Reference.reachabilityFence(query);
        }
    }

    /** Gives empty texts to a row that would not be there without values, and to the first one, whose cells are the columns if there is no header. */
    private static void mark(Worksheet sheet, int row, int columns) {
        for (int i = 0; i < columns; i++) {
            if (sheet.value(row, i) == null) {
                sheet.value(row, i, "");
            }
        }
    }

    private static JedroException tooMany() {
        return new JedroException(Problem.error(
                        DuckDbCode.QUERY_FAILED, "A sheet holds " + MOST_ROWS + " rows, and the relation has more.")
                .fix("save it as duckdb.Parquet or duckdb.Csv"));
    }

    private static void value(Worksheet sheet, int row, int column, @Nullable Object value) throws SQLException {
        if (value instanceof Number number) {
            if (Double.isFinite(number.doubleValue())) {
                sheet.value(row, column, number);
            } else {
                sheet.value(row, column, number.toString());
            }
        } else if (value instanceof Boolean truth) {
            sheet.value(row, column, truth);
        } else if (value instanceof LocalDate date && isInCalendar(date)) {
            sheet.value(row, column, date);
            sheet.style(row, column).format("yyyy-mm-dd").set();
        } else if (value instanceof LocalDateTime local && isInCalendar(local.toLocalDate())) {
            sheet.value(row, column, local);
            sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
        } else if (value != null) {
            sheet.value(row, column, Values.text(value));
        }
    }

    /** Excel's calendar begins in 1900 and ends with 9999; other days are written as texts. */
    private static boolean isInCalendar(LocalDate date) {
        return date.getYear() >= 1900 && date.getYear() <= 9999;
    }
}
