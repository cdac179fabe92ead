package dev.jedro.spark.session;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigValue;
import dev.jedro.databricks.Surroundings;
import dev.jedro.databricks.Tier;
import dev.jedro.databricks.Variable;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.SparkCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which settings count for one session, and where each of them comes from. The command line counts before the environment, that before the project's {@code .env}, and that before {@code
 * spark.yml}. A session with a name is what {@code spark.yml} and the command line say, and nothing else: variables are for the one without.
 *
 * @param values by key, those that decide; the provider always among them
 */
public record SessionChoice(SessionSettings settings, Map<String, Value> values) {
    /** The place of what was set on the command line, as {@code jedro run --set spark.provider=local}. */
    public static final Place FLAG = Place.of("--set");

    static final String REMOTE = "SPARK_REMOTE";
    static final String USE_CONNECT = "USE_SPARK_CONNECT";
    private static final String PROVIDER_KEY = "provider";
    private static final String REMOTE_KEY = "remote";
    private static final List<String> OF_WORKSPACE = List.of("profile", "host", "cluster_id", "serverless");
    private static final List<String> OF_FORMER_SERVER = List.of("token", "headers");
    private static final Set<String> YES = Set.of("true", "1", "yes", "on");
    private static final Set<String> NO = Set.of("false", "0", "no", "off");

    /**
     * A value that counts.
     *
     * @param shown without any secret
     * @param tier empty for what nobody has said
     * @param place where it is written
     */
    public record Value(String shown, Optional<Tier> tier, Place place) {
        /** For messages. */
        public String source() {
            return tier.map(Tier::words).orElse("default");
        }
    }

    public SessionChoice {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Decides.
     *
     * @param name of the session; empty for the one without
     * @throws JedroException if there is no such session, or a variable means nothing
     */
    static SessionChoice of(String name, SparkSettings all, Surroundings surroundings) {
        Decision decision = new Decision(all.of(name), all.written(name));
        if (!decision.byFlags() && name.isEmpty()) {
            decision.byVariables(surroundings);
        }
        decision.otherwise();
        return new SessionChoice(decision.settings, decision.values);
    }

    /** Where a setting comes from; {@code spark.yml} itself for one that nobody has given. */
    Place place(String key, Place otherwise) {
        Value value = values.get(key);
        return value == null || value.tier().isEmpty() ? otherwise : value.place();
    }

    static boolean flagged(Place place) {
        return place.source().equals(FLAG.source());
    }

    /** What is known so far. */
    private static final class Decision {
        private final Map<String, Value> values = new LinkedHashMap<>();
        private SessionSettings settings;

        Decision(SessionSettings settings, ConfigMap written) {
            this.settings = settings;
            written.entries().forEach((key, value) -> {
                if (!SparkSettings.OF_ALL_SESSIONS.contains(key)) {
                    put(key, value, written.keyPlace(key));
                }
            });
        }

        private void put(String key, ConfigValue value, Place keyPlace) {
            if (value instanceof ConfigMap map) {
                map.entries().forEach((inner, each) -> put(key + "." + inner, each, map.keyPlace(inner)));
                return;
            }
            boolean flag = flagged(keyPlace) || flagged(value.place());
            values.put(
                    key,
                    new Value(
                            Shown.value(key, value),
                            Optional.of(flag ? Tier.FLAG : Tier.CONFIGURATION),
                            flag ? FLAG : keyPlace));
        }

        private boolean isFlag(String key) {
            Value value = values.get(key);
            return value != null && value.tier().equals(Optional.of(Tier.FLAG));
        }

        /** An address on the command line asks for a server, a workspace for a cluster, unless the provider stands there too. */
        boolean byFlags() {
            if (isFlag(REMOTE_KEY)) {
                forget(isFlag(OF_FORMER_SERVER.get(0)) ? List.of() : OF_FORMER_SERVER);
            }
            if (isFlag(PROVIDER_KEY)) {
                return true;
            }
            Optional<String> implied = isFlag(REMOTE_KEY)
                    ? Optional.of(ConnectProvider.NAME)
                    : OF_WORKSPACE.stream().anyMatch(this::isFlag)
                            ? Optional.of(DatabricksProvider.NAME)
                            : Optional.empty();
            implied.ifPresent(provider -> provider(provider, Tier.FLAG, FLAG));
            return implied.isPresent();
        }

        private void provider(String name, Tier tier, Place place) {
            settings = settings.withProvider(name);
            values.put(PROVIDER_KEY, new Value(name, Optional.of(tier), place));
        }

        private void forget(List<String> keys) {
            if (!keys.isEmpty()) {
                settings = settings.withoutCredentials();
                values.keySet()
                        .removeIf(
                                key -> keys.stream().anyMatch(each -> key.equals(each) || key.startsWith(each + ".")));
            }
        }

        void byVariables(Surroundings surroundings) {
            Optional<Variable> use = surroundings.variable(USE_CONNECT);
            Optional<Boolean> wanted = use.map(SessionChoice::truth);
            Optional<Variable> remote = surroundings.variable(REMOTE);
            if (wanted.isPresent() && !wanted.get()) {
                provider(LocalProvider.NAME, use.get().tier(), use.get().place());
            } else if (remote.isPresent()) {
                provider(ConnectProvider.NAME, remote.get().tier(), remote.get().place());
                forget(OF_FORMER_SERVER);
                settings = settings.withRemote(remote.get().value());
                values.put(
                        REMOTE_KEY,
                        new Value(
                                Shown.address(remote.get().value()),
                                Optional.of(remote.get().tier()),
                                remote.get().place()));
            } else if (wanted.isPresent()
                    && settings.provider().orElse(LocalProvider.NAME).equals(LocalProvider.NAME)) {
                provider(
                        settings.remote().isPresent() ? ConnectProvider.NAME : DatabricksProvider.NAME,
                        use.get().tier(),
                        use.get().place());
            }
        }

        void otherwise() {
            values.putIfAbsent(PROVIDER_KEY, new Value(LocalProvider.NAME, Optional.empty(), Place.of("default")));
        }
    }

    private static boolean truth(Variable use) {
        String text = use.value().toLowerCase(Locale.ROOT);
        if (YES.contains(text) || NO.contains(text)) {
            return YES.contains(text);
        }
        throw new JedroException(Problem.error(SparkCode.WRONG_SETTING, USE_CONNECT + " is neither true nor false.")
                .at(use.place())
                .fix("set it to true or false, or unset it"));
    }
}
