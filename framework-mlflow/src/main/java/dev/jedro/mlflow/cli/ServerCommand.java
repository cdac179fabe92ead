package dev.jedro.mlflow.cli;

import dev.jedro.mlflow.server.ServerCode;
import dev.jedro.mlflow.server.ServerOptions;
import dev.jedro.mlflow.server.TrackingServer;
import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.CommandContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves a folder of runs until it is stopped. */
@Command(
        name = "server",
        description = "Serve a folder of runs to MLflow's clients, with a page to look at them, until Ctrl-C.",
        sortOptions = false)
final class ServerCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Where to listen; 127.0.0.1 if not given.",
            defaultValue = "127.0.0.1")
    String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "5000 if not given; 0 for any that is free.",
            defaultValue = "5000")
    int port;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "What clients must give; MLFLOW_TRACKING_TOKEN if not given. Needed to listen to other machines.")
    @Nullable
    String token;

    @Option(
            names = "--allowed-hosts",
            paramLabel = "HOST",
            split = ",",
            description = "Further names by which clients call the server, for instance that of a proxy.")
    List<String> allowedHosts = List.of();

    @Mixin
    StoreOption store = new StoreOption();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    ServerCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        String wanted = token != null ? token : environment("MLFLOW_TRACKING_TOKEN");
        checkReach(wanted);
        FileTrackingStore opened = store.make(context);
        ServerOptions options = new ServerOptions(host, port, wanted, allowedHosts, true);
        try (TrackingServer server = TrackingServer.start(opened, options)) {
            context.out().println(server.uri());
            context.out().flush();
            context.err().println("Serving the runs in " + opened.root() + "; Ctrl-C ends it.");
            context.err()
                    .println("For MLflow's clients: MLFLOW_TRACKING_URI=" + server.uri()
                            + (wanted.isEmpty() ? "" : ", and the token as MLFLOW_TRACKING_TOKEN"));
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    private void checkReach(String wanted) {
        boolean loopback;
        try {
            loopback = InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            loopback = false;
        }
        if (!loopback && wanted.isBlank()) {
            throw new JedroException(Problem.error(
                            ServerCode.OPEN_TO_ALL,
                            "At '" + host
                                    + "' other machines reach the server, and nothing keeps them from changing runs")
                    .at(Place.of("--host"))
                    .fix("give a token: --token or MLFLOW_TRACKING_TOKEN")
                    .fix("leave out --host"));
        }
    }
}
