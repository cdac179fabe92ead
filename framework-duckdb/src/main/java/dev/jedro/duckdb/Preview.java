package dev.jedro.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a relation as text.
 *
 * @param columns of the relation
 * @param rows a text a column; {@code NULL} for no value
 */
public record Preview(List<Column> columns, List<List<String>> rows) {
    private static final int WIDEST = 32;
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    public Preview {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    static Preview read(List<Column> columns, ResultSet rows) throws SQLException {
        List<List<String>> all = new ArrayList<>();
        while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                row.add(text(Values.at(rows, i)));
            }
            all.add(row);
        }
        return new Preview(columns, all);
    }

    private static String text(@Nullable Object value) throws SQLException {
        if (value instanceof LocalDateTime time) {
            return TIME.format(time);
        }
        return value == null ? "null" : Values.text(value);
    }

    /** A table with names and types above the values; long values are cut. Without a line end at the end. */
    @Override
    public String toString() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(Column::name).toList());
        lines.add(columns.stream().map(Column::type).toList());
        lines.addAll(rows);
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cut(line.get(i)).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(i == 0 ? "" : "\n").append(line(lines.get(i), widths));
            if (i == 1) {
                text.append('\n').append(rule(widths));
            }
        }
        return text.toString();
    }

    private static String line(List<String> values, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String value = cut(values.get(i));
            line.append(i == 0 ? "" : "  ").append(value).append(" ".repeat(widths[i] - value.length()));
        }
        return line.toString().stripTrailing();
    }

    private static String rule(int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int width : widths) {
            line.append(line.isEmpty() ? "" : "  ").append("─".repeat(width));
        }
        return line.toString();
    }

    private static String cut(String value) {
        String line = value.replace('\n', ' ');
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
    }
}
