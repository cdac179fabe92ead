package dev.jedro.spark.table;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spark.table.SqlText.Kind;
import dev.jedro.spark.table.SqlText.Piece;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in the place of {@code :name} in SQL, each as one literal whose meaning the text beside it cannot change. Spark can do that itself, but not through Delta's parser, which loses
 * the parameters.
 */
final class SqlParameters {
    private static final Piece NOTHING = new Piece(Kind.GAP, "");

    private final List<Piece> pieces;
    private final Map<String, Object> values;

    private SqlParameters(List<Piece> pieces, Map<String, Object> values) {
        this.pieces = pieces;
        this.values = values;
    }

    static String bound(String sql, Map<String, Object> parameters) {
        return bound(SqlText.pieces(sql), parameters);
    }

    static String bound(List<Piece> pieces, Map<String, Object> parameters) {
        return new SqlParameters(pieces, parameters).bound();
    }

    private String bound() {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            sql.append(piece.kind() == Kind.PARAMETER ? placed(i, piece.text().substring(1)) : piece.text());
        }
        return sql.toString();
    }

    private String placed(int at, String name) {
        Object value = value(name);
        if (value instanceof Collection<?> list) {
            return list(at, name, list);
        }
        String literal = literal(value);
        boolean number = value instanceof Number && !literal.startsWith("CAST");
        // A minus before a minus begins a comment; a point behind digits belongs to them. An interval takes no
        // brackets.
        boolean sticks = number
                ? (literal.startsWith("-") && !beside(at, -1, 1).is("INTERVAL"))
                        || (at + 1 < pieces.size() && pieces.get(at + 1).is("."))
                : literal.startsWith("'") && (isText(beside(at, -1, 1)) || isText(beside(at, 1, 1)));
        return sticks ? "(" + literal + ")" : literal;
    }

    /** Spark makes one text of two that stand side by side. */
    private static boolean isText(Piece piece) {
        return piece.kind() == Kind.TEXT || piece.kind() == Kind.PARAMETER;
    }

    private String list(int at, String name, Collection<?> list) {
        boolean inBrackets = beside(at, -1, 1).is("(")
                && beside(at, -1, 2).is("IN")
                && beside(at, 1, 1).is(")");
        if (list.isEmpty() && (inBrackets || beside(at, -1, 1).is("IN"))) {
            throw new JedroException(Problem.error(
                            TableCode.WRONG_SQL,
                            "the parameter ':" + name + "' is an empty list, which IN does not take")
                    .fix("give '" + name + "' a value, or leave the condition out"));
        }
        String values = list.stream().map(SqlParameters::literal).collect(Collectors.joining(", "));
        return inBrackets ? values : "(" + values + ")";
    }

    /** The piece so many steps before or behind, spaces and comments left out. */
    private Piece beside(int at, int direction, int steps) {
        int left = steps;
        for (int i = at + direction; i >= 0 && i < pieces.size(); i += direction) {
            if (pieces.get(i).kind() != Kind.GAP && --left == 0) {
                return pieces.get(i);
            }
        }
        return NOTHING;
    }

    private @Nullable Object value(String name) {
        if (!values.containsKey(name)) {
            throw new JedroException(Problem.error(
                            TableCode.WRONG_SQL, "the SQL names the parameter ':" + name + "', which is not given")
                    .near(NearNames.of(name, values.keySet()))
                    .fix("add '" + name + "' under 'parameters'"));
        }
        return values.get(name);
    }

    private static String literal(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        } else if (value instanceof Double || value instanceof Float) {
            return "CAST(" + Sql.text(value.toString()) + " AS DOUBLE)";
        } else if (value instanceof BigDecimal number) {
            return number.toPlainString();
        } else if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        } else if (value instanceof Collection<?> values) {
            return values.stream().map(SqlParameters::literal).collect(Collectors.joining(", ", "(", ")"));
        }
        return Sql.text(value.toString());
    }
}
