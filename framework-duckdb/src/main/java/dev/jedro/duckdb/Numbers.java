package dev.jedro.duckdb;

import dev.jedro.problem.JedroException;
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
        List<String> names = List.of(name);
        return relation.engine().read(select(relation, names), relation, rows -> {
            double[] numbers = new double[1024];
            int count = 0;
            while (rows.next()) {
                if (count == numbers.length) {
                    numbers = Arrays.copyOf(numbers, 2 * count);
                }
                numbers[count++] = number(rows, 0, names, count);
            }
            return Arrays.copyOf(numbers, count);
        });
    }

    static double[][] rows(Relation relation, List<String> names) {
        return relation.engine().read(select(relation, names), relation, rows -> {
            List<double[]> all = new ArrayList<>();
            while (rows.next()) {
                double[] row = new double[names.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = number(rows, i, names, all.size() + 1);
                }
                all.add(row);
            }
            return all.toArray(double[][]::new);
        });
    }

    private static double number(ResultSet rows, int index, List<String> names, long row) throws SQLException {
        double number = rows.getDouble(index + 1);
        if (rows.wasNull()) {
            String name = names.get(index);
            throw new JedroException(CallSite.ofCaller()
                    .addTo(Problem.error(
                            DuckDbCode.UNBOUND_ROW,
                            "Column '" + name + "' is NULL in row " + row + ", which is no number."))
                    .fix("leave such rows out, with where(" + "\"" + name + " is not null\")")
                    .fix("say what stands for it, with coalesce(" + name + ", 0) in the SQL"));
        }
        return number;
    }

    private static String select(Relation relation, List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no column");
        }
        Columns.require(relation, names);
        requireNumeric(relation, names);
        return names.stream()
                .map(name -> Sql.name(name) + "::double")
                .collect(Collectors.joining(", ", "select ", " from " + Query.RESULT));
    }

    private static void requireNumeric(Relation relation, List<String> names) {
        Problems problems = new Problems();
        for (Column column : relation.columns()) {
            boolean asked = names.stream().anyMatch(column.name()::equalsIgnoreCase);
            if (asked && !NUMERIC.matcher(column.type()).matches()) {
                problems.add(CallSite.ofCaller()
                        .addTo(Problem.error(
                                DuckDbCode.UNBOUND_ROW,
                                "Column '" + column.name() + "' is no number, but " + column.type() + "."))
                        .fix("cast it in the SQL, for instance " + column.name() + "::double"));
            }
        }
        problems.throwIfErrors();
    }
}
