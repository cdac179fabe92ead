package dev.jedro.mlflow.cli;

import dev.jedro.mlflow.server.ServerOptions;
import dev.jedro.mlflow.server.TrackingServer;
import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.spi.CommandContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens the page of runs. */
@Command(name = "ui", description = "Look at the runs in a browser, until Ctrl-C.", sortOptions = false)
final class UiCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(names = "--port", paramLabel = "PORT", description = "Any that is free if not given.", defaultValue = "0")
    int port;

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
    public Integer call() throws InterruptedException {
        FileTrackingStore opened = store.open(context);
        ServerOptions options = new ServerOptions("127.0.0.1", port, TrackingServer.randomToken(), List.of(), true);
        try (TrackingServer server = TrackingServer.start(opened, options)) {
            // Only who has this address may look: other users of the machine must not.
            String address = server.uri() + "/?token=" + server.token();
            context.out().println(address);
            context.out().flush();
            if (!noBrowser && !browse(address)) {
                context.err().println("Open this address in a browser.");
            }
            context.err().println("Ctrl-C ends it.");
            new CountDownLatch(1).await();
        }
        return 0;
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
