package dev.jedro.databricks;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Which workspace counts, how to log in there and where to compute, with the source of every field. Nothing has been asked over the network. Immutable.
 *
 * <p>What counts: the command line, then environment variables, the project's {@code .env}, its configuration, the profile. A profile that one of them names stands right behind it, so
 * that one named on the command line wins over all variables. Workspace and credentials are never mixed from two sources that both have credentials.
 *
 * <pre>{@code
 * DatabricksSettings settings = DatabricksSettings.resolve(Wishes.none(), Surroundings.of(Optional.of(root)));
 * Workspace workspace = Workspace.of(settings);
 * }</pre>
 */
public final class DatabricksSettings {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
    private final URI host;
    private final String login;
    private final Optional<String> profile;
    private final Map<Field, Setting> settings;
    private final Map<String, String> env;
    private final List<Problem> warnings;

    DatabricksSettings(
            URI host,
            String login,
            Optional<String> profile,
            Map<Field, Setting> settings,
            Map<String, String> env,
            List<Problem> warnings) {
        this.host = host;
        this.login = login;
        this.profile = profile;
        Map<Field, Setting> copy = new EnumMap<>(Field.class);
        copy.putAll(settings);
        this.settings = Collections.unmodifiableMap(copy);
        this.env = Map.copyOf(env);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads all sources and decides.
     *
     * @throws JedroException with everything that is wrong
     */
    public static DatabricksSettings resolve(Wishes wishes, Surroundings surroundings) {
        Problems problems = new Problems();
        Sources sources = new Sources(wishes, surroundings, problems);
        List<Source> all = sources.all();
        problems.throwIfErrors();
        return new Resolution(all, sources.noWorkspace(), surroundings, problems).settings();
    }

    /** Scheme, host and, where it is not the usual one, port. */
    public URI host() {
        return host;
    }

    /** How to log in, as Databricks names it: {@code pat}, {@code oauth-m2m}, {@code databricks-cli} and others. */
    public String login() {
        return login;
    }

    /** The name of the profile that values come from; empty if none is used. */
    public Optional<String> profile() {
        return profile;
    }

    /** The cluster's id; empty if serverless is chosen, or nothing. */
    public Optional<String> clusterId() {
        return value(Field.CLUSTER_ID);
    }

    /** Whether serverless compute is chosen. */
    public boolean serverless() {
        return settings.containsKey(Field.SERVERLESS);
    }

    /** The SQL warehouse's id. */
    public Optional<String> warehouseId() {
        return value(Field.WAREHOUSE_ID);
    }

    /** How long to wait for one answer of the workspace. */
    public Duration timeout() {
        return value(Field.HTTP_TIMEOUT)
                .map(seconds -> Duration.ofSeconds(Integer.parseInt(seconds)))
                .orElse(USUAL_TIMEOUT);
    }

    /** Every field that counts, with its source. Those that log in but are not used are left out. */
    public List<Setting> all() {
        return List.copyOf(settings.values());
    }

    public Optional<Setting> setting(Field field) {
        return Optional.ofNullable(settings.get(field));
    }

    /** Where a field was written, for messages; the workspace's address if it was written nowhere. */
    Place place(Field field) {
        return setting(field).map(Setting::place).orElse(Place.of(host.toString()));
    }

    /**
     * Makes sure that it is said where to compute.
     *
     * @param place where to say it
     * @throws JedroException {@link DatabricksCode#BAD_COMPUTE} if neither a cluster nor serverless is chosen
     */
    public void requireCompute(Place place) {
        if (clusterId().isEmpty() && !serverless()) {
            throw new JedroException(
                    Problem.error(DatabricksCode.BAD_COMPUTE, "It is not said on which Databricks cluster to work.")
                            .at(place)
                            .fix("add to spark.yml:  cluster_id: the cluster's id, or the address of its page")
                            .fix("add to spark.yml:  serverless: true")
                            .fix("set DATABRICKS_CLUSTER_ID, or add cluster_id to the profile"));
        }
    }

    /** What is not quite right, but does not keep from going on. */
    public List<Problem> warnings() {
        return warnings;
    }

    /** Masks the secrets among these settings in a text. */
    public UnaryOperator<String> mask() {
        return Masks.of(settings.values().stream()
                .filter(setting -> setting.field().secret())
                .map(Setting::value)
                .toList());
    }

    Optional<String> value(Field field) {
        return setting(field).map(Setting::value);
    }

    /** The environment variables, for the programs that log in. */
    Map<String, String> env() {
        return env;
    }

    /** The host and how to log in; no secret. */
    @Override
    public String toString() {
        return host + " (" + login + ")" + settings.values();
    }
}
