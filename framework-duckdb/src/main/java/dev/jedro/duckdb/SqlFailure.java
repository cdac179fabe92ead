package dev.jedro.duckdb;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns DuckDB's messages into problems: the first lines tell what is wrong, the rest is advice for users of its own command line. */
final class SqlFailure {
    private static final Pattern LINE = Pattern.compile("(?m)^LINE (\\d+): (.*)\\n( *\\^+)");
    private static final Pattern EXTENSION =
            Pattern.compile("exists in the (\\w+) extension|requires the extension (\\w+)"
                    + "|install(?:ing)? and load(?:ing)? the (\\w+) extension");
    private static final Pattern CSV_ROW = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern CSV_FILE = Pattern.compile("(?m)^\\s*file = (.*)$");
    private static final Pattern CSV_REASON =
            Pattern.compile("(?m)^(Error when converting column .*|Value with .*|Expected Number .*"
                    + "|Invalid unicode .*|Maximum line size .*|.*not utf-8 encoded.*)$");
    private static final Pattern UNKNOWN = Pattern.compile("(?:Referenced column|Table with name) \"?([^\"\\s]+)\"?"
            + "|Column \"([^\"]+)\" in (?:REPLACE|EXCLUDE|RENAME) list");
    private static final Pattern UNREADABLE =
            Pattern.compile("(?i)magic bytes|malformed json|parquet|TProtocolException|thrift");
    private static final Pattern QUOTED_FILE = Pattern.compile("['\"]([^'\"]*[/\\\\][^'\"]*)['\"]");

    private SqlFailure() {}

    /** The first line of DuckDB's message, with paths relative to the project. */
    static String firstLine(SQLException e, ProjectFolder folder) {
        return folder.shown(firstLine(e));
    }

    /** The first line of a database's message, without the kind of error before it. */
    static String firstLine(SQLException e) {
        String message = String.valueOf(e.getMessage()).strip();
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        return line.replaceFirst("^[A-Z][A-Za-z ]{1,30} Error: ", "");
    }

    /** The whole message of another database, without the statement that H2 adds. */
    static String whole(SQLException e) {
        return String.valueOf(e.getMessage())
                .strip()
                .replaceFirst("(?s); SQL statement:\\s.*", "")
                .replaceFirst("^[A-Z][A-Za-z ]{1,30} Error: ", "");
    }

    /** The problem with the SQL of a relation, before which there was one line of ours in the text that DuckDB saw. */
    static JedroException inSql(SQLException e, CallSite site, List<Column> columns, ProjectFolder folder) {
        return new JedroException(site.addTo(inSql(e, columns, folder)), e);
    }

    /** As {@code inSql}, for what a user wrote elsewhere than in Java. */
    static JedroException inSql(SQLException e, WrittenSql written, ProjectFolder folder) {
        Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
        int number = line.find() ? Math.max(1, Integer.parseInt(line.group(1)) - 1) : 0;
        return new JedroException(written.addTo(inSql(e, List.of(), folder), number, folder), e);
    }

    private static Problem inSql(SQLException e, List<Column> columns, ProjectFolder folder) {
        String message = String.valueOf(e.getMessage());
        StringBuilder what = new StringBuilder("SQL: ").append(firstLine(e, folder));
        Matcher line = LINE.matcher(message);
        if (line.find()) {
            int number = Integer.parseInt(line.group(1)) - 1;
            String label = "line " + Math.max(1, number) + ": ";
            int shift = label.length() - ("LINE " + line.group(1) + ": ").length();
            what.append('\n').append(label).append(line.group(2)).append('\n');
            what.append(" ".repeat(Math.max(0, shift))).append(line.group(3).substring(Math.max(0, -shift)));
        }
        Problem problem = Problem.error(DuckDbCode.WRONG_SQL, what.toString());
        Matcher unknown = UNKNOWN.matcher(message);
        List<String> names = columns.stream().map(Column::name).toList();
        if (unknown.find() && !names.isEmpty()) {
            String name = firstGroup(unknown);
            return problem.near(NearNames.of(name, names))
                    .fix("use a column that is there: " + NearestFirst.of(name, names));
        }
        return problem.fix("correct the SQL");
    }

    /** Whether the SQL itself is wrong, and not a file that it names or an extension that it needs. */
    static boolean isAboutSql(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return !(EXTENSION.matcher(message).find()
                || CSV_ROW.matcher(message).find()
                || message.startsWith("IO Error")
                || message.startsWith("Conversion Error")
                || message.startsWith("Invalid Input Error"));
    }

