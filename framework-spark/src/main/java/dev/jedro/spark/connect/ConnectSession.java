package dev.jedro.spark.connect;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.SparkCode;
import dev.jedro.spark.failure.SparkFailures;
import dev.jedro.spark.failure.TableFailures;
import dev.jedro.spark.session.OpenSession;
import dev.jedro.spark.session.ProgressListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connect.client.SparkConnectClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session on a Spark Connect server. Thread-safe. */
public final class ConnectSession implements OpenSession {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.spark");
    private static final int PROBE_MILLIS = 5000;
    /** What is still sent to a session that is closed ends quickly or is not missed. */
    private static final int MOST_MILLIS_FOR_WORK = 2000;

    private final Endpoint endpoint;
    private final SparkSession session;
    private final String version;
    private final Calls calls;

    private ConnectSession(Endpoint endpoint, SparkSession session, String version, Calls calls) {
        this.endpoint = endpoint;
        this.session = session;
        this.version = version;
        this.calls = calls;
    }

    /**
     * Opens a session of its own; a server that is not there is told within seconds.
     *
     * <p>What {@link ClientCheck} finds wrong is found before.
     *
     * @param token asked for a fresh one with each call; empty where the endpoint's own, or none, is to be used
     * @param conf Spark's settings for the session
     * @param timeout for the server's first answer; a cluster that starts takes minutes
     * @throws JedroException if it cannot be opened
     */
    public static ConnectSession open(
            Endpoint endpoint,
            Supplier<Optional<String>> token,
            Map<String, String> conf,
            Duration timeout,
            Place place,
            ProgressListener progress) {
        probe(endpoint, place);
        Supplier<Optional<String>> fresh =
                () -> token.get().or(() -> endpoint.token().map(secret -> secret.reveal()));
        Calls calls =
                new Calls(fresh, endpoint.headers(), (tags, now) -> progress.progress(tags, now.done(), now.total()));
        SparkSession session = create(endpoint, calls);
        try {
            String version = answered(session, endpoint, timeout, place);
            Versions.check(Versions.client(), version).ifPresent(warning -> LOG.warn("{}", warning));
            Versions.adapt(session, version);
            conf.forEach((key, value) -> set(session, key, value, place));
            return new ConnectSession(endpoint, session, version, calls);
        } catch (RuntimeException | Error e) {
            close(session, calls);
            throw e;
        }
    }

    private static SparkSession create(Endpoint endpoint, Calls calls) {
        SparkConnectClient.Builder builder = SparkConnectClient.builder()
                .host(endpoint.host())
                .port(endpoint.port())
                .userAgent("jedro")
                .retryPolicy(Patience.policy())
                .interceptor(calls);
        builder = endpoint.tls() ? builder.enableSsl() : builder.disableSsl();
        builder.userId(endpoint.userId().orElse(System.getProperty("user.name", "jedro")));
        SparkSession session = new org.apache.spark.sql.connect.SparkSession.Builder()
                .client(builder.build())
                .create();
        if (!(session instanceof org.apache.spark.sql.connect.SparkSession)) {
            throw new IllegalStateException(
                    "asked for a remote session and got " + session.getClass().getName());
        }
        return session;
    }

