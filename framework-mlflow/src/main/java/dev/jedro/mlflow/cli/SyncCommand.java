package dev.jedro.mlflow.cli;

import dev.jedro.mlflow.tracking.Connection;
import dev.jedro.mlflow.tracking.Sync;
import dev.jedro.session.Jedro;
import dev.jedro.session.Session;
import dev.jedro.spi.CommandContext;
import dev.jedro.spi.OpensProject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends what runs could not tell the tracking server. */
@Command(name = "sync", description = "Send to the tracking server what runs could not send.", sortOptions = false)
final class SyncCommand implements Callable<Integer>, OpensProject {
    private final CommandContext context;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Output.Format format = Output.Format.TEXT;

    @Option(
            names = "--any-target",
            description = "Send also runs that were to be tracked by another server, or in another folder.")
    boolean anyTarget;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    SyncCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (context.root().isEmpty()) {
            return Output.needsProject(context, "jedro mlflow sync");
        }
        return Jedro.inSession(context, "mlflow sync", this::send);
    }

    private int send(Session session) {
        try (Connection connection = Connection.of(session.config()::section, session.root())) {
            List<Sync.Sent> all = new Sync(session.root(), connection, anyTarget).all();
            if (format == Output.Format.JSON) {
                Output.json(context.out(), all.stream().map(SyncCommand::json).toList());
            } else {
                tell(all, connection.shown());
            }
            all.forEach(sent -> context.report(sent.problems()));
            return all.stream().allMatch(Sync.Sent::sent) ? 0 : 1;
        }
    }

    private void tell(List<Sync.Sent> all, String target) {
        if (all.isEmpty()) {
            context.out().println("Nothing waits to be sent.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("RUN", "MLFLOW RUN", "SENT"));
        for (Sync.Sent sent : all) {
            rows.add(List.of(sent.jedroRun(), sent.mlflowRun().orElse("-"), sent.sent() ? "yes" : "no"));
        }
        Output.table(context.out(), rows);
        context.err().println("To " + target);
    }

    private static Map<String, Object> json(Sync.Sent sent) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", sent.jedroRun());
        json.put("mlflow_run", sent.mlflowRun().orElse(""));
        json.put("entries", sent.entries());
        json.put("sent", sent.sent());
        return json;
    }
}
