package dev.jedro.cli.project;

import java.util.List;

/** Lays out rows of cells in columns. */
final class TextTable {
    private TextTable() {}

    /**
     * @param rows each with the same number of cells
     * @param right the column whose cells stand at the right edge; -1 for none
     * @return the lines, without blanks at their ends
     */
    static List<String> lines(List<String[]> rows, int right) {
        int columns = rows.isEmpty() ? 0 : rows.get(0).length;
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return rows.stream()
                .map(row -> {
                    StringBuilder line = new StringBuilder();
                    for (int i = 0; i < columns; i++) {
                        String blanks = " ".repeat(widths[i] - row[i].length());
                        line.append(i == right ? blanks + row[i] : row[i] + blanks);
                        line.append(i == columns - 1 || widths[i] == 0 ? "" : "  ");
                    }
                    return line.toString().stripTrailing();
                })
                .toList();
    }
}
