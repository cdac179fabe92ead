package dev.jedro.spark.session;

import dev.jedro.databricks.Field;
import dev.jedro.databricks.Surroundings;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.spark.connect.Endpoint;
import dev.jedro.spark.failure.SparkCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The providers of sessions that there are: Jedro's own and those found on the class path. */
public final class Providers {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.spark");

    private Providers() {}

    /** Finds what is wrong with the settings of a session, without asking anybody. */
    public static void check(SessionRequest request) {
        of(request).check(request);
    }

    /** Opens a session with the provider that its settings name, or falls back on this process if they allow it. */
    public static OpenSession open(SessionRequest request) {
        SparkSessionProvider provider = of(request);
        request.settings().headers().forEach((name, value) -> {
            if (Shown.secret(name)) {
                request.owner().secret(value);
            }
        });
        provider.check(request);
        try {
            return provider.open(request);
        } catch (JedroException e) {
            boolean mayFallBack = request.settings().onConnectFailure() == ConnectFailure.LOCAL
                    && !(provider instanceof LocalProvider)
                    && e.problems().get(0).code() == SparkCode.UNREACHABLE;
            if (!mayFallBack) {
                throw e;
            }
            return local(request, e);
        }
    }

    private static OpenSession local(SessionRequest request, JedroException failure) {
        if (request.settings().production()) {
            List<Problem> problems = new ArrayList<>(failure.problems());
            problems.add(Problem.error(
                            SparkCode.FALL_BACK_REFUSED,
                            "The environment is marked 'production', so the engine inside this process must not take the server's place.")
                    .at(request.place("on_connect_failure"))
                    .fix("remove on_connect_failure: local"));
            throw new JedroException(problems, failure);
        }
        LOG.warn("{}", failure.problems().get(0));
        LOG.warn(
                "FALLING BACK: this run works on the Spark engine inside this process, with the tables of this machine.");
        return new FallenBack(new LocalProvider().open(request.onThisMachine()));
    }

    /** The secrets in environment variables that sessions may be opened with. */
    public static List<String> secrets(Surroundings surroundings) {
        List<String> secrets = new ArrayList<>(surroundings.secrets());
        secrets.addAll(Endpoint.secrets(surroundings.env().getOrDefault(SessionChoice.REMOTE, "")));
        return secrets;
    }

    /** What is wrong with the address of a session's server; nothing where it has none, which needs no client on the class path to be told. */
    public static List<Problem> addressMistakes(SessionRequest request) {
        if (of(request) instanceof ConnectProvider) {
            try {
                ConnectProvider.endpoint(request);
            } catch (JedroException e) {
                return e.problems();
            }
        }
        return List.of();
    }

    /** What counts for a session, the workspace of the provider {@code databricks} included, with the source of each value. Opens nothing, and asks nobody. */
    public static Map<String, SessionChoice.Value> explain(SessionRequest request) {
        Map<String, SessionChoice.Value> values =
                new LinkedHashMap<>(request.choice().values());
        if (of(request) instanceof DatabricksProvider) {
            DatabricksProvider.settings(request).all().forEach(setting -> {
                String key = setting.field() == Field.SERVERLESS
                        ? "serverless"
                        : setting.field().key();
                values.put(key, new SessionChoice.Value(setting.shown(), Optional.of(setting.tier()), setting.place()));
            });
        }
        return values;
    }

    /** Whether the settings ask for the engine inside this process. */
    public static boolean local(SessionSettings settings) {
        return settings.provider().orElse(LocalProvider.NAME).equals(LocalProvider.NAME);
    }

    /** Which names of tables the engine inside this process will take. Opens nothing. */
    public static LocalNames localNames(SessionRequest request) {
        Map<String, String> conf = new LinkedHashMap<>();
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith(LocalNames.CATALOG)) // Spark takes them too
                .forEach(key -> conf.put(key, System.getProperty(key, "")));
        conf.putAll(LocalProvider.conf(request.root(), request.settings()));
        return new LocalNames(conf);
    }

    /** Whether the settings ask for a session in another process. */
    public static boolean remote(SessionSettings settings) {
        String name = settings.provider().orElse(LocalProvider.NAME);
        return !(name.equals(LocalProvider.NAME) || name.equals(AmbientProvider.NAME));
    }

    private static SparkSessionProvider of(SessionRequest request) {
        List<SparkSessionProvider> all = new ArrayList<>(
                List.of(new LocalProvider(), new ConnectProvider(), new DatabricksProvider(), new AmbientProvider()));
        ServiceLoader.load(SparkSessionProvider.class).forEach(all::add);
        String wanted = request.settings().provider().orElse(LocalProvider.NAME);
        List<String> names = all.stream().map(SparkSessionProvider::name).toList();
        return all.stream()
                .filter(provider -> provider.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new JedroException(Problem.error(
                                SparkCode.UNKNOWN_PROVIDER, "There is no provider '" + wanted + "' of Spark sessions.")
                        .at(request.place("provider"))
                        .near(NearNames.of(wanted, names))
                        .fix("use one of: " + String.join(", ", names))));
    }

    private record FallenBack(OpenSession local) implements OpenSession {
        @Override
        public SparkSession session() {
            return local.session();
        }

        @Override
        public boolean remote() {
            return false;
        }

        @Override
        public boolean usable() {
            return local.usable();
        }

        @Override
        public Map<String, String> facts() {
            Map<String, String> facts = new LinkedHashMap<>(local.facts());
            facts.put("fallback", "true");
            return facts;
        }

        @Override
        public void close() {
            local.close();
        }
    }
}
