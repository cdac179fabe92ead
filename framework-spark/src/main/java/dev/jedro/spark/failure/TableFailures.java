package dev.jedro.spark.failure;

import dev.jedro.catalog.CatalogCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.catalog.FolderCatalog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an exception of Spark or Delta means for a table or file, in words that say how to mend it. The same for both engines. */
public final class TableFailures {
    /** What a row's error begins with that Jedro itself raises on Spark; the condition follows to the end of the line. */
    public static final String BROKEN_CONDITION = "jedro: a row breaks ";

    private static final String NO_SQL = "PARSE_SYNTAX_ERROR";
    private static final Set<String> NO_TABLE = Set.of("TABLE_OR_VIEW_NOT_FOUND");
    private static final Set<String> NO_SCHEMA = Set.of("SCHEMA_NOT_FOUND", "NO_SUCH_SCHEMA_EXCEPTION");
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

    private static final List<String> CHANGED_BY_OTHERS =
            List.of("DELTA_CONCURRENT_", "DELTA_METADATA_CHANGED", "DELTA_PROTOCOL_CHANGED");
    private static final Set<String> OTHER_COLUMNS = Set.of("DELTA_METADATA_MISMATCH", "DELTA_FAILED_TO_MERGE_FIELDS");
    private static final Set<String> OCCUPIED =
            Set.of("DELTA_CREATE_TABLE_WITH_NON_EMPTY_LOCATION", "LOCATION_ALREADY_EXISTS");
    private static final Set<String> OVERFLOW =
            Set.of("DELTA_CAST_OVERFLOW_IN_TABLE_WRITE", "CAST_OVERFLOW_IN_TABLE_INSERT", "CAST_OVERFLOW");

    private TableFailures() {}

    /** Whether it says that a table is not there, and nothing else: who may not see it must not be told that there is none. */
    public static boolean noTable(Throwable thrown) {
        return NO_TABLE.contains(SparkMessage.of(thrown).condition());
    }

    /** Whether it says that a schema is not there. */
    public static boolean noSchema(Throwable thrown) {
        return NO_SCHEMA.contains(SparkMessage.of(thrown).condition());
    }

    /** Whether it says that there is nothing at a path. */
    public static boolean noFile(Throwable thrown) {
        return NO_FILE.contains(SparkMessage.of(thrown).condition());
    }

    /** Whether it says that a statement is not SQL that this Spark knows. */
    public static boolean unknownStatement(Throwable thrown) {
        return SparkMessage.of(thrown).condition().equals(NO_SQL);
    }

    /** Whether it says that rows have other columns than a Delta table. */
    public static boolean otherColumns(Throwable thrown) {
        return OTHER_COLUMNS.contains(SparkMessage.of(thrown).condition());
    }

    /** Whether it says that values in SQL have types that do not fit together. */
    public static boolean otherTypes(Throwable thrown) {
        return SparkMessage.of(thrown).condition().equals("DATATYPE_MISMATCH");
    }

    /** Whether it says that files lie where a table would be made. */
    public static boolean occupied(Throwable thrown) {
        return OCCUPIED.contains(SparkMessage.of(thrown).condition());
    }

    /** Spark's words on where, behind a colon; nothing where a remote client knows the error's name alone. */
    public static String place(Throwable thrown) {
        return place(SparkMessage.of(thrown));
    }

    private static String place(SparkMessage message) {
        return message.hidden().isPresent() ? "" : ": " + message.firstLine();
    }

    /** The first line of Spark's own words. */
    public static String said(Throwable thrown) {
        return SparkMessage.of(thrown).firstLine();
    }

    /** The exception to go on with: one with a cure if the reason is known, else the same. */
    public static Exception explained(Exception thrown) {
        if (thrown instanceof JedroException) {
            return thrown;
        }
        SparkMessage whole = SparkMessage.of(thrown);
        Optional<SparkMessage> inner = whole.inner();
        Exception unknown = inner.<Exception>map(message -> new IOException(message.firstLine(), thrown))
                .orElse(thrown);
        return MissingFileSystem.of(whole)
                .or(() -> problem(inner.orElse(whole)))
                .<Exception>map(problem -> new JedroException(List.of(problem), thrown))
                .orElse(unknown);
    }

