package dev.jedro.spark.session;

import dev.jedro.databricks.Cluster;
import dev.jedro.databricks.DatabricksCode;
import dev.jedro.databricks.DatabricksSettings;
import dev.jedro.databricks.Field;
import dev.jedro.databricks.Wishes;
import dev.jedro.databricks.Workspace;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spark.connect.ClientCheck;
import dev.jedro.spark.connect.ConnectSession;
import dev.jedro.spark.connect.Endpoint;
import dev.jedro.spark.failure.SparkCode;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a session on a Databricks cluster, or on its serverless compute, with a fresh token for each call. */
final class DatabricksProvider implements SparkSessionProvider {
    static final String NAME = "databricks";
    private static final Logger LOG = LoggerFactory.getLogger("jedro.spark");
    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(10);
    private static final int TLS_PORT = 443;
    private static final int PLAIN_PORT = 80;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(SessionRequest request) {
        ClientCheck.run();
        RemoteConf.check(request);
        settings(request).requireCompute(request.place("provider"));
    }

    @Override
    public OpenSession open(SessionRequest request) {
        DatabricksSettings databricks = settings(request);
        databricks.warnings().forEach(warning -> LOG.warn("{}", warning));
        databricks.all().stream()
                .filter(setting -> setting.field().secret())
                .forEach(setting -> request.owner().secret(setting.value()));
        Workspace workspace = Workspace.of(databricks);
        Map<String, String> headers = new LinkedHashMap<>(request.settings().headers());
        headers.putAll(compute(request, databricks, workspace));
        try {
            return ConnectSession.open(
                    endpoint(databricks.host(), headers, request),
                    () -> Optional.of(token(workspace, request.owner())),
                    request.settings().conf(),
                    request.settings().startTimeout().orElse(USUAL_TIMEOUT),
                    request.place("provider"),
                    request.owner());
        } catch (JedroException e) {
            throw new JedroException(
                    e.problems().stream()
                            .map(problem -> ofWorkspace(problem, databricks))
                            .toList(),
                    e);
        }
    }

    /** The workspace has let in and knows the cluster, so what is wrong is the cluster's, or the right to use it. */
    private static Problem ofWorkspace(Problem problem, DatabricksSettings databricks) {
        if (problem.code() == SparkCode.UNAUTHENTICATED) {
            return databricks
                    .setting(Field.TOKEN)
                    .map(token -> problem.at(token.place()))
                    .orElse(problem);
        } else if (problem.code() != SparkCode.UNREACHABLE) {
            return problem;
        }
        Problem here = Problem.error(problem.code(), problem.what());
        for (Place place : problem.where()) {
            here = here.at(place);
        }
        String page =
                databricks.clusterId().map(id -> "/compute/clusters/" + id).orElse("/compute");
        return here.fix("look at the cluster's state and event log: " + databricks.host() + page)
                .fix("check the rest of the way with: jedro databricks doctor, with the same --env");
    }

    private static String token(Workspace workspace, SessionOwner owner) {
        String token = workspace.token();
        owner.secret(token);
        return token;
    }

    /** The workspace, the login and the compute that count, with their sources. */
    static DatabricksSettings settings(SessionRequest request) {
        Wishes wishes = Wishes.none();
        for (Map.Entry<Field, String> field : fields(request.settings()).entrySet()) {
            Place place = request.place(
                    field.getKey() == Field.SERVERLESS
                            ? "serverless"
                            : field.getKey().key());
            wishes = SessionChoice.flagged(place)
                    ? wishes.flag(field.getKey(), field.getValue(), place)
                    : wishes.configured(field.getKey(), field.getValue(), place);
        }
        if (request.settings().profile().isPresent()) {
            Place place = request.place("profile");
            String profile = request.settings().profile().get();
            wishes = SessionChoice.flagged(place)
                    ? wishes.flagProfile(profile, place)
                    : wishes.configuredProfile(profile, place);
        }
        try {
            return DatabricksSettings.resolve(
                    wishes,
                    request.name().isEmpty()
                            ? request.surroundings()
                            : request.surroundings().withoutWorkspace());
        } catch (JedroException e) {
            throw new JedroException(
                    e.problems().stream()
                            .map(problem -> withWhatToWrite(problem, request))
                            .toList(),
                    e);
        }
    }

    /** Who runs with an environment of somebody else's for the first time has to be told all that is to be done. */
    private static Problem withWhatToWrite(Problem problem, SessionRequest request) {
        Place provider = request.place("provider");
        if (problem.code() == DatabricksCode.UNKNOWN_PROFILE && !saysWhereToCompute(request.settings())) {
            return problem.fix("then, unless the profile says it, say where to compute, in " + file(provider)
                    + ":  cluster_id: the cluster's id or the address of its page  (or serverless: true)");
        }
        if (problem.code() != DatabricksCode.NO_WORKSPACE) {
            return problem;
        }
        return problem.at(provider)
                .fix(
                        "say where to work, in " + file(provider)
                                + ":  profile: NAME  and  cluster_id: the cluster's id or the address of its page (or serverless: true)");
    }

    /** The file that chooses the provider; a variable or an option that does has no room for more. */
    private static String file(Place provider) {
        return provider.source().endsWith(".yml") ? provider.source() : "spark.yml";
    }

    private static boolean saysWhereToCompute(SessionSettings settings) {
        return settings.clusterId().isPresent() || settings.serverless();
    }

    private static Map<Field, String> fields(SessionSettings settings) {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        settings.host().ifPresent(host -> fields.put(Field.HOST, host));
        settings.token().ifPresent(token -> fields.put(Field.TOKEN, token.reveal()));
        settings.clusterId().ifPresent(cluster -> fields.put(Field.CLUSTER_ID, cluster));
        if (settings.serverless()) {
            fields.put(Field.SERVERLESS, "auto");
        }
        return fields;
    }

    /** What tells the workspace where to compute. */
    private static Map<String, String> compute(
            SessionRequest request, DatabricksSettings databricks, Workspace workspace) {
        if (databricks.serverless()) {
            return Map.of("x-databricks-session-id", UUID.randomUUID().toString());
        }
        Cluster running = workspace.running(
                databricks.clusterId().orElseThrow(),
                request.settings().autoStart(),
                stopped -> request.owner().agrees(stopped.startQuestion()));
        return Map.of("x-databricks-cluster-id", running.id());
    }

    private static Endpoint endpoint(URI host, Map<String, String> headers, SessionRequest request) {
        boolean tls = !"http".equals(host.getScheme());
        int port = host.getPort() > 0 ? host.getPort() : tls ? TLS_PORT : PLAIN_PORT;
        Endpoint endpoint = new Endpoint(host.getHost(), port, tls, Optional.empty(), Optional.empty(), headers);
        endpoint.requireThatNoTokenTravelsInClear(
                true, request.place("host"), "write the workspace's address with https");
        return endpoint;
    }
}
