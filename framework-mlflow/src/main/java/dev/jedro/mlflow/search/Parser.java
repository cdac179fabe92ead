package dev.jedro.mlflow.search;

import dev.jedro.mlflow.search.Condition.Comparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the conditions of a filter, or one order. */
final class Parser {
    private final Vocabulary vocabulary;
    private final Source source;
    private final List<Token> tokens;
    private int at;

    Parser(Vocabulary vocabulary, Source source) {
        this.vocabulary = vocabulary;
        this.source = source;
        this.tokens = Lexer.tokens(source);
    }

    List<Condition> filter() {
        List<Condition> conditions = new ArrayList<>();
        if (peek().kind() == Token.Kind.END) {
            return conditions;
        }
        while (true) {
            conditions.add(condition());
            Token next = next();
            if (next.kind() == Token.Kind.END) {
                return conditions;
            }
            if (next.is("or")) {
                throw source.bad(
                        "MLflow's filters know no OR", next.column(), "search twice", "use IN for several values");
            }
            if (!next.is("and")) {
                throw source.bad(next + " does not belong here", next.column(), "join conditions with 'and'");
            }
        }
    }

    Order order() {
        Field field = vocabulary.field(source, next());
        Token direction = next();
        boolean ascending = !direction.is("desc");
        if (direction.kind() != Token.Kind.END) {
            if (ascending && !direction.is("asc")) {
                throw source.bad(direction + " is no direction", direction.column(), "write ASC or DESC");
            }
            Token end = next();
            if (end.kind() != Token.Kind.END) {
                throw source.bad(end + " does not belong here", end.column(), "give each order of its own");
            }
        }
        return new Order(field, ascending);
    }

    private Condition condition() {
        if (peek().kind() == Token.Kind.OPEN) {
            throw source.bad("MLflow's filters know no brackets around conditions", peek().column(), "remove them");
        }
        Token name = next();
        Field field = vocabulary.field(source, name);
        Comparison comparison = comparison(field);
        if (comparison == Comparison.IN || comparison == Comparison.NOT_IN) {
            return new Condition(field, comparison, values(field));
        }
        return new Condition(field, comparison, List.of(value(field)));
    }

    private Comparison comparison(Field field) {
        Token token = next();
        String text = token.text();
        if (token.is("not") && peek().is("in")) {
            next();
            text = "NOT IN";
        }
        for (Comparison comparison : Comparison.values()) {
            if (comparison.text.equalsIgnoreCase(text) && token.kind() != Token.Kind.TEXT) {
                if (!comparison.fits(field)) {
                    throw source.problem(
                            SearchCode.BAD_COMPARISON,
                            "'" + field + "' is " + (field.kind().numeric() ? "a number" : "text")
                                    + " and cannot be compared with " + comparison.text,
                            token.column(),
                            List.of(),
                            "use one of " + usable(field));
                }
                return comparison;
            }
        }
        String fix = text.equals("==")
                ? "write = instead of =="
                : text.equals("<>") ? "write != instead of <>" : "use one of " + usable(field);
        throw source.bad(token + " is no comparison", token.column(), fix);
    }

    private static String usable(Field field) {
        return String.join(
                ", ",
                Arrays.stream(Comparison.values())
                        .filter(comparison -> comparison.fits(field))
                        .map(comparison -> comparison.text)
                        .toList());
    }

    private List<Object> values(Field field) {
        Token open = next();
        if (open.kind() != Token.Kind.OPEN) {
            throw source.bad("After IN come values in brackets, not " + open, open.column(), "write IN ('a', 'b')");
        }
        List<Object> values = new ArrayList<>();
        while (true) {
            values.add(value(field));
            Token after = next();
            if (after.kind() == Token.Kind.CLOSE) {
                return values;
            }
            if (after.kind() != Token.Kind.COMMA) {
                throw source.bad("A comma or ')' is expected, not " + after, after.column());
            }
        }
    }

    private Object value(Field field) {
        Token token = next();
        if (field.kind().numeric()) {
            if (token.kind() == Token.Kind.WORD) {
                try {
                    return Double.valueOf(token.text());
                } catch (NumberFormatException e) {
                    // Told below, with where and how.
                }
            }
            throw source.problem(
                    SearchCode.BAD_COMPARISON,
                    "'" + field + "' is compared with a number, not with " + token,
                    token.column(),
                    List.of(),
                    "write a number, without quotes");
        }
        if (token.kind() != Token.Kind.TEXT) {
            throw source.problem(
                    SearchCode.BAD_COMPARISON,
                    "'" + field + "' is compared with text in quotes, not with " + token,
                    token.column(),
                    List.of(),
                    token.kind() == Token.Kind.WORD ? "write '" + token.text() + "'" : "write a value in quotes");
        }
        return token.text();
    }

    private Token peek() {
        return tokens.get(at);
    }

    /** The end comes again and again. */
    private Token next() {
        Token token = tokens.get(at);
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }
}
