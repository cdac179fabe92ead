package dev.jedro.spark.rows;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.util.Locale;

/** How many rows may leave Spark. */
record RowLimit(long maxRows) {

    RowLimit {
        if (maxRows < 0 || maxRows >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("max_rows must be from 0 to " + (Integer.MAX_VALUE - 1));
        }
    }

    /** As many as it takes to see that there are too many. */
    int oneMore() {
        return Math.toIntExact(maxRows + 1);
    }

    JedroException exceeded() {
        return new JedroException(Problem.error(
                        RowsCode.TOO_MANY_ROWS,
                        String.format(
                                Locale.ROOT,
                                "There are more than %,d rows, which is the most that may be taken from Spark into Java's memory ('max_rows').",
                                maxRows))
                .fix(
                        "take Dataset<Row> in the node, so that the rows stay with Spark, or fewer of them (where, groupBy, sample)")
                .fix(String.format(
                        Locale.ROOT,
                        "set 'max_rows: %d', or more, under 'rows' in spark.yml, if they fit into memory",
                        10 * Math.max(1, maxRows))));
    }
}