    /** The problem of a query that could be understood and failed on its data, its files or its memory. */
    static JedroException whileRunning(SQLException e, List<Place> places, ProjectFolder folder) {
        String message = String.valueOf(e.getMessage());
        Problem problem = problem(message, e, folder);
        for (Place place : places) {
            problem = problem.at(place);
        }
        return new JedroException(problem, e);
    }

    private static Problem problem(String message, SQLException e, ProjectFolder folder) {
        Matcher extension = EXTENSION.matcher(message);
        if (extension.find()) {
            return missingExtension(firstGroup(extension), e, folder);
        }
        Matcher row = CSV_ROW.matcher(message);
        if (row.find()) {
            return badRow(message, Integer.parseInt(row.group(1)), folder);
        }
        if (message.contains("No space left") && !message.contains(SpillFolder.PREFIX)) {
            return Problem.error(DuckDbCode.NO_ROOM, "The disk is full.")
                    .fix("make room on the disk where the dataset is saved, or save it elsewhere");
        }
        if (message.startsWith("Out of Memory")
                || message.contains("No space left")
                || message.contains("max_temp_directory_size")) {
            return Problem.error(DuckDbCode.NO_ROOM, "DuckDB has no room left: " + firstLine(e, folder))
                    .fix(
                            "raise 'memory_limit' in conf/base/duckdb.yml, or set 'temp_directory' to a disk with more room");
        }
        if (message.startsWith("Binder Error")) {
            // The SQL was right when the relation was made.
            return Problem.error(
                            DuckDbCode.QUERY_FAILED,
                            "A file or table that the relation reads has other columns now: " + firstLine(e, folder))
                    .fix("save to another dataset, or call cache() on what was loaded before its file is replaced");
        }
        boolean aboutValues = message.startsWith("Conversion Error");
        if (message.startsWith("Invalid Input Error: Error when sniffing")
                || (!aboutValues
                        && !message.startsWith("IO Error: No files found")
                        && UNREADABLE.matcher(message).find())) {
            Matcher file = QUOTED_FILE.matcher(message);
            Problem problem =
                    Problem.error(DuckDbCode.UNREADABLE_FILE, "The file cannot be read: " + firstLine(e, folder));
            return (file.find() ? problem.at(folder.place(file.group(1), 0)) : problem)
                    .fix(
                            "make the file again, it is truncated or of another format; or correct the dataset's 'type' in the catalog");
        }
        return Problem.error(DuckDbCode.QUERY_FAILED, "The query failed: " + firstLine(e, folder))
                .fix(cure(message));
    }

    private static String cure(String message) {
        if (message.startsWith("IO Error: No files found")) {
            return "correct the path in the SQL, or make the file first";
        } else if (message.startsWith("Constraint Error")) {
            return "correct the rows, or the constraints of the table";
        }
        return message.startsWith("Conversion Error")
                ? "correct the data, or use try_cast in the SQL where a value may be malformed"
                : "correct the data, or the SQL that does not fit it";
    }

    private static String firstGroup(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String text = matcher.group(group);
            if (text != null) {
                return text;
            }
        }
        throw new IllegalStateException("the pattern has no group that matched");
    }

    private static Problem missingExtension(String extension, SQLException e, ProjectFolder folder) {
        return Problem.error(
                        DuckDbCode.MISSING_EXTENSION,
                        "DuckDB's extension '" + extension + "' is not loaded: " + firstLine(e, folder))
                .fix("download " + extension
                        + ".duckdb_extension for this version of DuckDB and this platform yourself,"
                        + " and name the file under 'extensions' in conf/base/duckdb.yml; Jedro never downloads one")
                .fix("do without it: CSV, Parquet, JSON and Excel need none");
    }

    private static Problem badRow(String message, int line, ProjectFolder folder) {
        Matcher reason = CSV_REASON.matcher(message);
        String why = reason.find() ? reason.group(1) : "the row cannot be read";
        Matcher file = CSV_FILE.matcher(message);
        Place place = folder.place(file.find() ? file.group(1).strip() : "CSV", line);
        Problem problem = Problem.error(
                        DuckDbCode.BAD_ROW, why.replaceFirst("^Error when converting", "A row does not fit:"))
                .at(place)
                .fix("correct line " + line + " of the file");
        if (why.contains("utf-8")) {
            return problem.fix("name the file's 'encoding' in the catalog, for instance latin-1");
        }
        return why.startsWith("Expected Number")
                ? problem.fix("name the file's 'delimiter' and 'quote' in the catalog, if it has others")
                : problem.fix(
                        "declare the column's type under 'columns' of the dataset in the catalog, for instance VARCHAR");
    }
}
