package dev.jedro.databricks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests, and sends them again where that is safe and may help: GET, and whatever else may be repeated, after 429, 500, 502, 503, 504 and after a connection that was closed
 * before the answer. A host that takes no connections, or does not answer in time, is not tried again: that fails in seconds, not in minutes.
 */
final class Http {
    private static final int ATTEMPTS = 4;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);

    /** Waits between attempts. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final Duration timeout;
    private final Pause pause;
    private final Clock clock;

    Http(Duration timeout) {
        this(timeout, time -> Thread.sleep(time.toMillis()), Clock.systemUTC());
    }

    Http(Duration timeout, Pause pause, Clock clock) {
        this.timeout = timeout;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * The last answer, whatever its status.
     *
     * @param repeatable whether the request does no harm when it arrives twice
     * @throws IOException if there was none
     */
    HttpResponse<String> send(HttpRequest.Builder request, boolean repeatable) throws IOException {
        HttpRequest timed = request.timeout(timeout).build();
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt == ATTEMPTS || !repeatable;
            Duration wait;
            try {
                HttpResponse<String> answer =
                        client.send(timed, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                // 429 says that nothing was done, so it is safe to repeat anything.
                boolean refused = answer.statusCode() == 429 && attempt < ATTEMPTS;
                if (!refused && (last || !PASSING.contains(answer.statusCode()))) {
                    return answer;
                }
                wait = pause(answer.headers().firstValue("Retry-After").orElse(""), attempt);
            } catch (IOException e) {
                if (last || !Failures.lost(e)) {
                    throw e;
                }
                wait = pause("", attempt);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            try {
                pause.of(wait);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", e);
    }

    /** What the server asks for, as far as it makes sense, or longer and longer: 1, 2, 4 seconds and a bit. */
    private Duration pause(String retryAfter, int attempt) {
        Duration asked = retryAfter(retryAfter.strip());
        if (asked != null) {
            return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked.isNegative() ? Duration.ZERO : asked;
        }
        return Duration.ofMillis(
                (1000L << (attempt - 1)) + ThreadLocalRandom.current().nextInt(50, 500));
    }

    private @Nullable Duration retryAfter(String value) {
        if (value.matches("-?\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(clock.instant(), then);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    Duration timeout() {
        return timeout;
    }
}
