package dev.jedro.spark.table;

import dev.jedro.catalog.CatalogCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.catalog.FolderCatalog;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;

/** What an exception of Spark or Delta means for a table or file, in words that say how to mend it. The same for both engines. */
final class Reasons {
    /** A server's own errors are unknown to the client, which tells their name only within a text. */
    private static final Pattern HIDDEN = Pattern.compile("Cannot find main error class '([A-Z][A-Z0-9_]*)");

    private static final Pattern NAMED = Pattern.compile("\\[([A-Z][A-Z0-9_]*(?:\\.[A-Z][A-Z0-9_]*)*)]");
    private static final Set<String> NO_TABLE = Set.of("TABLE_OR_VIEW_NOT_FOUND");
    private static final Set<String> NO_PLACE = Set.of(
            "SCHEMA_NOT_FOUND",
            "NO_SUCH_SCHEMA_EXCEPTION",
            "CATALOG_NOT_FOUND",
            "NO_SUCH_CATALOG_EXCEPTION",
            "MISSING_CATALOG_ABILITY");
    private static final Set<String> NO_FILE = Set.of(
            "PATH_NOT_FOUND",
            "DELTA_PATH_DOES_NOT_EXIST",
            "DELTA_FILE_NOT_FOUND",
            "DELTA_TABLE_NOT_FOUND",
            "DELTA_MISSING_DELTA_TABLE");
    private static final Set<String> NO_VERSION = Set.of(
            "DELTA_VERSION_NOT_FOUND",
            "VERSION_NOT_FOUND",
            "DELTA_TIMESTAMP_GREATER_THAN_COMMIT",
            "DELTA_TIMESTAMP_EARLIER_THAN_COMMIT_RETENTION",
            "TIMESTAMP_GREATER_THAN_COMMIT");

    private Reasons() {}

    /** The name that Spark gives to an error, for instance {@code TABLE_OR_VIEW_NOT_FOUND}; empty if it gives none. */
    static String condition(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage());
            Matcher hidden = HIDDEN.matcher(message);
            if (hidden.find()) {
                return hidden.group(1);
            }
            if (t instanceof SparkThrowable known && known.getCondition() != null) {
                return known.getCondition();
            }
            Matcher named = NAMED.matcher(message);
            if (named.find()) {
                return named.group(1);
            }
        }
        return "";
    }

    /** Whether it says that a table is not there, and nothing else: who may not see it must not be told that there is none. */
    static boolean noTable(Throwable thrown) {
        return NO_TABLE.contains(condition(thrown));
    }

    static boolean noFile(Throwable thrown) {
        return NO_FILE.contains(condition(thrown));
    }

    /** The exception to go on with: one with a cure if the reason is known, else the same. */
    static Exception of(Exception thrown) {
        if (thrown instanceof JedroException) {
            return thrown;
        }
        return problem(thrown)
                .<Exception>map(problem -> new JedroException(java.util.List.of(problem), thrown))
                .orElse(thrown);
    }

    private static Optional<Problem> problem(Throwable thrown) {
        if (saysDeltaOnly(thrown)) {
            return Optional.of(Problem.error(
                            TableCode.BAD_OPTIONS,
                            "its catalog is a folder, and keeps Delta tables only: " + said(thrown))
                    .fix("add 'format: delta': the session's own format for new tables is another one"));
        }
        String condition = condition(thrown);
        String first = condition.contains(".") ? condition.substring(0, condition.indexOf('.')) : condition;
        if (NO_TABLE.contains(first)) {
            return Optional.of(Problem.error(TableCode.NO_TABLE, "there is no such table: " + said(thrown))
                    .fix("correct the name, or run the node that makes the table"));
        } else if (NO_PLACE.contains(first)) {
            return Optional.of(Problem.error(TableCode.NO_TABLE, "there is no such schema or catalog: " + said(thrown))
                    .fix("correct the name, or have it made:  CREATE SCHEMA IF NOT EXISTS catalog.schema"));
        } else if (NO_FILE.contains(first)) {
            return Optional.of(Problem.error(CatalogCode.NO_DATA, "there is nothing at its path: " + said(thrown))
                    .fix("correct the path, or run the node that makes it"));
        } else if (NO_VERSION.contains(first)) {
            return Optional.of(Problem.error(TableCode.NO_VERSION, "there is no such version: " + said(thrown))
                    .fix("choose one that 'jedro spark history' lists"));
        } else if (first.startsWith("DELTA_VIOLATE_CONSTRAINT")
                || first.startsWith("DELTA_NOT_NULL_CONSTRAINT")
                || first.equals("NOT_NULL_ASSERT_VIOLATION")
                || first.equals("DELTA_NEW_CHECK_CONSTRAINT_VIOLATION")) {
            return Optional.of(Problem.error(
                            TableCode.REFUSED_ROW, "a row does not keep to the table's constraints: " + said(thrown))
                    .fix("correct the row in the node, or the constraint in the catalog"));
        } else if (first.startsWith("DELTA_CONCURRENT_") || first.startsWith("DELTA_METADATA_CHANGED")) {
            return Optional.of(Problem.error(
                            TableCode.CONFLICT, "somebody else changed the table during the save: " + said(thrown))
                    .fix("run again: nothing was written"));
        } else if (first.equals("PARSE_SYNTAX_ERROR")
                || first.equals("UNRESOLVED_COLUMN")
                || first.equals("UNRESOLVED_ROUTINE")
                || first.equals("UNBOUND_SQL_PARAMETER")) {
            return Optional.of(Problem.error(TableCode.WRONG_SQL, "the SQL is not understood: " + said(thrown))
                    .fix("correct the names and the SQL of the dataset"));
        }
        return Optional.empty();
    }

    private static boolean saysDeltaOnly(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (String.valueOf(t.getMessage()).contains(FolderCatalog.DELTA_ONLY)) {
                return true;
            }
        }
        return false;
    }

    /** The first line of Spark's own words. */
    private static String said(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage()).strip();
        return message.lines().findFirst().orElse(thrown.getClass().getSimpleName());
    }
}
