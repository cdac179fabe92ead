package dev.jedro.config;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives a plain scalar its type by the rules of YAML 1.1 as Kedro reads them: {@code on} and {@code yes} are true, {@code 012} is octal, {@code
 * 1:30} is 90, {@code 1e3} is a number, a date stays a text.
 */
final class YamlScalars {
    private static final Pattern WHOLE =
            Pattern.compile("[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]+|0|[1-9][0-9_]*|[1-9][0-9_]*(:[0-5]?[0-9])+)");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+]?[0-9]+)?"
            + "|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+"
            + "|[-+]?\\.[0-9][0-9_]*([eE][-+]?[0-9]+)?");
    private static final Pattern SIXTIES = Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\\.[0-9_]*");

    private YamlScalars() {}

    /** String, Long, BigInteger, Double, Boolean or null. */
    static @Nullable Object typed(String text) {
        if (text.isEmpty()) {
            return null;
        }
        char first = text.charAt(0);
        if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
            return number(text);
        }
        return text.length() > 5 ? text : word(text);
    }

    private static @Nullable Object word(String text) {
        return switch (text) {
            case "~", "null", "Null", "NULL" -> null;
            case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" -> true;
            case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF" -> false;
            default -> text;
        };
    }

    private static Object number(String text) {
        switch (text) {
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> {
                return Double.POSITIVE_INFINITY;
            }
            case "-.inf", "-.Inf", "-.INF" -> {
                return Double.NEGATIVE_INFINITY;
            }
            case ".nan", ".NaN", ".NAN" -> {
                return Double.NaN;
            }
            default -> {
                if (WHOLE.matcher(text).matches()) {
                    return whole(text);
                }
                if (DECIMAL.matcher(text).matches()) {
                    return Double.valueOf(text.replace("_", ""));
                }
                return SIXTIES.matcher(text).matches() ? (Object) sixties(text) : text;
            }
        }
    }

    private static Object whole(String text) {
        boolean negative = text.charAt(0) == '-';
        String digits = (negative || text.charAt(0) == '+' ? text.substring(1) : text).replace("_", "");
        if (digits.indexOf(':') > 0) {
            return (long) sixties(text);
        }
        int radix = 10;
        int prefix = 0;
        if (digits.startsWith("0b")) {
            radix = 2;
            prefix = 2;
        } else if (digits.startsWith("0x")) {
            radix = 16;
            prefix = 2;
        } else if (digits.length() > 1 && digits.charAt(0) == '0') {
            radix = 8;
            prefix = 1;
        }
        if (digits.length() == prefix) {
            return text;
        }
        BigInteger value = new BigInteger(digits.substring(prefix), radix);
        BigInteger signed = negative ? value.negate() : value;
        return signed.bitLength() < 64 ? (Object) signed.longValue() : signed;
    }

    /** Base sixty: {@code 1:30} is 90. */
    private static double sixties(String text) {
        boolean negative = text.charAt(0) == '-';
        double sum = 0;
        for (String part : text.replaceAll("[-+_]", "").split(":", -1)) {
            sum = sum * 60 + Double.parseDouble(part);
        }
        return negative ? -sum : sum;
    }
}
