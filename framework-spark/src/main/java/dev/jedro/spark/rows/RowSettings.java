package dev.jedro.spark.rows;

/**
 * How much may go between Java and Spark: {@code rows:} in spark.yml.
 *
 * @param maxRows the most rows that a node takes as a list or stream of records
 * @param maxUpload the most that is sent to a remote session at once, in MiB
 */
public record RowSettings(long maxRows, long maxUpload) {

    public RowSettings {
        if (maxRows < 0 || maxRows >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("max_rows must be from 0 to " + (Integer.MAX_VALUE - 1));
        }
        if (maxUpload < 0 || maxUpload > 1 << 20) {
            throw new IllegalArgumentException("max_upload must be a number of MiB, from 0 to " + (1 << 20));
        }
    }

    /** What holds where nothing is given. */
    public static RowSettings defaults() {
        return new RowSettings(SparkRows.MAX_ROWS, Upload.MAX_BYTES >> 20);
    }
}
