package dev.jedro.spark.session;

import dev.jedro.config.ConfigMap;
import dev.jedro.problem.Place;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a provider is asked to open.
 *
 * @param name of the session in {@code sessions:} of spark.yml; empty for the one without a name
 * @param root the project's folder, absolute
 * @param settings what counts, the environment's variables included
 * @param written what spark.yml says
 * @param environment the variables that were looked at
 * @param progress to be told how far work on the session is, if the provider can
 */
public record SessionRequest(
        String name,
        Path root,
        SessionSettings settings,
        ConfigMap written,
        Map<String, String> environment,
        ProgressListener progress) {

    public SessionRequest {
        environment = Map.copyOf(environment);
    }

    /** Where a setting comes from, for messages. */
    public Place place(String key) {
        return Variables.deciding(environment).map(Place::of).orElseGet(() -> written.keyPlace(key));
    }

    SessionRequest with(SessionSettings other) {
        return new SessionRequest(name, root, other, written, environment, progress);
    }
}
