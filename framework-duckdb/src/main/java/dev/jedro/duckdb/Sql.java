package dev.jedro.duckdb;

import java.util.Collection;
import java.util.stream.Collectors;

/** Pieces of SQL text. */
final class Sql {
    private Sql() {}

    /** A name in double quotes, whatever is in it. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text in single quotes, whatever is in it. */
    static String text(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    /** Names in double quotes with commas between. */
    static String names(Collection<String> names) {
        return names.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    /** Without the semicolons and blanks at its end, so that it may stand in brackets. */
    static String withoutEnd(String sql) {
        int end = sql.length();
        while (end > 0 && (sql.charAt(end - 1) == ';' || Character.isWhitespace(sql.charAt(end - 1)))) {
            end--;
        }
        return sql.substring(0, end);
    }
}
