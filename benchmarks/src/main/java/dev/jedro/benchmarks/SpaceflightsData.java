package dev.jedro.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/**
 * Copies of the tutorial's raw data, block after block, whose ids are shifted so that each copy joins only with itself; all other text is byte
 * for byte that of the source. The Excel sheet becomes a CSV file.
 */
final class SpaceflightsData {
    private static final long SHIFT = 100_000;

    private SpaceflightsData() {}

    /** Writes {@code companies.csv}, {@code reviews.csv} and {@code shuttles.csv}. */
    static void write(Path source, Path target, int copies) throws IOException {
        copy(lines(source.resolve("companies.csv")), target.resolve("companies.csv"), copies, List.of("id"));
        copy(lines(source.resolve("reviews.csv")), target.resolve("reviews.csv"), copies, List.of("shuttle_id"));
        copy(
                sheet(source.resolve("shuttles.xlsx")),
                target.resolve("shuttles.csv"),
                copies,
                List.of("id", "company_id"));
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return reader.lines().toList();
        }
    }

    /** The ids stand first or last, and no other cell holds a comma but between quotes. */
    private static void copy(List<String> lines, Path target, int copies, List<String> ids) throws IOException {
        List<String> header = List.of(lines.get(0).split(","));
        for (String id : ids) {
            int column = header.indexOf(id);
            if (column != 0 && column != header.size() - 1) {
                throw new IllegalStateException(id + " is neither the first nor the last column of " + target);
            }
        }
        boolean first = ids.contains(header.get(0));
        boolean last = ids.contains(header.get(header.size() - 1));
        try (BufferedWriter writer = Files.newBufferedWriter(
                target, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writer.write(lines.get(0));
            writer.write('\n');
            for (int k = 0; k < copies; k++) {
                for (String line : lines.subList(1, lines.size())) {
                    writer.write(shifted(line, k * SHIFT, first, last));
                    writer.write('\n');
                }
            }
        }
    }

    private static String shifted(String line, long shift, boolean first, boolean last) {
        String text = line;
        if (first) {
            int comma = text.indexOf(',');
            text = Long.parseLong(text.substring(0, comma)) + shift + text.substring(comma);
        }
        if (last) {
            int comma = text.lastIndexOf(',');
            text = text.substring(0, comma + 1) + (Long.parseLong(text.substring(comma + 1)) + shift);
        }
        return text;
    }

    /** The sheet as pandas writes it: numbers that may be missing as {@code 2.0}, the others as {@code 2}. */
    private static List<String> sheet(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (InputStream input = Files.newInputStream(file);
                ReadableWorkbook workbook = new ReadableWorkbook(input);
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            List<String> header = new ArrayList<>();
            rows.forEach(row -> {
                if (header.isEmpty()) {
                    row.forEach(cell -> header.add(cell.getText()));
                    lines.add(String.join(",", header));
                } else {
                    lines.add(line(row, header));
                }
            });
        }
        return lines;
    }

    private static String line(Row row, List<String> header) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            Cell cell = i < row.getCellCount() ? row.getCell(i) : null;
            cells.add(cell == null || cell.getType() == CellType.EMPTY ? "" : text(cell, header.get(i)));
        }
        return String.join(",", cells);
    }

    private static String text(Cell cell, String column) {
        if (cell.getType() == CellType.NUMBER) {
            boolean mayBeMissing = column.equals("engines") || column.equals("crew");
            String number = cell.asNumber().stripTrailingZeros().toPlainString();
            return mayBeMissing && !number.contains(".") ? number + ".0" : number;
        }
        if (cell.getType() == CellType.BOOLEAN) {
            return cell.asBoolean() ? "True" : "False";
        }
        String text = cell.getText();
        return text.contains(",") ? '"' + text + '"' : text;
    }
}
