package dev.jedro.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Lets a starter's catalog read {@code shuttles.csv}: a sheet of Excel holds no hundred copies. */
final class ShuttlesAsCsv {
    private static final String DUCKDB = "  type: duckdb.Csv\n  filepath: data/01_raw/shuttles.csv\n";
    private static final String SPARK = "  type: spark.File\n  filepath: data/01_raw/shuttles.csv\n  file_format: csv\n"
            + "  load_options: {header: true}\n  schema: " + SparkFlights.SHUTTLES_SCHEMA + "\n";

    private ShuttlesAsCsv() {}

    static void in(Path project) throws IOException {
        Path catalog = project.resolve("conf/base/catalog.yml");
        String text = Files.readString(catalog);
        String edited = text.contains("\"shuttles@{engine}\":")
                ? replaced(text, "\"shuttles@{engine}\":\n", SPARK)
                : replaced(text, "shuttles:\n", DUCKDB);
        Files.writeString(catalog, edited);
    }

    /** Replaces what is indented below the key, up to the layer. */
    private static String replaced(String text, String key, String entry) {
        String edited = text.replaceFirst(
                "(?s)(\n" + Pattern.quote(key) + ")  type:.*?(  layer:)",
                "$1" + entry.replace("$", "\\$") + "$2");
        if (edited.equals(text)) {
            throw new IllegalStateException("the starter's shuttles are no entry any more:\n" + text);
        }
        return edited;
    }
}
