package shop;

import java.util.List;
import java.util.Locale;

/** The functions of the tests' project; they know nothing of Jedro. */
public final class Shop {
    private Shop() {}

    public record Options(int minLength, List<String> stopWords) {}

    public record Split(String first, String rest) {}

    public static String clean(String orders) {
        return orders.toUpperCase(Locale.ROOT).strip();
    }

    public static String report(String cleaned, Options options) {
        if (cleaned.length() < options.minLength()) {
            throw new IllegalArgumentException("too short: " + cleaned);
        }
        return "report of " + cleaned;
    }

    public static Split split(String cleaned) {
        return new Split(cleaned.substring(0, 1), cleaned.substring(1));
    }
}
