package dev.jedro.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as people write them. */
final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)\\s*");

    private Durations() {}

    /** {@code 500ms}, {@code 90s}, {@code 1h30m}, {@code 2d} or ISO 8601 ({@code PT1H30M}). */
    static Duration parse(String text) {
        String plain = text.strip();
        if (plain.toUpperCase(Locale.ROOT).startsWith("P")
                || plain.toUpperCase(Locale.ROOT).startsWith("-P")) {
            return Duration.parse(plain);
        }
        Matcher part = PART.matcher(plain);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            long amount = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    });
            end = part.end();
        }
        if (end == 0 || end != plain.length()) {
            throw new IllegalArgumentException("no duration: " + text);
        }
        return sum;
    }
}
