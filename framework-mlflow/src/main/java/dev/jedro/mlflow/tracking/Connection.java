package dev.jedro.mlflow.tracking;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigScalar;
import dev.jedro.config.Secret;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.client.ApiCaller;
import dev.jedro.mlflow.client.Endpoint;
import dev.jedro.mlflow.client.Host;
import dev.jedro.mlflow.client.HttpEndpoint;
import dev.jedro.mlflow.client.HttpSettings;
import dev.jedro.mlflow.client.RestTrackingClient;
import dev.jedro.mlflow.client.TrackingClient;
import dev.jedro.mlflow.server.StoreEndpoint;
import dev.jedro.mlflow.server.TrackingServer;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way to the tracking server of a project, or to the store in the project's folder. Opened when the first question is asked, so that making one costs nothing.
 * Thread-safe.
 */
public final class Connection implements AutoCloseable {
    private static final int SHORTEST_SECRET = 4;
    private final Target target;
    private final ConfigMap section;
    private final MlflowSettings settings;
    private final HttpSettings http;
    private final ConfigMap named;
    private final Surroundings surroundings;
    private final Path root;
    private final @Nullable Connection registry;
    private @Nullable TrackingServer embedded;
    private @Nullable StoreEndpoint store;
    private @Nullable Host host;
    private @Nullable ApiCaller caller;

    private Connection(
            Target target,
            ConfigMap section,
            MlflowSettings settings,
            ConfigMap named,
            Surroundings surroundings,
            Path root,
            @Nullable Connection registry) {
        this.target = target;
        this.section = section;
        this.settings = settings;
        this.http = http(surroundings, settings);
        this.named = named;
        this.surroundings = surroundings;
        this.root = root;
        this.registry = registry;
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
        Connection registry = Target.registry(section, settings, surroundings, root)
                .map(target -> new Connection(target, section, settings, named, surroundings, root, null))
                .orElse(null);
        return new Connection(
                Target.of(section, settings, surroundings, root),
                section,
                settings,
                named,
                surroundings,
                root,
                registry);
    }

    /**
     * For commands outside a project: what the environment says, or the folder {@code mlruns}.
     *
     * @param folder where relative folders begin
     */
    public static Connection outside(Path folder) {
        return of(name -> ConfigMap.empty(Place.of(name + ".yml")), folder);
    }

    /** For a folder that somebody names. */
    public static Connection to(Path folder) {
        return of(
                name -> ConfigMap.empty(Place.of(name + ".yml")),
                folder,
                new Surroundings(Map.of("MLFLOW_TRACKING_URI", folder.toString())));
    }

    private Optional<String> credential(String variable) {
        return inside(named, variable).or(() -> surroundings.get(variable));
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
        String brief = variable.replaceFirst("^MLFLOW_TRACKING_", "").toLowerCase(Locale.ROOT);
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

    /** The environment variable; empty also if its text is. */
    Optional<String> variable(String name) {
        return surroundings.get(name);
    }

    Target target() {
        return target;
    }

    /** Where a key of {@code mlflow.yml} is written; the file if it is not. */
    public Place place(String key) {
        return MlflowSettings.place(section, key);
    }

    /** Whether a key stands in {@code mlflow.yml}. */
    public boolean says(String key) {
        return section.at(key).isPresent();
    }

    /** What people see: an address or a folder. */
    public String shown() {
        return target.toString();
    }

    /** As {@link #shown}, but a folder of the project is told as a path in it, which stays the same when the project moves. */
    String shownFrom(Path project) {
        return folder().filter(kept -> kept.startsWith(project))
                .map(kept -> project.relativize(kept).toString())
                .orElseGet(this::shown);
    }

    /** The folder where runs are kept; empty if they are on a server. */
    public Optional<Path> folder() {
        return target instanceof Target.Folder kept ? Optional.of(kept.path()) : Optional.empty();
    }

    /** The page of runs of a server or a workspace. */
    public URI page() {
        return target instanceof Target.Databricks ? host().uri().resolve("/ml/experiments") : host().uri();
    }

    /** Where models are registered: this connection, unless {@code mlflow_registry_uri} says otherwise. */
    public Connection registry() {
        return registry == null ? this : registry;
    }

    /**
     * Finds mistakes that can be found without asking anybody: a profile that is not there, a workspace without credentials, a certificate that cannot be read.
     *
     * @throws JedroException with all of them
     */
    void check() {
        if (!(target instanceof Target.Folder)) {
            host();
        }
        if (registry != null) {
            registry.check();
        }
    }

    /** Masks in a text what this connection logs in with; never a name. */
    public UnaryOperator<String> mask() {
        List<String> secrets = Stream.of("MLFLOW_TRACKING_PASSWORD", "MLFLOW_TRACKING_TOKEN", "DATABRICKS_TOKEN")
                .flatMap(variable -> credential(variable).stream())
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .toList();
        UnaryOperator<String> own = text -> {
            String masked = text;
            for (String secret : secrets) {
                masked = masked.replace(secret, Secret.MASK);
            }
            return masked;
        };
        return target instanceof Target.Databricks && host() instanceof DatabricksHost databricks
                ? text -> databricks.mask().apply(own.apply(text))
                : own;
    }

    /** The client; opens the store or finds out how to log in if nobody has yet. */
    public TrackingClient client() {
        return new RestTrackingClient(caller());
    }

    /** For requests that are not in {@link TrackingClient}, such as those for signed addresses. */
    public synchronized ApiCaller caller() {
        ApiCaller known = caller;
        if (known == null) {
            known = new ApiCaller(endpoint(), http);
            caller = known;
        }
        return known;
    }

    /** The store of a folder is asked in this process: starting a server and a client for it takes longer than many a run. */
    private Endpoint endpoint() {
        if (target instanceof Target.Folder folder) {
            StoreEndpoint opened = StoreEndpoint.open(folder.path());
            store = opened;
            return opened;
        }
        return new HttpEndpoint(host(), http);
    }

    /** For artifacts that go through the server itself; starts the embedded one where there is no other. */
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
                ? PlainHost.of(server.uri(), this::credential)
                : DatabricksHost.of((Target.Databricks) target, named, surroundings, root);
    }

    public HttpSettings http() {
        return http;
    }

    private Host embedded(Path folder) {
        TrackingServer server = TrackingServer.start(folder);
        embedded = server;
        return new PlainHost(server.uri(), Map.of("Authorization", "Bearer " + server.token()), Optional.empty());
    }

    @Override
    public synchronized void close() {
        if (embedded != null) {
            embedded.close();
            embedded = null;
        }
        caller = null;
        if (store != null) {
            store.close();
            store = null;
        }
        host = null;
        if (registry != null) {
            registry.close();
        }
    }
}
