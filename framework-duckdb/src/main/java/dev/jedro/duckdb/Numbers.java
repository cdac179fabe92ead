package dev.jedro.duckdb;

import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Columns as arrays of numbers. */
final class Numbers {
    private static final Pattern NUMERIC =
            Pattern.compile("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|BOOLEAN|DECIMAL\\(.*|\"?NULL\"?");

    private Numbers() {}

    static double[] column(Relation relation, String name) {
        return relation.engine().read(select(relation, List.of(name)), relation, rows -> {
            double[] numbers = new double[1024];
            int count = 0;
            while (rows.next()) {
                if (count == numbers.length) {
                    numbers = Arrays.copyOf(numbers, 2 * count);
                }
                numbers[count++] = rows.getDouble(1);
            }
            return Arrays.copyOf(numbers, count);
        });
    }

    static double[][] rows(Relation relation, List<String> names) {
        int width = names.size();
        return relation.engine().read(select(relation, names), relation, rows -> {
            List<double[]> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row(rows, width));
            }
            return all.toArray(double[][]::new);
        });
    }

    private static double[] row(ResultSet rows, int width) throws SQLException {
        double[] row = new double[width];
        for (int i = 0; i < width; i++) {
            row[i] = rows.getDouble(i + 1);
        }
        return row;
    }

    private static String select(Relation relation, List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no column");
        }
        Columns.require(relation, names);
        requireNumeric(relation, names);
        return names.stream()
                .map(name -> "coalesce(" + Sql.name(name) + "::double, 'NaN'::double)")
                .collect(Collectors.joining(", ", "select ", " from " + Query.RESULT));
    }

    private static void requireNumeric(Relation relation, List<String> names) {
        Problems problems = new Problems();
        for (Column column : relation.columns()) {
            boolean asked = names.stream().anyMatch(column.name()::equalsIgnoreCase);
            if (asked && !NUMERIC.matcher(column.type()).matches()) {
                problems.add(Problem.error(
                                DuckDbCode.UNBOUND_ROW,
                                "Column '" + column.name() + "' is no number, but " + column.type() + ".")
                        .at(CallSite.ofCaller().place())
                        .fix("cast it in the SQL, for instance " + column.name() + "::double"));
            }
        }
        problems.throwIfErrors();
    }
}
