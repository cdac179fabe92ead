package dev.jedro.spark.session;

import dev.jedro.config.Secret;
import dev.jedro.databricks.AutoStart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one session, as {@code conf/<env>/spark.yml} has them.
 *
 * @param provider {@code local} unless said otherwise
 * @param profile of {@code .databrickscfg}
 * @param host of the Databricks workspace
 * @param clusterId of the Databricks cluster, or the address of its page
 * @param serverless whether Databricks gives the compute
 * @param autoStart whether a Databricks cluster that stands still may be started, which costs money; {@code prompt} unless given
 * @param remote the address of a Spark Connect server, {@code sc://host:port}
 * @param token for the server; better from credentials than from this file
 * @param headers sent to the server with each call, by name
 * @param startTimeout how long to wait for the server's first answer; a minute unless given
 * @param onConnectFailure whether the engine inside this process may take the place of a server that cannot be reached; {@code fail} unless given
 * @param production whether the engine inside this process must never do so
 * @param master how many threads the engine inside this process uses, as Spark writes it; {@code local[*]} unless given
 * @param warehouse the folder of the catalogs of the engine inside this process, relative to the project; {@code data/warehouse} unless given
 * @param catalogs the names of the catalogs in that folder, the first of them the one of names without a catalog; {@code [main]} unless given
 * @param conf Spark's own settings, by their full names
 */
public record SessionSettings(
        Optional<String> provider,
        Optional<String> profile,
        Optional<String> host,
        Optional<String> clusterId,
        boolean serverless,
        AutoStart autoStart,
        Optional<String> remote,
        Optional<Secret> token,
        Map<String, String> headers,
        Optional<Duration> startTimeout,
        ConnectFailure onConnectFailure,
        boolean production,
        Optional<String> master,
        Optional<String> warehouse,
        Optional<List<String>> catalogs,
        Map<String, String> conf) {

    public SessionSettings {
        headers = Map.copyOf(headers);
        conf = Map.copyOf(conf);
    }

    /** Nothing given. */
    public static SessionSettings defaults() {
        return new SessionSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                AutoStart.PROMPT,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                ConnectFailure.FAIL,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** A copy with another provider. */
    public SessionSettings withProvider(String name) {
        return copy(Optional.of(name), remote, token, headers);
    }

    /** A copy with another address. */
    SessionSettings withRemote(String address) {
        return copy(provider, Optional.of(address), token, headers);
    }

    /** A copy without what belongs to one server alone. */
    SessionSettings withoutCredentials() {
        return copy(provider, remote, Optional.empty(), Map.of());
    }

    private SessionSettings copy(
            Optional<String> newProvider,
            Optional<String> newRemote,
            Optional<Secret> newToken,
            Map<String, String> newHeaders) {
        return new SessionSettings(
                newProvider,
                profile,
                host,
                clusterId,
                serverless,
                autoStart,
                newRemote,
                newToken,
                newHeaders,
                startTimeout,
                onConnectFailure,
                production,
                master,
                warehouse,
                catalogs,
                conf);
    }
}
