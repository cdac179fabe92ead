package dev.jedro.spark.table;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spark.table.SqlText.Kind;
import dev.jedro.spark.table.SqlText.Piece;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Makes sure that SQL is one statement that only reads. Spark runs commands where it only plans queries, and its public interface parses none without that, so the keywords decide. */
final class SqlStatement {
    private static final Set<String> QUERIES = Set.of("SELECT", "FROM", "VALUES", "TABLE", "WITH");
    private static final Set<String> READING = Set.of("SHOW", "DESCRIBE", "DESC");
    private static final Set<String> TARGETS = Set.of("INTO", "OVERWRITE");

    /** Without spaces and comments. */
    private final List<Piece> pieces;

    private SqlStatement(List<Piece> pieces) {
        this.pieces = pieces.stream().filter(piece -> piece.kind() != Kind.GAP).toList();
    }

    /**
     * The pieces of the statement, without the semicolon and what follows.
     *
     * @throws JedroException if it does more than read, or if there are several
     */
    static List<Piece> reading(String sql) {
        List<Piece> all = SqlText.pieces(sql);
        int end = 0;
        while (end < all.size() && !all.get(end).is(";")) {
            end++;
        }
        if (all.subList(end, all.size()).stream().anyMatch(piece -> piece.kind() != Kind.GAP && !piece.is(";"))) {
            throw refused("the SQL has several statements", "leave one; let another entry have the next");
        }
        List<Piece> one = all.subList(0, end);
        new SqlStatement(one).check();
        return one;
    }

    private void check() {
        String keyword = keyword();
        if (!QUERIES.contains(keyword) && !READING.contains(keyword)) {
            Set<String> known = new TreeSet<>(QUERIES);
            known.addAll(READING);
            throw new JedroException(Problem.error(
                            TableCode.WRONG_SQL,
                            keyword.isEmpty()
                                    ? "there is no query in the SQL"
                                    : "a query only reads, and the SQL is a statement that begins with " + keyword)
                    .near(NearNames.of(keyword, known))
                    .fix("begin it with one of " + String.join(", ", known))
                    .fix("let a node do more, with the session as a Resource"));
        }
        for (int i = 1; i < pieces.size(); i++) {
            if (pieces.get(i - 1).is("INSERT") && TARGETS.contains(upper(pieces.get(i)))) {
                throw refused(
                        "a query only reads, and the SQL inserts",
                        "let a node do it, with the session as a Resource, or save to a spark.ManagedTable");
            }
        }
    }

    private static JedroException refused(String what, String fix) {
        return Schemas.refused(TableCode.WRONG_SQL, what, fix);
    }

    /** That of the statement itself, behind brackets and common tables. */
    private String keyword() {
        int at = 0;
        while (true) {
            while (at < pieces.size() && pieces.get(at).is("(")) {
                at++;
            }
            if (at >= pieces.size()) {
                return "";
            }
            if (!pieces.get(at).is("WITH")) {
                return upper(pieces.get(at));
            }
            at = behindCommonTables(at + 1);
        }
    }

    private int behindCommonTables(int from) {
        int depth = 0;
        boolean body = false;
        for (int i = from; i < pieces.size(); i++) {
            if (pieces.get(i).is("(")) {
                if (depth++ == 0) {
                    body = isBody(i);
                }
            } else if (pieces.get(i).is(")")
                    && --depth == 0
                    && body
                    && !(i + 1 < pieces.size() && pieces.get(i + 1).is(","))) {
                return i + 1;
            }
        }
        return pieces.size();
    }

    /** Whether a query stands in these brackets, not the names of columns. The AS before it may be left out. */
    private boolean isBody(int bracket) {
        return pieces.get(bracket - 1).is("AS")
                || (bracket + 1 < pieces.size() && QUERIES.contains(upper(pieces.get(bracket + 1))));
    }

    private static String upper(Piece piece) {
        return piece.text().toUpperCase(Locale.ROOT);
    }
}
