package dev.jedro.mlflow.search;

import java.util.ArrayList;
import java.util.List;

/** Cuts a filter or an order into tokens. A key in quotes belongs to the word before it: {@code metrics."my loss"} is one word. */
final class Lexer {
    private static final String OPERATORS = "=<>!";
    private static final String ENDS_OF_WORDS = OPERATORS + "(),'\"`";

    private final Source source;
    private final String text;
    private int at;

    private Lexer(Source source) {
        this.source = source;
        this.text = source.text();
    }

    static List<Token> tokens(Source source) {
        return new Lexer(source).read();
    }

    private List<Token> read() {
        List<Token> tokens = new ArrayList<>();
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                tokens.add(new Token(Token.Kind.END, "", at + 1));
                return tokens;
            }
            tokens.add(next());
        }
    }

    private Token next() {
        int start = at;
        char first = text.charAt(at);
        Token.Kind single = switch (first) {
            case '(' -> Token.Kind.OPEN;
            case ')' -> Token.Kind.CLOSE;
            case ',' -> Token.Kind.COMMA;
            default -> Token.Kind.END;
        };
        if (single != Token.Kind.END) {
            at++;
            return new Token(single, String.valueOf(first), start + 1);
        }
        if (OPERATORS.indexOf(first) >= 0) {
            while (at < text.length() && OPERATORS.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return new Token(Token.Kind.OPERATOR, text.substring(start, at), start + 1);
        }
        if (first == '\'' || first == '"') {
            return new Token(Token.Kind.TEXT, quoted(), start + 1);
        }
        return new Token(Token.Kind.WORD, word(), start + 1);
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean keyInQuotes = (c == '"' || c == '`') && (word.isEmpty() || word.charAt(word.length() - 1) == '.');
            if (keyInQuotes) {
                word.append(quoted());
                break;
            }
            if (Character.isWhitespace(c) || ENDS_OF_WORDS.indexOf(c) >= 0) {
                break;
            }
            word.append(c);
            at++;
        }
        if (word.isEmpty()) {
            throw source.bad("'" + text.charAt(at) + "' does not belong here", at + 1);
        }
        return word.toString();
    }

    private String quoted() {
        char quote = text.charAt(at);
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            throw source.bad("The quote that begins here never ends", at + 1, "close it with " + quote);
        }
        String inside = text.substring(at + 1, end);
        at = end + 1;
        return inside;
    }
}
