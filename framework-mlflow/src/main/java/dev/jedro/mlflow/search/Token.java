package dev.jedro.mlflow.search;

/**
 * A piece of a filter.
 *
 * @param kind what it is
 * @param text without quotes
 * @param column one-based
 */
record Token(Kind kind, String text, int column) {

    enum Kind {
        /** A name, a keyword or a number. */
        WORD,
        /** Text in quotes. */
        TEXT,
        OPERATOR,
        OPEN,
        CLOSE,
        COMMA,
        END
    }

    boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    /** For messages. */
    @Override
    public String toString() {
        return switch (kind) {
            case END -> "the end";
            case TEXT -> "'" + text + "' in quotes";
            default -> "'" + text + "'";
        };
    }
}
