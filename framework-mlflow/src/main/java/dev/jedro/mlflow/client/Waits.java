package dev.jedro.mlflow.client;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long to wait before a request is repeated. */
final class Waits {
    private static final int DOUBLINGS = 20;

    private Waits() {}

    /**
     * @param tried how often it was tried, at least once
     * @param retryAfter what the server said, seconds or a date; null if nothing
     */
    static Duration before(int tried, @Nullable String retryAfter, HttpSettings settings) {
        Duration asked = asked(retryAfter);
        Duration wait = asked == null ? doubled(tried, settings.firstWait()) : asked;
        return wait.compareTo(settings.longestWait()) > 0 ? settings.longestWait() : wait;
    }

    private static Duration doubled(int tried, Duration first) {
        double chance = ThreadLocalRandom.current().nextDouble(0.5, 1);
        return Duration.ofMillis((long) (first.toMillis() * chance * (1L << Math.min(tried - 1, DOUBLINGS))));
    }

    private static @Nullable Duration asked(@Nullable String retryAfter) {
        if (retryAfter == null) {
            return null;
        }
        String text = retryAfter.strip();
        if (text.matches("\\d{1,9}(\\.\\d+)?")) {
            return Duration.ofMillis((long) (Double.parseDouble(text) * 1000));
        }
        try {
            Duration until = Duration.between(
                    Instant.now(),
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeParseException e) {
            return null; // not in a form that HTTP knows
        }
    }
}
