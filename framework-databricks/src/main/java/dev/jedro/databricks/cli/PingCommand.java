package dev.jedro.databricks.cli;

import dev.jedro.databricks.Cluster;
import dev.jedro.databricks.DatabricksSettings;
import dev.jedro.databricks.Surroundings;
import dev.jedro.databricks.Workspace;
import dev.jedro.spi.CommandContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks the workspace one question. Starts no cluster. */
@Command(name = "ping", description = "Log in, and tell who that is and how long it took.")
final class PingCommand implements Callable<Integer> {
    private final CommandContext context;
    private final Surroundings surroundings;

    @Mixin
    Choice choice = new Choice();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Format format = Format.TEXT;

    PingCommand(CommandContext context, Surroundings surroundings) {
        this.context = context;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        DatabricksSettings settings = choice.settings(context, surroundings);
        Workspace workspace = Workspace.of(settings);
        context.hide(workspace.mask());
        long begun = System.nanoTime();
        String user = workspace.me().name();
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("host", workspace.host().toString());
        answer.put("user", user);
        answer.put("login", settings.login());
        answer.put("millis", millis);
        settings.clusterId().ifPresent(id -> {
            Cluster cluster = workspace.cluster(id);
            answer.put("cluster", cluster.name());
            answer.put("state", cluster.state());
        });
        if (format == Format.JSON) {
            context.out().println(Json.text(answer));
        } else {
            answer.forEach((name, value) -> context.out().printf("%-8s %s%n", name, value));
        }
        return 0;
    }
}
