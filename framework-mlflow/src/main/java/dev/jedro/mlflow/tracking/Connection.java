package dev.jedro.mlflow.tracking;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigScalar;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.client.ApiCaller;
import dev.jedro.mlflow.client.Host;
import dev.jedro.mlflow.client.HttpEndpoint;
import dev.jedro.mlflow.client.HttpSettings;
import dev.jedro.mlflow.client.RestTrackingClient;
import dev.jedro.mlflow.client.TrackingClient;
import dev.jedro.mlflow.server.TrackingServer;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way to the tracking server of a project, or to the store in the project's folder. Opened when the first question is asked, so that making one costs nothing.
 * Thread-safe.
 */
public final class Connection implements AutoCloseable {
    private final Target target;
    private final ConfigMap section;
    private final MlflowSettings settings;
    private final HttpSettings http;
    private final Function<String, Optional<String>> credentials;
    private @Nullable TrackingServer embedded;
    private @Nullable Host host;
    private @Nullable RestTrackingClient client;

    private Connection(
            Target target,
            ConfigMap section,
            MlflowSettings settings,
            HttpSettings http,
            Function<String, Optional<String>> credentials) {
        this.target = target;
        this.section = section;
        this.settings = settings;
        this.http = http;
        this.credentials = credentials;
    }

    /**
     * Reads {@code mlflow.yml} and the environment.
     *
     * @param sections the configuration by name
     * @throws JedroException with all that is wrong in them
     */
    public static Connection of(Function<String, ConfigMap> sections, Path root) {
        return of(sections, root, Surroundings.ofProcess());
    }

    static Connection of(Function<String, ConfigMap> sections, Path root, Surroundings surroundings) {
        ConfigMap section = sections.apply(TrackingHook.SECTION);
        MlflowSettings settings = MlflowSettings.of(section);
        ConfigMap named = settings.server()
                .credentials()
                .map(name -> named(name, section, sections.apply("credentials")))
                .orElse(ConfigMap.empty(section.place()));
        Function<String, Optional<String>> credentials =
                variable -> inside(named, variable).or(() -> surroundings.get(variable));
        return new Connection(
                Target.of(section, settings, surroundings, root),
                section,
                settings,
                http(surroundings, settings),
                credentials);
    }

    private static ConfigMap named(String name, ConfigMap section, ConfigMap all) {
        if (all.get(name).orElse(null) instanceof ConfigMap found) {
            return found;
        }
        throw new JedroException(Problem.error(
                        MlflowCode.MISSING_CREDENTIALS, "The credentials '" + name + "' are not there, or are no map.")
                .at(MlflowSettings.place(section, "server.credentials"))
                .near(NearNames.of(name, all.keys()))
                .fix("add '" + name + "' to conf/local/credentials.yml, with username and password, or with token"));
    }

    /** {@code MLFLOW_TRACKING_USERNAME} as kedro-mlflow wants it, or {@code username} for short. */
    private static Optional<String> inside(ConfigMap named, String variable) {
        String brief =
                variable.replaceFirst("^(MLFLOW_TRACKING|DATABRICKS)_", "").toLowerCase(Locale.ROOT);
        return named.keys().stream()
                .filter(key -> key.equalsIgnoreCase(variable) || key.equalsIgnoreCase(brief))
                .findFirst()
                .flatMap(named::get)
                .map(value -> value instanceof ConfigScalar scalar ? scalar.text() : "")
                .filter(text -> !text.isBlank());
    }

    private static HttpSettings http(Surroundings surroundings, MlflowSettings settings) {
        HttpSettings usual = HttpSettings.DEFAULT;
        Duration timeout = number(surroundings, "MLFLOW_HTTP_REQUEST_TIMEOUT")
                .map(Duration::ofSeconds)
                .orElse(usual.timeout());
        int retries = number(surroundings, "MLFLOW_HTTP_REQUEST_MAX_RETRIES")
                .map(Long::intValue)
                .orElse(settings.tracking().onTrackingError() == MlflowSettings.OnError.WARN ? 3 : 4);
        return new HttpSettings(usual.connect(), timeout, retries, Duration.ofMillis(300), usual.longestWait());
    }

    private static Optional<Long> number(Surroundings surroundings, String variable) {
        return surroundings
                .get(variable)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Long::valueOf);
    }

    public MlflowSettings settings() {
        return settings;
    }

    Target target() {
        return target;
    }

    /** Where a key of {@code mlflow.yml} is written; the file if it is not. */
    Place place(String key) {
        return MlflowSettings.place(section, key);
    }

    /** What people see: an address or a folder. */
    public String shown() {
        return target.toString();
    }

    /** The client; opens the store or finds out how to log in if nobody has yet. */
    public synchronized TrackingClient client() {
        RestTrackingClient known = client;
        if (known == null) {
            known = new RestTrackingClient(new ApiCaller(new HttpEndpoint(host(), http), http));
            client = known;
        }
        return known;
    }

    /** For artifacts that go through the server itself. */
    public synchronized Host host() {
        Host known = host;
        if (known == null) {
            known = logIn();
            host = known;
        }
        return known;
    }

    private Host logIn() {
        if (target instanceof Target.Folder folder) {
            return embedded(folder.path());
        }
        return target instanceof Target.Server server
                ? PlainHost.of(server.uri(), credentials)
                : DatabricksHosts.of((Target.Databricks) target, credentials);
    }

    public HttpSettings http() {
        return http;
    }

    private Host embedded(Path folder) {
        TrackingServer server = TrackingServer.start(folder);
        embedded = server;
        return new PlainHost(server.uri(), Map.of("Authorization", "Bearer " + server.token()), false);
    }

    @Override
    public synchronized void close() {
        if (embedded != null) {
            embedded.close();
            embedded = null;
        }
        client = null;
        host = null;
    }
}