    private static Optional<Problem> problem(SparkMessage message) {
        String said = message.firstLine();
        if (message.says(FolderCatalog.DELTA_ONLY)) {
            return Optional.of(Problem.error(
                            TableCode.BAD_OPTIONS, "its catalog is a folder, and keeps Delta tables only: " + said)
                    .fix("add 'format: delta': the session's own format for new tables is another one"));
        }
        Optional<String> broken = message.after(BROKEN_CONDITION);
        if (broken.isPresent()) {
            return Optional.of(Problem.error(
                            TableCode.REFUSED_ROW, "a row does not keep to the table's constraints: " + broken.get())
                    .fix("correct the row in the node, or the constraint or schema in the catalog"));
        }
        String first = message.condition();
        if (NO_TABLE.contains(first)) {
            return Optional.of(Problem.error(TableCode.NO_TABLE, "there is no such table: " + said)
                    .fix("correct the name, or run the node that makes the table"));
        } else if (NO_PLACE.contains(first)) {
            return Optional.of(Problem.error(TableCode.NO_TABLE, "there is no such schema or catalog: " + said)
                    .fix("correct the name, or have it made:  CREATE SCHEMA IF NOT EXISTS catalog.schema"));
        } else if (NO_FILE.contains(first)) {
            return Optional.of(Problem.error(CatalogCode.NO_DATA, "there is nothing at its path: " + said)
                    .fix("correct the path, or run the node that makes it"));
        } else if (NO_VERSION.contains(first)) {
            return Optional.of(Problem.error(TableCode.NO_VERSION, "there is no such version: " + said)
                    .fix("choose one that 'jedro spark history' lists"));
        } else if (first.startsWith("DELTA_VIOLATE_CONSTRAINT")
                || first.startsWith("DELTA_NOT_NULL_CONSTRAINT")
                || first.equals("NOT_NULL_ASSERT_VIOLATION")
                || first.equals("DELTA_NEW_CHECK_CONSTRAINT_VIOLATION")) {
            return Optional.of(
                    Problem.error(TableCode.REFUSED_ROW, "a row does not keep to the table's constraints: " + said)
                            .fix("correct the row in the node, or the constraint in the catalog"));
        } else if (first.equals("DELTA_REPLACE_WHERE_MISMATCH")) {
            return Optional.of(Problem.error(
                            TableCode.REFUSED_ROW, "a row is none of those that 'replace_where' replaces: " + said)
                    .fix("leave such rows out in the node, or correct 'replace_where'"));
        } else if (OVERFLOW.contains(first)) {
            return Optional.of(Problem.error(TableCode.REFUSED_ROW, "a value does not fit into its column: " + said)
                    .fix("correct the value in the node, or give the column a wider type"));
        } else if (OTHER_COLUMNS.contains(first)) {
            return Optional.of(
                    Problem.error(TableCode.OTHER_COLUMNS, "the rows have other columns than the Delta table: " + said)
                            .fix("let the node select and cast the columns of the table"));
        } else if (OCCUPIED.contains(first)) {
            return Optional.of(
                    Problem.error(TableCode.OTHER_LAYOUT, "files lie where the table would be made" + place(message))
                            .fix("remove them if nobody needs them, or give the table another name or place"));
        } else if (CHANGED_BY_OTHERS.stream().anyMatch(first::startsWith)) {
            return Optional.of(
                    Problem.error(TableCode.CONFLICT, "somebody else changed the table during the save: " + said)
                            .fix("run again: nothing was written"));
        } else if (first.equals(NO_SQL)
                || first.equals("UNRESOLVED_COLUMN")
                || first.equals("UNRESOLVED_ROUTINE")
                || first.equals("UNBOUND_SQL_PARAMETER")) {
            return Optional.of(Problem.error(TableCode.WRONG_SQL, "the SQL is not understood: " + said)
                    .fix("correct the names and the SQL of the dataset"));
        }
        return Optional.empty();
    }
}
