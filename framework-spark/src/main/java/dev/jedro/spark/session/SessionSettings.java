package dev.jedro.spark.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one session, as {@code conf/<env>/spark.yml} has them.
 *
 * @param provider {@code local} unless said otherwise
 * @param master how many threads the engine inside this process uses, as Spark writes it; {@code local[*]} unless given
 * @param warehouse the folder of the catalogs of the engine inside this process, relative to the project; {@code data/warehouse} unless given
 * @param catalogs the names of the catalogs in that folder, the first of them the one of names without a catalog; {@code [main]} unless given
 * @param conf Spark's own settings, by their full names
 */
public record SessionSettings(
        Optional<String> provider,
        Optional<String> master,
        Optional<String> warehouse,
        Optional<List<String>> catalogs,
        Map<String, String> conf) {

    public SessionSettings {
        conf = Map.copyOf(conf);
    }

    /** Nothing given. */
    public static SessionSettings defaults() {
        return new SessionSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }
}
