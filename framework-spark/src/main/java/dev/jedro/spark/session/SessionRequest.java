package dev.jedro.spark.session;

import dev.jedro.config.ConfigMap;
import dev.jedro.databricks.Surroundings;
import dev.jedro.problem.Place;
import java.nio.file.Path;

/**
 * What a provider is asked to open.
 *
 * @param name of the session in {@code sessions:} of spark.yml; empty for the one without a name
 * @param root the project's folder, absolute
 * @param choice what counts, with its sources
 * @param written what spark.yml says
 * @param surroundings where else settings may come from
 * @param owner whom it is for
 */
public record SessionRequest(
        String name,
        Path root,
        SessionChoice choice,
        ConfigMap written,
        Surroundings surroundings,
        SessionOwner owner) {

    /** What counts. */
    public SessionSettings settings() {
        return choice.settings();
    }

    /** Where a setting comes from, for messages. */
    public Place place(String key) {
        return choice.place(key, written.keyPlace(key));
    }

    SessionRequest onThisMachine() {
        return new SessionRequest(
                name,
                root,
                new SessionChoice(settings().withProvider(LocalProvider.NAME), choice.values()),
                written,
                surroundings,
                owner);
    }
}
