package dev.jedro.benchmarks;

import dev.jedro.spark.rows.SparkRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** 150 MB of rows, sent to a server by the plain client and, as records, by Jedro. */
final class SparkUpload {
    private static final int ROWS = 750_000;
    private static final String TEXT = "x".repeat(180);

    private record Line(long id, double amount, String text) {}

    private SparkUpload() {}

    /** @param args the server's address, and how often each way is gone; prints {@code plain=} and {@code records=} seconds, the count on the server included */
    public static void main(String[] args) throws IOException {
        // Not closed: after a failure the client would ask the server for minutes.
        SparkSession spark = SparkSession.builder()
                .config("spark.api.mode", "connect")
                .remote(args[0])
                .getOrCreate();
        spark.range(10).count();
        StructType schema = StructType.fromDDL("id BIGINT, amount DOUBLE, text STRING");
        for (int round = 0; round <= Integer.parseInt(args[1]); round++) {
            List<Row> rows = new ArrayList<>();
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                // Not the same twice: what the server has is not sent again.
                long id = (long) round * ROWS + i;
                rows.add(RowFactory.create(id, i / 2.0, TEXT + i));
                lines.add(new Line(-id, i / 2.0, TEXT + i));
            }
            long start = System.nanoTime();
            require(spark.createDataFrame(rows, schema).count());
            long between = System.nanoTime();
            require(SparkRows.of(spark, Line.class, lines).count());
            long end = System.nanoTime();
            if (round > 0) {
                System.out.printf(
                        Locale.ROOT, "plain=%.6f%nrecords=%.6f%n", (between - start) / 1e9, (end - between) / 1e9);
            }
        }
    }

    private static void require(long count) {
        if (count != ROWS) {
            throw new IllegalStateException(count + " rows arrived");
        }
    }
}
