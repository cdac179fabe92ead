package dev.jedro.databricks.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a {@link FakeWorkspace} answers instead of the truth.
 *
 * @param kind how it is sent
 * @param status of HTTP
 * @param headers by name
 */
public record Answer(Kind kind, int status, String body, Map<String, String> headers) {

    /** How an answer is sent. */
    public enum Kind {
        /** As it should be. */
        WHOLE,
        /** Not before the workspace is closed. */
        NEVER,
        /** The connection is closed instead. */
        DROPPED
    }

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** A status with an error as Databricks writes it. */
    public static Answer status(int status) {
        return status(
                status, "{\"error_code\":\"FAKE_" + status + "\",\"message\":\"made to fail with " + status + "\"}");
    }

    public static Answer status(int status, String body) {
        return new Answer(Kind.WHOLE, status, body, Map.of());
    }

    /** Too many requests, with a {@code Retry-After} of any kind: seconds, a date, nonsense. */
    public static Answer tooMany(String retryAfter) {
        return status(429).header("Retry-After", retryAfter);
    }

    /** No answer at all, until the client gives up. */
    public static Answer never() {
        return new Answer(Kind.NEVER, 0, "", Map.of());
    }

    /** The connection is closed before the answer. */
    public static Answer dropped() {
        return new Answer(Kind.DROPPED, 0, "", Map.of());
    }

    /** Status 200 with something that no workspace says. */
    public static Answer garbage(String body) {
        return status(200, body);
    }

    /** The same with a header. */
    public Answer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(kind, status, body, more);
    }
}
