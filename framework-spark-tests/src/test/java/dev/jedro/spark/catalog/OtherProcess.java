package dev.jedro.spark.catalog;

import dev.jedro.spark.LocalSpark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Runs SQL on a warehouse: the first argument is its folder, the others are statements. Prints the first cell of each result. A statement that is {@value #WAIT} waits for a line from the
 * process that started this one.
 */
public final class OtherProcess {
    static final String WAIT = "wait";

    private OtherProcess() {}

    public static void main(String[] arguments) throws IOException {
        SparkSession session = LocalSpark.session(Path.of(arguments[0]));
        BufferedReader parent = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i].equals(WAIT)) {
                parent.readLine();
                continue;
            }
            var rows = session.sql(arguments[i]).collectAsList();
            System.out.println("=> "
                    + (rows.isEmpty() || rows.get(0).length() == 0
                            ? ""
                            : rows.get(0).get(0)));
        }
        System.exit(0);
    }
}
