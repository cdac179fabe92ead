package dev.jedro.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints rows as a Markdown table whose columns stand below each other. */
final class Table {
    private Table() {}

    static String text(List<Row> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of("what", "Kedro", "reach", "Jedro: median (min–max, runs)", "met?"));
        rows.forEach(row -> cells.add(List.of(row.what(), row.kedro(), row.reach(), row.jedro(), row.met())));
        int[] widths = IntStream.range(0, 5)
                .map(column -> cells.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        cells.add(1, IntStream.of(widths).mapToObj("-"::repeat).toList());
        return cells.stream().map(line -> line(line, widths)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(
                        i -> cells.get(i) + " ".repeat(widths[i] - cells.get(i).length()))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
