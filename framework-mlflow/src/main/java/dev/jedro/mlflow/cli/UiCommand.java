package dev.jedro.mlflow.cli;

import dev.jedro.mlflow.server.ServerOptions;
import dev.jedro.mlflow.server.TrackingServer;
import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.mlflow.tracking.Connection;
import dev.jedro.mlflow.tracking.MlflowSettings;
import dev.jedro.spi.CommandContext;
import dev.jedro.spi.OpensProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens the page of runs. */
@Command(name = "ui", description = "Look at the runs in a browser, until Ctrl-C.", sortOptions = false)
final class UiCommand implements Callable<Integer>, OpensProject {
    private final CommandContext context;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "That of ui.port in mlflow.yml if not given, or any that is free.")
    @Nullable
    Integer port;

    @Option(names = "--no-browser", description = "Only print the address.")
    boolean noBrowser;

    @Mixin
    StoreOption store = new StoreOption();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    UiCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return store.connected(context, "mlflow ui", this::show);
    }

    private int show(Connection connection) {
        Path folder = connection.folder().orElse(null);
        if (folder == null) {
            open(connection.page().toString());
            return 0;
        }
        FileTrackingStore opened = store.existing(folder);
        MlflowSettings.Ui ui = connection.settings().ui();
        int usual = connection.says("ui.port") ? ui.port() : 0; // two pages at once are no mistake
        ServerOptions options = new ServerOptions(
                ui.host(), port == null ? usual : port, TrackingServer.randomToken(), List.of(), true);
        try (TrackingServer server = TrackingServer.start(opened, options)) {
            // Only who has this address may look: other users of the machine must not.
            open(server.uri() + "/?token=" + server.token());
            context.err().println("Ctrl-C ends it.");
            Output.untilStopped();
        }
        return 0;
    }

    private void open(String address) {
        context.out().println(address);
        context.out().flush();
        if (!noBrowser && !browse(address)) {
            context.err().println("Open this address in a browser.");
        }
    }

    private static boolean browse(String address) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        List<String> command = system.contains("mac")
                ? List.of("open", address)
                : system.contains("win")
                        ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                        : List.of("xdg-open", address);
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
