package dev.jedro.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets a starter's catalog read {@code shuttles.csv}: a sheet of Excel holds no hundred copies. */
final class ShuttlesAsCsv {
    private static final String DUCKDB = "  type: duckdb.Csv\n  filepath: data/01_raw/shuttles.csv\n";
    private static final String SPARK =
            "  type: spark.File\n  filepath: data/01_raw/shuttles.csv\n  format: csv\n  schema: "
                    + SparkFlights.SHUTTLES_SCHEMA + "\n";

    private ShuttlesAsCsv() {}

    static void in(Path project) throws IOException {
        Path catalog = project.resolve("conf/base/catalog.yml");
        String text = Files.readString(catalog);
        String entry = text.contains("spark.File") ? SPARK : DUCKDB;
        String edited = text.replaceFirst("(?s)(\nshuttles:\n)  type:.*?(  layer:)", "$1" + entry + "$2");
        if (edited.equals(text)) {
            throw new IllegalStateException("the starter's shuttles are no entry any more:\n" + text);
        }
        Files.writeString(catalog, edited);
    }
}
