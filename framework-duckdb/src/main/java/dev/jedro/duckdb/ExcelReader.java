package dev.jedro.duckdb;

import dev.jedro.duckdb.internal.RowAppender;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.spi.ExactValues;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** Reads one sheet as texts into a table while it finds out the columns' types, then casts: so a sheet of any size is read once. */
final class ExcelReader {
    private final ExcelType.Options options;
    private final Path file;
    private final @Nullable Class<? extends Record> row;
    private final DuckDb engine;
    /** The number that the sheet gives the last row that was read. */
    private int last;

    private long rows;

    ExcelReader(ExcelType.Options options, Path file, @Nullable Class<? extends Record> row, DuckDb engine) {
        this.options = options;
        this.file = file;
        this.row = row;
        this.engine = engine;
    }

    /** How many rows were read, without the header. */
    long rows() {
        return rows;
    }

    Relation relation() {
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false))) {
            Sheet sheet = sheet(workbook);
            try (Stream<Row> stream = sheet.openStream()) {
                return table(stream.iterator());
            }
        } catch (IOException e) {
            throw unreadable(e);
        } catch (RuntimeException e) {
            // A truncated workbook may fail anywhere in the reader; problems of ours are told already.
            throw e instanceof JedroException || e instanceof CancellationException ? e : unreadable(e);
        }
    }

    private JedroException unreadable(Exception e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new JedroException(
                Problem.error(
                                DuckDbCode.UNREADABLE_FILE,
                                "The file is no readable .xlsx workbook: "
                                        + reason.lines().findFirst().orElse(""))
                        .at(place(0))
                        .fix("make the file again; a .xls or .csv file must be of another type or be saved as .xlsx"),
                e);
    }

    private Place place(int row) {
        return engine.place(file, row);
    }

    private Sheet sheet(ReadableWorkbook workbook) {
        if (options.sheet().isEmpty()) {
            return workbook.getFirstSheet();
        }
        String wanted = options.sheet().get();
        return workbook.findSheet(wanted).orElseThrow(() -> {
            List<String> names = workbook.getSheets().map(Sheet::getName).toList();
            return new JedroException(
                    Problem.error(DuckDbCode.EXCEL_SHEET, "The workbook has no sheet '" + wanted + "'.")
                            .at(place(0))
                            .near(NearNames.of(wanted, names))
                            .fix("use one of its sheets: " + NearestFirst.of(wanted, names)));
        });
    }

    private Relation table(Iterator<Row> sheet) {
        if (!sheet.hasNext()) {
            throw new JedroException(
                    Problem.error(DuckDbCode.UNREADABLE_FILE, "The sheet is empty; it has not even a header.")
                            .at(place(0))
                            .fix("correct 'sheet' in the catalog, or make the file again"));
        }
        Row first = sheet.next();
        List<ExcelColumn> columns = columns(first);
        List<Column> texts = columns.stream()
                .map(column -> new Column(column.name(), "VARCHAR"))
                .toList();
        last = options.header() ? first.getRowNum() : first.getRowNum() - 1;
        int before = last;
        Relation table = engine.table(texts, appender -> {
            if (!options.header()) {
                append(first, columns, appender);
            }
            while (sheet.hasNext()) {
                append(sheet.next(), columns, appender);
            }
        });
        requireDeclared(table, before);
        return typed(table, columns);
    }

    private List<ExcelColumn> columns(Row first) {
        List<ExcelColumn> columns = new ArrayList<>();
        for (int i = 0; i < first.getCellCount(); i++) {
            Cell cell = first.getCell(i);
            String name =
                    cell == null || !options.header() ? "" : cell.getText().strip();
            String base = name.isEmpty() ? "column" + i : name;
            String unique = base;
            for (int n = 1; contains(columns, unique); n++) {
                unique = base + "_" + n;
            }
            columns.add(new ExcelColumn(unique));
        }
        Problems problems = new Problems();
        List<Column> known =
                columns.stream().map(column -> new Column(column.name(), "")).toList();
        for (String declared : options.columns().keySet()) {
            if (!contains(columns, declared)) {
                problems.add(Columns.missing(
                                "The sheet has no column '" + declared + "', which 'columns' declares.",
                                declared,
                                known)
                        .at(place(1)));
            }
        }
        problems.throwIfErrors();
        return columns;
    }

    private static boolean contains(List<ExcelColumn> columns, String name) {
        return columns.stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
    }

    private void append(Row row, List<ExcelColumn> columns, RowAppender appender) throws SQLException {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Reading the sheet was interrupted.");
        }
        @Nullable String[] texts = new String[columns.size()];
        boolean isRow = false;
        Supplier<Place> place = () -> place(row.getRowNum());
        for (Cell cell : row) {
            if (cell == null) {
                continue;
            }
            int index = cell.getColumnIndex();
            if (index < texts.length) {
                texts[index] = columns.get(index).text(cell, place);
                isRow |= texts[index] != null || cell.getType() == CellType.STRING;
            } else if (!cell.getText().isEmpty()) {
                throw new JedroException(Problem.error(
                                DuckDbCode.BAD_ROW, "The row has a value right of the last column: " + cell.getText())
                        .at(place.get())
                        .fix("give its column a name in the first row, or remove the value"));
            }
        }
        if (isRow) {
            // Rows without values, which a workbook may leave out or not, are rows if a further one comes.
            for (int empty = last + 1; empty < row.getRowNum(); empty++) {
                append(new @Nullable String[columns.size()], appender);
            }
            append(texts, appender);
            last = row.getRowNum();
        }
    }

    private void append(@Nullable String[] texts, RowAppender appender) throws SQLException {
        rows++;
        appender.beginRow();
        for (String text : texts) {
            appender.value(text);
        }
        appender.endRow();
    }

    /** A cast that fails later, where the relation is used, would tell neither row nor dataset. */
    private void requireDeclared(Relation table, int before) {
        Problems problems = new Problems();
        options.columns().forEach((name, type) -> {
            String column = Sql.name(name);
            String select = "select row, text from (select row_number() over () as row, " + column + " as text from "
                    + Query.RESULT + ") where text is not null and try_cast(text as " + type + ") is null limit 1";
            engine.read(select, table, rows -> {
                if (rows.next()) {
                    problems.add(Problem.error(
                                    DuckDbCode.BAD_ROW,
                                    "'" + ExactValues.shortened(rows.getString(2)) + "' of the column '" + name
                                            + "' is no " + type + ", which 'columns' declares.")
                            .at(place(before + rows.getInt(1)))
                            .fix("correct the value in the sheet, or declare the column VARCHAR"));
                }
                return problems;
            });
        });
        problems.throwIfErrors();
    }

    private Relation typed(Relation table, List<ExcelColumn> columns) {
        List<Column> found = columns.stream()
                .map(column -> new Column(column.name(), column.type()))
                .toList();
        String select = (row == null ? found : RecordColumns.in(found, row, "VARCHAR", TextValues::isList))
                .stream()
                        .map(column -> Sql.name(column.name()) + "::"
                                + options.columns().getOrDefault(column.name(), column.type()) + " as "
                                + Sql.name(column.name()))
                        .collect(Collectors.joining(", ", "select ", " from this"));
        return table.sql(select);
    }
}
