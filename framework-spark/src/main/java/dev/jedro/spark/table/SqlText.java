package dev.jedro.spark.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** SQL in the pieces that Spark's own lexer sees, as far as it takes to know what stands within a text, a quoted name or a comment, and what does not. */
final class SqlText {
    enum Kind {
        /** A name, keyword or number. */
        WORD,
        /** In single or double quotes, raw ones too. */
        TEXT,
        /** In backquotes. */
        NAME,
        /** {@code :name}. */
        PARAMETER,
        /** Spaces and comments. */
        GAP,
        /** Any other character. */
        SIGN
    }

    /** A piece as it is written. */
    record Piece(Kind kind, String text) {
        /** Whether it is this keyword or sign, given in capitals. */
        boolean is(String keyword) {
            return (kind == Kind.WORD || kind == Kind.SIGN)
                    && text.toUpperCase(Locale.ROOT).equals(keyword);
        }
    }

    private final String sql;
    private final List<Piece> pieces = new ArrayList<>();
    private int at;
    /** How deep in {@code STRUCT<a: INT>}, where a colon stands before a type. */
    private int types;

    private SqlText(String sql) {
        this.sql = sql;
    }

    /** All pieces, which put together are the text again. */
    static List<Piece> pieces(String sql) {
        SqlText text = new SqlText(sql);
        while (text.at < sql.length()) {
            text.next();
        }
        return text.pieces;
    }

    private void next() {
        int c = sql.codePointAt(at);
        if (Character.isWhitespace(c)) {
            add(Kind.GAP, at + Character.charCount(c));
        } else if (sql.startsWith("--", at)) {
            add(Kind.GAP, endOfLine());
        } else if (sql.startsWith("/*", at)) {
            add(Kind.GAP, endOfComment());
        } else if (c == '\'' || c == '"') {
            add(Kind.TEXT, endOfText(c));
        } else if (isRaw(c)) {
            add(Kind.TEXT, after(sql.indexOf(sql.charAt(at + 1), at + 2)));
        } else if (c == '`') {
            add(Kind.NAME, after(sql.indexOf('`', at + 1)));
        } else if (Character.isUnicodeIdentifierPart(c)) {
            add(Kind.WORD, endOfWord(at));
        } else if (c == ':' && beginsParameter()) {
            add(Kind.PARAMETER, endOfWord(at + 1));
        } else {
            countTypes(c);
            add(Kind.SIGN, at + Character.charCount(c));
        }
    }

    private void add(Kind kind, int end) {
        pieces.add(new Piece(kind, sql.substring(at, end)));
        at = end;
    }

    private int after(int found) {
        return found < 0 ? sql.length() : found + 1;
    }

    private boolean isRaw(int c) {
        return (c == 'r' || c == 'R')
                && at + 1 < sql.length()
                && (sql.charAt(at + 1) == '\'' || sql.charAt(at + 1) == '"');
    }

    private int endOfText(int quote) {
        for (int i = at + 1; i < sql.length(); i++) {
            if (sql.charAt(i) == '\\') {
                i++;
            } else if (sql.charAt(i) == quote) {
                return i + 1;
            }
        }
        return sql.length();
    }

    /** A backslash at the end of the line goes on with the comment. */
    private int endOfLine() {
        for (int i = at; i < sql.length(); i++) {
            boolean ends = sql.charAt(i) == '\r' || (sql.charAt(i) == '\n' && sql.charAt(i - 1) != '\\');
            if (ends) {
                return i;
            }
        }
        return sql.length();
    }

    /** Spark's comments may hold others. */
    private int endOfComment() {
        int depth = 0;
        for (int i = at; i < sql.length() - 1; i++) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (sql.startsWith("*/", i)) {
                depth--;
                i++;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return sql.length();
    }

    private int endOfWord(int from) {
        int end = from;
        while (end < sql.length() && Character.isUnicodeIdentifierPart(sql.codePointAt(end))) {
            end += Character.charCount(sql.codePointAt(end));
        }
        return end;
    }

    /** Not behind a value, which makes it a path ({@code doc:name}) or a cast ({@code x::INT}), nor before a type. */
    private boolean beginsParameter() {
        if (types > 0 || at + 1 >= sql.length()) {
            return false;
        }
        int first = sql.codePointAt(at + 1);
        int before = at == 0 ? ' ' : sql.codePointBefore(at);
        return (first == '_' || Character.isUnicodeIdentifierStart(first))
                && !Character.isUnicodeIdentifierPart(before)
                && ")]:`".indexOf(before) < 0;
    }

    private void countTypes(int c) {
        if (c == '<' && (types > 0 || lastIs("STRUCT"))) {
            types++;
        } else if (c == '>' && types > 0) {
            types--;
        }
    }

    private boolean lastIs(String keyword) {
        for (int i = pieces.size() - 1; i >= 0; i--) {
            if (pieces.get(i).kind() != Kind.GAP) {
                return pieces.get(i).is(keyword);
            }
        }
        return false;
    }
}
