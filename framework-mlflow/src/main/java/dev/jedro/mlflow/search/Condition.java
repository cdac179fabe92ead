package dev.jedro.mlflow.search;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One comparison of a filter.
 *
 * @param field what is compared
 * @param comparison how
 * @param wanted {@link Double} or {@link String}; several only for {@code IN}
 */
record Condition(Field field, Comparison comparison, List<Object> wanted) {

    enum Comparison {
        EQUAL("=", true, true),
        NOT_EQUAL("!=", true, true),
        LESS("<", true, false),
        LESS_OR_EQUAL("<=", true, false),
        GREATER(">", true, false),
        GREATER_OR_EQUAL(">=", true, false),
        LIKE("LIKE", false, true),
        ILIKE("ILIKE", false, true),
        IN("IN", false, true),
        NOT_IN("NOT IN", false, true);

        final String text;
        private final boolean ofNumbers;
        private final boolean ofTexts;

        Comparison(String text, boolean ofNumbers, boolean ofTexts) {
            this.text = text;
            this.ofNumbers = ofNumbers;
            this.ofTexts = ofTexts;
        }

        boolean fits(Field field) {
            return field.kind().numeric() ? ofNumbers : ofTexts;
        }
    }

    /** As MLflow has it, what an entity does not have matches nothing, not even {@code !=}. */
    boolean matches(Values values) {
        return values.of(field).stream().anyMatch(this::matches);
    }

    private boolean matches(Object value) {
        if (field.kind().numeric()) {
            double number = ((Number) value).doubleValue();
            double other = (Double) wanted.get(0);
            return switch (comparison) {
                case EQUAL -> number == other;
                case NOT_EQUAL -> number != other;
                case LESS -> number < other;
                case LESS_OR_EQUAL -> number <= other;
                case GREATER -> number > other;
                case GREATER_OR_EQUAL -> number >= other;
                case LIKE, ILIKE, IN, NOT_IN -> throw new IllegalStateException("not of numbers: " + comparison);
            };
        }
        return switch (comparison) {
            case EQUAL -> value.equals(wanted.get(0));
            case NOT_EQUAL -> !value.equals(wanted.get(0));
            case LIKE -> like((String) wanted.get(0), (String) value);
            case ILIKE ->
                like(((String) wanted.get(0)).toLowerCase(Locale.ROOT), ((String) value).toLowerCase(Locale.ROOT));
            case IN -> wanted.contains(value);
            case NOT_IN -> !wanted.contains(value);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                throw new IllegalStateException("not of text: " + comparison);
        };
    }

    private static boolean like(String pattern, String value) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(value).matches();
    }
}
