package dev.jedro.mlflow.client;

import java.time.Duration;

/**
 * How long requests may take and how often they are repeated.
 *
 * @param connect until a connection stands
 * @param timeout until the whole answer is there
 * @param retries after the first attempt; 0 for none
 * @param firstWait before the first repetition; doubled each time, with chance in it so that many clients do not come back at once
 * @param longestWait bounds each wait, also those that a server asks for
 */
public record HttpSettings(Duration connect, Duration timeout, int retries, Duration firstWait, Duration longestWait) {
    public static final HttpSettings DEFAULT = new HttpSettings(
            Duration.ofSeconds(10), Duration.ofSeconds(120), 7, Duration.ofSeconds(1), Duration.ofSeconds(60));

    public HttpSettings withRetries(int newRetries) {
        return new HttpSettings(connect, timeout, newRetries, firstWait, longestWait);
    }
}
