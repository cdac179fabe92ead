package dev.jedro.mlflow.server;

import com.sun.net.httpserver.HttpServer;
import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Speaks MLflow's REST API, so that MLflow's own clients can use a {@link FileTrackingStore}. Its threads end with the process; closing it earlier lets calls
 * end for a moment. Thread-safe.
 *
 * <pre>{@code
 * try (TrackingServer server = TrackingServer.start(Path.of("mlruns"))) {
 *     // MLFLOW_TRACKING_URI=server.uri(), MLFLOW_TRACKING_TOKEN=server.token()
 * }
 * }</pre>
 */
public final class TrackingServer implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int BACKLOG = 128;
    private static final int TOKEN_BYTES = 24;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    static {
        // Headers and body are two packets; without this each answer waits 40 ms for the client to confirm the first.
        String noDelay = "sun.net.httpserver.nodelay";
        if (System.getProperty(noDelay) == null) {
            System.setProperty(noDelay, "true");
        }
    }

    private final HttpServer http;
    private final ThreadPoolExecutor workers;
    private final URI uri;
    private final String token;

    private TrackingServer(HttpServer http, ThreadPoolExecutor workers, URI uri, String token) {
        this.http = http;
        this.workers = workers;
        this.uri = uri;
        this.token = token;
    }

    /** Serves a store to this machine only, on any free port, to those who know the token. Makes the store if it does not exist. */
    public static TrackingServer start(Path store) {
        return start(FileTrackingStore.open(store), new ServerOptions("127.0.0.1", 0, randomToken(), List.of(), false));
    }

    /** @throws JedroException if the port is in use, or the host is not of this machine */
    public static TrackingServer start(FileTrackingStore store, ServerOptions options) {
        try {
            return CompletableFuture.supplyAsync(() -> open(store, options), TrackingServer::daemon)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JedroException problem) {
                throw problem;
            }
            throw e;
        }
    }

    /** The server's own thread is a daemon if the thread that starts it is one. */
    private static void daemon(Runnable start) {
        Thread starter = new Thread(start, "mlflow-server-start");
        starter.setDaemon(true);
        starter.start();
    }

    private static TrackingServer open(FileTrackingStore store, ServerOptions options) {
        try {
            InetAddress address = InetAddress.getByName(options.host());
            HttpServer http = HttpServer.create(new InetSocketAddress(address, options.port()), BACKLOG);
            ThreadPoolExecutor workers = new ThreadPoolExecutor(
                    THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                        Thread thread = new Thread(task, "mlflow-server-" + NUMBER.incrementAndGet());
                        thread.setDaemon(true);
                        return thread;
                    });
            workers.allowCoreThreadTimeOut(true);
            http.setExecutor(workers);
            http.createContext("/", new Dispatcher(store, options));
            http.start();
            String host = address.isAnyLocalAddress() ? "127.0.0.1" : options.host();
            String shown = host.contains(":") ? "[" + host + "]" : host;
            URI uri = URI.create("http://" + shown + ":" + http.getAddress().getPort());
            return new TrackingServer(http, workers, uri, options.token());
        } catch (IOException e) {
            throw new JedroException(
                    Problem.error(
                                    ServerCode.CANNOT_LISTEN,
                                    "Nothing can listen at " + options.host() + ":" + options.port() + ": "
                                            + e.getMessage())
                            .at(Place.of("--port"))
                            .fix("choose another port with --port, or 0 for any that is free")
                            .fix("end the process that uses it"),
                    e);
        }
    }

    /** Text that nobody guesses. */
    public static String randomToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** {@code http://host:port}, without a slash at its end. */
    public URI uri() {
        return uri;
    }

    /** What clients must give; empty if nobody is asked. A secret: never in a log. */
    public String token() {
        return token;
    }

    @Override
    public void close() {
        http.stop(0);
        workers.shutdown();
    }
}
