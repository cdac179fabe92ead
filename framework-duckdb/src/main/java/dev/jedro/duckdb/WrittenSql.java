package dev.jedro.duckdb;

import dev.jedro.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A query that a user wrote into the catalog or into a file of its own.
 *
 * @param text without the semicolon at its end
 * @param file empty if the catalog has it
 */
record WrittenSql(String text, Optional<Path> file) {
    private static final String BLANKS = "--[^\\n]*+|/\\*.*?\\*/";
    /** What may hold a semicolon that ends nothing. A backslash before a quote is a letter in most databases and keeps the quote from ending the text in some. */
    private static final List<Pattern> QUOTED = Stream.of("'[^']*+'", "'(?:[^'\\\\]|\\\\.)*+'")
            .map(text ->
                    Pattern.compile(BLANKS + "|\\$(\\w*)\\$.*?\\$\\1\\$|\"[^\"]*+\"|`[^`]*+`|" + text, Pattern.DOTALL))
            .toList();

    private static final Pattern CHANGE = Pattern.compile(
            "(?:" + BLANKS
                    + "|[\\s(])*+(insert|update|delete|merge|replace|truncate|create|alter|drop|rename|grant|revoke|copy|attach|detach"
                    + "|install|load|set|use|begin|commit|rollback|vacuum)\\b.*+",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    WrittenSql {
        text = Sql.withoutEnd(text);
    }

    /** That it is more, or something else, than one statement that reads; empty if it is one. */
    Optional<Problem> mistake() {
        Matcher change = CHANGE.matcher(text);
        String what = change.matches()
                ? "'" + change.group(1) + "' does not"
                : isSeveral() ? "there are several statements" : "";
        return what.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.error(
                                DuckDbCode.WRONG_SQL, "The 'sql' must be one statement that reads, and " + what + ".")
                        .fix("keep one select; change a database with a node, or before the run"));
    }

    /** The problem at a line of its file, where it has one; line 0 is the file as a whole. */
    Problem addTo(Problem problem, int line, ProjectFolder folder) {
        return file.map(path -> problem.at(folder.place(path.toString(), line))).orElse(problem);
    }

    private boolean isSeveral() {
        List<String> bare = QUOTED.stream()
                .map(quoted -> quoted.matcher(text).replaceAll(" "))
                .filter(sql -> sql.indexOf('\'') < 0)
                .toList();
        return !bare.isEmpty() && bare.stream().allMatch(sql -> sql.indexOf(';') >= 0);
    }
}
