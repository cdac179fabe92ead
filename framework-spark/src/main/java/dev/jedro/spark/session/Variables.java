package dev.jedro.spark.session;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.SparkCode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the environment says of the session without a name; it wins over spark.yml. */
final class Variables {
    static final String REMOTE = "SPARK_REMOTE";
    static final String USE_CONNECT = "USE_SPARK_CONNECT";
    private static final Set<String> YES = Set.of("true", "1", "yes", "on");
    private static final Set<String> NO = Set.of("false", "0", "no", "off");

    private Variables() {}

    /** The variable that decides where the session is; empty if none does. */
    static Optional<String> deciding(Map<String, String> environment) {
        if (wants(environment).isPresent() && !wants(environment).get()) {
            return Optional.of(USE_CONNECT);
        }
        return !environment.getOrDefault(REMOTE, "").isBlank() ? Optional.of(REMOTE) : Optional.empty();
    }

    static SessionSettings over(SessionSettings settings, Map<String, String> environment) {
        Optional<String> deciding = deciding(environment);
        if (deciding.isEmpty()) {
            return settings;
        }
        return deciding.get().equals(USE_CONNECT)
                ? settings.withProvider(LocalProvider.NAME)
                : settings.withProvider(ConnectProvider.NAME).withRemote(environment.getOrDefault(REMOTE, ""));
    }

    private static Optional<Boolean> wants(Map<String, String> environment) {
        String text = environment.getOrDefault(USE_CONNECT, "").strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (YES.contains(text) || NO.contains(text)) {
            return Optional.of(YES.contains(text));
        }
        throw new JedroException(Problem.error(SparkCode.WRONG_SETTING, USE_CONNECT + " is neither true nor false.")
                .at(Place.of(USE_CONNECT))
                .fix("set it to true or false, or unset it"));
    }
}
