package dev.jedro.spark.catalog;

import dev.jedro.spark.LocalSpark;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Runs SQL on a warehouse: the first argument is its folder, the others are statements. Prints the first cell of each result. */
public final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] arguments) {
        SparkSession session = LocalSpark.session(Path.of(arguments[0]));
        for (int i = 1; i < arguments.length; i++) {
            var rows = session.sql(arguments[i]).collectAsList();
            System.out.println("=> "
                    + (rows.isEmpty() || rows.get(0).length() == 0
                            ? ""
                            : rows.get(0).get(0)));
        }
        System.exit(0);
    }
}
