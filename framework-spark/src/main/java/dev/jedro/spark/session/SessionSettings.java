package dev.jedro.spark.session;

import java.util.Map;
import java.util.Optional;

/**
 * The settings of one session, as {@code conf/<env>/spark.yml} has them.
 *
 * @param provider {@code local} unless said otherwise
 * @param master how many threads the engine inside this process uses, as Spark writes it; {@code local[*]} unless given
 * @param conf Spark's own settings, by their full names
 */
public record SessionSettings(Optional<String> provider, Optional<String> master, Map<String, String> conf) {

    public SessionSettings {
        conf = Map.copyOf(conf);
    }

    /** Nothing given. */
    public static SessionSettings defaults() {
        return new SessionSettings(Optional.empty(), Optional.empty(), Map.of());
    }
}
