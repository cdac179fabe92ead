package dev.jedro.spark.table;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Pieces of Spark's SQL, quoted. */
final class Sql {
    private Sql() {}

    /** A name of one part. */
    static String name(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Spark would put a setting in the place of {@code ${name}}, in a text too. */
    static String text(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("${", "\\u0024{") + "'";
    }

    static String names(Collection<String> names) {
        return names.stream().map(Sql::name).collect(Collectors.joining(", ", "(", ")"));
    }

    static String properties(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(entry -> text(entry.getKey()) + " = " + text(entry.getValue()))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
