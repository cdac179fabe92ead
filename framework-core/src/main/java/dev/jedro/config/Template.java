package dev.jedro.config;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with interpolations, read into its parts.
 *
 * @param parts in order
 */
record Template(List<Part> parts) {

    /** A piece of a template. */
    sealed interface Part permits Literal, Reference, Call {}

    /** Characters that stand for themselves. */
    record Literal(String text) implements Part {}

    /** <code>${a.b}</code>; the path may hold interpolations itself. */
    record Reference(Template path, String written, int start) implements Part {}

    /** <code>${name:argument,argument}</code>. */
    record Call(String name, List<Argument> arguments, String written, int start) implements Part {}

    /**
     * An argument of a call.
     *
     * @param quoted whether it stood in quotes, so that it is a text whatever it looks like
     */
    record Argument(Template value, boolean quoted) {
        boolean isEmpty() {
            return value.parts().isEmpty() && !quoted;
        }
    }

    /** @throws JedroException if a bracket is not closed or a name is missing */
    static Template parse(ConfigScalar scalar) {
        return new Reader(scalar).all();
    }

    /** The only part, if the whole text is one interpolation: its value then keeps its type. */
    boolean isWhole() {
        return parts.size() == 1 && !(parts.get(0) instanceof Literal);
    }

    private static final class Reader {
        private final String text;
        private final ConfigScalar scalar;
        private int at;

        Reader(ConfigScalar scalar) {
            this.text = scalar.text();
            this.scalar = scalar;
        }

        Template all() {
            List<Part> parts = new ArrayList<>();
            StringBuilder literal = new StringBuilder();
            while (at < text.length()) {
                literalOrPart(parts, literal);
            }
            return finished(parts, literal);
        }

        private void literalOrPart(List<Part> parts, StringBuilder literal) {
            int slashes = 0;
            while (at < text.length() && text.charAt(at) == '\\') {
                slashes++;
                at++;
            }
            if (!text.startsWith("${", at)) {
                literal.append("\\".repeat(slashes));
                if (slashes == 0) {
                    literal.append(text.charAt(at++));
                }
                return;
            }
            literal.append("\\".repeat(slashes / 2));
            if (slashes % 2 == 1) {
                literal.append("${");
                at += 2;
                return;
            }
            if (!literal.isEmpty()) {
                parts.add(new Literal(literal.toString()));
                literal.setLength(0);
            }
            parts.add(expression());
        }

        private static Template finished(List<Part> parts, StringBuilder literal) {
            if (!literal.isEmpty()) {
                parts.add(new Literal(literal.toString()));
            }
            return new Template(List.copyOf(parts));
        }

        private Part expression() {
            int start = at;
            at += 2;
            Template name = until(":}");
            boolean call = text.charAt(at) == ':';
            at++;
            if (name.parts().isEmpty()) {
                throw mistake("The interpolation has no key");
            }
            if (!call) {
                return new Reference(name, text.substring(start, at), start);
            }
            if (!name.isPlain()) {
                throw mistake("The name of a resolver cannot be interpolated");
            }
            List<Argument> arguments = new ArrayList<>();
            while (text.charAt(at - 1) != '}') {
                arguments.add(argument());
                at++;
            }
            if (arguments.size() == 1 && arguments.get(0).isEmpty()) {
                arguments.clear();
            }
            return new Call(name.plain(), List.copyOf(arguments), text.substring(start, at), start);
        }

        private Argument argument() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            char quote = at < text.length() ? text.charAt(at) : ' ';
            if (quote != '"' && quote != '\'') {
                return new Argument(until(",}"), false);
            }
            at++;
            Template inside = quoted(quote);
            at++;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            if (at >= text.length() || (text.charAt(at) != ',' && text.charAt(at) != '}')) {
                throw mistake("After a quoted argument ',' or '}' must follow");
            }
            return new Argument(inside, true);
        }

        private Template quoted(char quote) {
            List<Part> parts = new ArrayList<>();
            StringBuilder literal = new StringBuilder();
            while (at < text.length() && text.charAt(at) != quote) {
                literalOrPart(parts, literal);
            }
            return finished(parts, literal);
        }

        /** Reads up to one of the ends that stands outside of brackets, and stays before it. */
        private Template until(String ends) {
            List<Part> parts = new ArrayList<>();
            StringBuilder literal = new StringBuilder();
            int depth = 0;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (depth == 0 && ends.indexOf(c) >= 0) {
                    return trimmed(parts, literal);
                }
                if (text.startsWith("${", at) || c == '\\') {
                    literalOrPart(parts, literal);
                } else {
                    depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
                    literal.append(c);
                    at++;
                }
            }
            throw mistake("The interpolation is not closed");
        }

        private static Template trimmed(List<Part> parts, StringBuilder literal) {
            String last = literal.toString();
            literal.setLength(0);
            literal.append(parts.isEmpty() ? last.strip() : last.stripTrailing());
            return finished(parts, literal);
        }

        private JedroException mistake(String what) {
            return new JedroException(Problem.error(ConfigCode.INTERPOLATION, what + ": " + scalar.shown())
                    .at(scalar.place())
                    .fix("write ${key}, ${globals:key,default} or the like")
                    .fix("write \\${ for the characters themselves"));
        }
    }

    private boolean isPlain() {
        return parts.size() == 1 && parts.get(0) instanceof Literal;
    }

    private String plain() {
        return ((Literal) parts.get(0)).text();
    }
}