    /** Spark's client would try for long; a closed port is known at once. */
    private static void probe(Endpoint endpoint, Place place) {
        String host = endpoint.host().replaceAll("[\\[\\]]", "");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, endpoint.port()), PROBE_MILLIS);
        } catch (UnknownHostException e) {
            throw unreachable(endpoint, place, "no network knows its name", "correct the name of the host");
        } catch (SocketTimeoutException e) {
            throw unreachable(endpoint, place, "it does not answer", "look whether a VPN or firewall is in the way");
        } catch (IOException e) {
            throw unreachable(
                    endpoint, place, "the connection is refused", "start the server, or correct host and port");
        }
    }

    private static JedroException unreachable(Endpoint endpoint, Place place, String why, String fix) {
        return new JedroException(Problem.error(
                        SparkCode.UNREACHABLE, "The Spark server at " + endpoint + " cannot be reached: " + why + ".")
                .at(place)
                .fix(fix)
                .fix("to work on this machine meanwhile: provider: local"));
    }

    private static String answered(SparkSession session, Endpoint endpoint, Duration timeout, Place place) {
        CompletableFuture<String> version = new CompletableFuture<>();
        Thread asking = new Thread(
                () -> {
                    try {
                        version.complete(session.version());
                    } catch (Throwable e) {
                        version.completeExceptionally(e);
                    }
                },
                "jedro-spark-connect");
        asking.setDaemon(true);
        asking.start();
        try {
            return version.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asking.interrupt();
            throw unreachable(
                    endpoint,
                    place,
                    "it has not answered within " + timeout.toSeconds() + " s",
                    "raise start_timeout in spark.yml if it is only slow");
        } catch (ExecutionException e) {
            throw refused(endpoint, place, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            asking.interrupt();
            Thread.currentThread().interrupt();
            throw new JedroException(Problem.error(
                            SparkCode.UNREACHABLE, "The wait for the Spark server at " + endpoint + " was interrupted.")
                    .at(place));
        }
    }

    private static JedroException refused(Endpoint endpoint, Place place, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (SparkFailures.saysUnauthenticated(message) || SparkFailures.saysForbidden(message)) {
            return new JedroException(
                    Problem.error(
                                    SparkCode.UNAUTHENTICATED,
                                    "The Spark server at " + endpoint + " does not accept the token"
                                            + (SparkFailures.saysForbidden(message) ? " for this work." : "."))
                            .at(place)
                            .fix("make a new token, and put it where the old one was"),
                    cause);
        }
        String fix = endpoint.tls()
                ? "correct use_ssl=true if the server speaks without encryption"
                : "add use_ssl=true if the server asks for encryption";
        return new JedroException(
                Problem.error(
                                SparkCode.UNREACHABLE,
                                "The server at " + endpoint + " does not answer as a Spark Connect server: "
                                        + TableFailures.said(cause))
                        .at(place)
                        .fix(fix),
                cause);
    }

    private static void set(SparkSession session, String key, String value, Place place) {
        try {
            session.conf().set(key, value);
        } catch (RuntimeException e) {
            throw settingRefused(key, place, e);
        } catch (Exception e) { // Scala declares nothing
            throw settingRefused(key, place, e);
        }
    }

    private static JedroException settingRefused(String key, Place place, Exception e) {
        return new JedroException(
                Problem.error(
                                SparkCode.WRONG_SETTING,
                                "The setting '" + key
                                        + "' cannot be changed from here: the server fixes it when it starts.")
                        .at(place)
                        .fix(
                                "remove it from 'conf' in spark.yml, and set it in the configuration of the server or cluster"),
                e);
    }

    @Override
    public SparkSession session() {
        return session;
    }

    @Override
    public boolean remote() {
        return true;
    }

    @Override
    public void beforePlans(CompletableFuture<Void> work) {
        calls.beforePlans(work);
    }

    @Override
    public boolean usable() {
        return !calls.forsaken();
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("engine", "connect");
        facts.put("version", version);
        facts.put("address", endpoint.toString());
        return facts;
    }

    @Override
    public void close() {
        close(session, calls);
    }

    /** A server that has lost the session, or is gone, is not told: that would be tried for long. */
    private static void close(SparkSession session, Calls calls) {
        calls.awaitWork(MOST_MILLIS_FOR_WORK);
        if (calls.forsaken() && session instanceof org.apache.spark.sql.connect.SparkSession remote) {
            remote.releaseSessionOnClose_$eq(false);
        }
        try {
            session.close();
        } catch (Exception e) {
            LOG.debug("the remote session could not be closed", e);
        }
    }
}
