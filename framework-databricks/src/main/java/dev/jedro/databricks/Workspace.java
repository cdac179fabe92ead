package dev.jedro.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A workspace of Databricks: tokens for it, and what it says of clusters and warehouses. Asks nothing before it is asked. Every failure is a {@link JedroException} with a cure, and none of
 * them bears a token. Thread-safe.
 */
public final class Workspace {
    private static final Duration STARTING = Duration.ofMinutes(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private final DatabricksSettings settings;
    private final Tokens tokens;
    private final Http.Pause pause;
    private final Rest rest;

    private Workspace(DatabricksSettings settings, Http http, Http.Pause pause) {
        this.settings = settings;
        this.tokens = Tokens.of(settings, http);
        this.pause = pause;
        this.rest = new Rest(settings.host(), http, tokens, settings.place(Field.HOST), () -> tokenPlace(settings));
    }

    public static Workspace of(DatabricksSettings settings) {
        return of(settings, time -> Thread.sleep(time.toMillis()));
    }

    static Workspace of(DatabricksSettings settings, Http.Pause pause) {
        return new Workspace(settings, new Http(settings.timeout(), pause, java.time.Clock.systemUTC()), pause);
    }

    public URI host() {
        return settings.host();
    }

    public DatabricksSettings settings() {
        return settings;
    }

    /** A bearer token that is good for at least half a minute; to be asked for anew for each call that is made with it. */
    public String token() {
        return tokens.token();
    }

    /** Masks the secrets of the settings, and the token as far as it has been used, in a text. */
    public UnaryOperator<String> mask() {
        UnaryOperator<String> known = settings.mask();
        return text -> known.apply(rest.masked(text));
    }

    /** Who is logged in: the quickest way to know that host and token are good. */
    public User me() {
        JsonNode me = rest.get("/api/2.0/preview/scim/v2/Me", Rest.LOGIN);
        return new User(rest.text(me, "userName"));
    }

    /** @throws JedroException {@link DatabricksCode#NOT_FOUND} if the workspace has none of this id */
    public Cluster cluster(String id) {
        JsonNode cluster = described(id);
        return new Cluster(
                id,
                cluster.path("cluster_name").asText(id),
                rest.text(cluster, "state"),
                cluster.path("spark_version").asText(""),
                Optional.of(cluster.path("data_security_mode").asText("")).filter(mode -> !mode.isEmpty()),
                cluster.path("state_message").asText(""));
    }

    private JsonNode described(String id) {
        try {
            return rest.get(
                    "/api/2.1/clusters/get?cluster_id=" + URLEncoder.encode(id, StandardCharsets.UTF_8),
                    "the cluster '" + id + "'");
        } catch (JedroException e) {
            Problem problem = e.problems().get(0);
            throw problem.code() == DatabricksCode.NOT_FOUND ? new JedroException(absent(problem, id), e) : e;
        }
    }

    /** Said of the cluster's id, not of the host; with the clusters that are meant perhaps. */
    private Problem absent(Problem problem, String id) {
        Problem here = Problem.error(problem.code(), problem.what())
                .at(
                        settings.clusterId().filter(id::equals).isPresent()
                                ? settings.place(Field.CLUSTER_ID)
                                : settings.place(Field.HOST));
        Map<String, String> clusters = clusters();
        List<String> near = NearNames.of(
                id,
                Stream.concat(clusters.keySet().stream(), clusters.values().stream())
                        .toList());
        for (String fix : problem.fixes()) {
            here = here.fix(fix);
        }
        return here.near(clusters.entrySet().stream()
                .filter(cluster -> near.contains(cluster.getKey()) || near.contains(cluster.getValue()))
                .map(cluster -> cluster.getKey() + " (" + cluster.getValue() + ")")
                .toList());
    }

    /** The names of the clusters by their ids; none if they may not be seen. */
    private Map<String, String> clusters() {
        Map<String, String> names = new TreeMap<>();
        try {
            for (JsonNode cluster :
                    rest.get("/api/2.1/clusters/list", "the clusters").path("clusters")) {
                names.put(
                        cluster.path("cluster_id").asText(),
                        cluster.path("cluster_name").asText());
            }
        } catch (JedroException e) {
            return Map.of(); // what is wrong has been found already
        }
        return names;
    }

    /** @throws JedroException {@link DatabricksCode#NOT_FOUND} if the workspace has none of this id */
    public Warehouse warehouse(String id) {
        JsonNode warehouse = rest.get(
                "/api/2.0/sql/warehouses/" + URLEncoder.encode(id, StandardCharsets.UTF_8),
                "the warehouse '" + id + "'");
        return new Warehouse(id, warehouse.path("name").asText(id), rest.text(warehouse, "state"));
    }

    /** As {@link #running(String, AutoStart, Predicate)} where nobody can be asked. */
    public Cluster running(String id, AutoStart autoStart) {
        return running(id, autoStart, cluster -> false);
    }

    /**
     * The cluster when it runs. One that is on its way is waited for; one that stands still is started if that is allowed.
     *
     * @param ask asked for {@link AutoStart#PROMPT}
     * @throws JedroException {@link DatabricksCode#CLUSTER_STOPPED} if it may not be started, {@link DatabricksCode#CLUSTER_FAILED} if it does not run after twenty minutes
     */
    public Cluster running(String id, AutoStart autoStart, Predicate<Cluster> ask) {
        Cluster cluster = cluster(id);
        boolean started = false;
        for (long waited = 0; !cluster.running(); waited += BETWEEN_LOOKS.toMillis()) {
            if (!cluster.starting() && !cluster.state().equals("TERMINATING")) {
                if (started || cluster.state().equals("ERROR")) {
                    throw new JedroException(failed(cluster));
                }
                if (!autoStart.allows(cluster, ask)) {
                    throw new JedroException(stopped(cluster));
                }
                rest.post("/api/2.1/clusters/start", Map.of("cluster_id", id), "the cluster '" + id + "'");
                started = true;
                cluster = cluster(id);
                if (cluster.running()) {
                    return cluster;
                }
            }
            if (waited > STARTING.toMillis()) {
                throw new JedroException(failed(cluster));
            }
            waitABit();
            cluster = cluster(id);
        }
        return cluster;
    }

    private void waitABit() {
        try {
            pause.of(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a cluster starts", e);
        }
    }

    private Problem stopped(Cluster cluster) {
        return Problem.error(
                        DatabricksCode.CLUSTER_STOPPED,
                        "The cluster '" + cluster.name() + "' (" + cluster.id() + ") is "
                                + cluster.state().toLowerCase(java.util.Locale.ROOT)
                                + ", and starting it, which costs money, is not allowed.")
                .at(settings.place(Field.CLUSTER_ID))
                .fix("start it in the workspace, under Compute, or with: " + startCommand(cluster))
                .fix("let runs start it, with auto_start: always in spark.yml");
    }

    private Problem failed(Cluster cluster) {
        return Problem.error(
                        DatabricksCode.CLUSTER_FAILED,
                        "The cluster '" + cluster.name() + "' (" + cluster.id() + ") does not run; its state is "
                                + cluster.state()
                                + (cluster.message().isEmpty() ? "." : ": " + mask().apply(cluster.message())))
                .at(settings.place(Field.CLUSTER_ID))
                .fix("look at its event log: " + host() + "/compute/clusters/" + cluster.id());
    }

    /** What to type to start a cluster of this workspace, whatever the folder and the environment. */
    public String startCommand(Cluster cluster) {
        boolean known = settings.setting(Field.HOST)
                .filter(host -> host.tier() == Tier.PROFILE)
                .isPresent();
        return "jedro databricks ping"
                + settings.profile()
                        .filter(name -> known)
                        .map(name -> " --profile " + name)
                        .orElse("")
                + " --cluster-id " + cluster.id() + " --start always";
    }

    private static Place tokenPlace(DatabricksSettings settings) {
        return settings.all().stream()
                .filter(setting -> setting.field().logsIn())
                .map(Setting::place)
                .findFirst()
                .orElse(Place.of(settings.host().toString()));
    }
}
