package dev.jedro.spark.session;

import dev.jedro.databricks.AutoStart;
import dev.jedro.databricks.DatabricksSettings;
import dev.jedro.databricks.Field;
import dev.jedro.databricks.Surroundings;
import dev.jedro.databricks.Wishes;
import dev.jedro.databricks.Workspace;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.connect.ConnectSession;
import dev.jedro.spark.connect.Endpoint;
import dev.jedro.spark.failure.SparkCode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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
    public OpenSession open(SessionRequest request) {
        DatabricksSettings databricks = DatabricksSettings.resolve(
                wishes(request),
                new Surroundings(
                        request.environment(), Path.of(System.getProperty("user.home")), Optional.of(request.root())));
        databricks.warnings().forEach(warning -> LOG.warn("{}", warning));
        Workspace workspace = Workspace.of(databricks);
        Map<String, String> headers = new LinkedHashMap<>(request.settings().headers());
        headers.putAll(compute(request, databricks, workspace));
        return ConnectSession.open(
                endpoint(databricks.host(), headers, request),
                () -> Optional.of(workspace.token()),
                request.settings().conf(),
                request.settings().startTimeout().orElse(USUAL_TIMEOUT),
                request.place("provider"),
                request.progress());
    }

    private static Wishes wishes(SessionRequest request) {
        SessionSettings settings = request.settings();
        Wishes wishes = Wishes.none();
        if (settings.profile().isPresent()) {
            wishes = wishes.configuredProfile(settings.profile().get(), request.place("profile"));
        }
        if (settings.host().isPresent()) {
            wishes = wishes.configured(Field.HOST, settings.host().get(), request.place("host"));
        }
        if (settings.token().isPresent()) {
            wishes = wishes.configured(Field.TOKEN, settings.token().get().reveal(), request.place("token"));
        }
        if (settings.clusterId().isPresent()) {
            wishes = wishes.configured(Field.CLUSTER_ID, settings.clusterId().get(), request.place("cluster_id"));
        }
        return settings.serverless()
                ? wishes.configured(Field.SERVERLESS, "auto", request.place("serverless"))
                : wishes;
    }

    /** What tells the workspace where to compute. */
    private static Map<String, String> compute(
            SessionRequest request, DatabricksSettings databricks, Workspace workspace) {
        if (databricks.serverless()) {
            return Map.of("x-databricks-session-id", UUID.randomUUID().toString());
        }
        String cluster = databricks
                .clusterId()
                .orElseThrow(() -> new JedroException(
                        Problem.error(SparkCode.BAD_ADDRESS, "It is not said on which Databricks cluster to work.")
                                .at(request.place("provider"))
                                .fix("add to spark.yml:  cluster_id: the cluster's id, or the address of its page")
                                .fix("add to spark.yml:  serverless: true")
                                .fix("set DATABRICKS_CLUSTER_ID, or add cluster_id to the profile")));
        AutoStart start = AutoStart.valueOf(request.settings().autoStart().name());
        return Map.of(
                "x-databricks-cluster-id", workspace.running(cluster, start).id());
    }

    private static Endpoint endpoint(URI host, Map<String, String> headers, SessionRequest request) {
        boolean tls = !"http".equals(host.getScheme());
        int port = host.getPort() > 0 ? host.getPort() : tls ? TLS_PORT : PLAIN_PORT;
        Endpoint endpoint = new Endpoint(host.getHost(), port, tls, Optional.empty(), Optional.empty(), headers);
        endpoint.requireThatNoTokenTravelsInClear(true, request.place("host"));
        return endpoint;
    }
}
