package dev.jedro.mlflow.cli;

import dev.jedro.mlflow.server.ServerCode;
import dev.jedro.mlflow.server.ServerOptions;
import dev.jedro.mlflow.server.TrackingServer;
import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.mlflow.tracking.Connection;
import dev.jedro.mlflow.tracking.MlflowSettings;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.CommandContext;
import dev.jedro.spi.OpensProject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves a folder of runs until it is stopped. */
@Command(
        name = "server",
        description = "Serve a folder of runs to MLflow's clients, with a page to look at them, until Ctrl-C.",
        sortOptions = false)
final class ServerCommand implements Callable<Integer>, OpensProject {
    private final CommandContext context;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Where to listen; that of ui.host in mlflow.yml if not given, or 127.0.0.1.")
    @Nullable
    String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "That of ui.port in mlflow.yml if not given, or 5000; 0 for any that is free.")
    @Nullable
    Integer port;

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
    public Integer call() {
        return store.connected(context, "mlflow server", this::serve);
    }

    private int serve(Connection connection) {
        String wanted = token != null ? token : environment("MLFLOW_TRACKING_TOKEN");
        MlflowSettings.Ui ui = connection.settings().ui();
        String at = host == null ? ui.host() : host;
        checkReach(at, wanted);
        Path folder = connection
                .folder()
                .orElseThrow(() -> new JedroException(Problem.error(
                                ServerCode.NOTHING_TO_SERVE,
                                "The runs are at " + connection.shown() + ", where a server is already")
                        .at(connection.place("server.mlflow_tracking_uri"))
                        .fix("look at them there: jedro mlflow ui")
                        .fix("give another folder with --store")));
        FileTrackingStore opened = FileTrackingStore.open(folder);
        ServerOptions options = new ServerOptions(at, port == null ? ui.port() : port, wanted, allowedHosts, true);
        try (TrackingServer server = TrackingServer.start(opened, options)) {
            context.out().println(server.uri());
            context.out().flush();
            context.err().println("Serving the runs in " + opened.root() + "; Ctrl-C ends it.");
            context.err()
                    .println("For MLflow's clients: MLFLOW_TRACKING_URI=" + server.uri()
                            + (wanted.isEmpty() ? "" : ", and the token as MLFLOW_TRACKING_TOKEN"));
            Output.untilStopped();
        }
        return 0;
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    private static void checkReach(String host, String wanted) {
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
