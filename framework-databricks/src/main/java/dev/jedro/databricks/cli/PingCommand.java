package dev.jedro.databricks.cli;

import dev.jedro.databricks.AutoStart;
import dev.jedro.databricks.Cluster;
import dev.jedro.databricks.DatabricksSettings;
import dev.jedro.databricks.Surroundings;
import dev.jedro.databricks.Workspace;
import dev.jedro.spi.CommandContext;
import dev.jedro.spi.OpensProject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks the workspace one question. Starts a cluster only if that is allowed. */
@Command(
        name = "ping",
        description =
                "Log in, and tell who that is and how long it took. A cluster that stands still is started if you agree.")
final class PingCommand implements Callable<Integer>, OpensProject {
    private final CommandContext context;
    private final Surroundings surroundings;

    @Mixin
    Choice choice = new Choice();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Format format = Format.TEXT;

    @Option(
            names = "--start",
            paramLabel = "WHEN",
            description = "Whether to start the cluster, which costs money: never, prompt or always. "
                    + "If not given: auto_start of spark.yml; else you are asked, if you sit at a terminal.")
    @Nullable
    AutoStart start;

    PingCommand(CommandContext context, Surroundings surroundings) {
        this.context = context;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SparkFile file = SparkFile.of(context, surroundings);
        DatabricksSettings settings = choice.settings(context, surroundings, file);
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
            Cluster cluster = cluster(workspace, id, start == null ? file.autoStart(context.interactive()) : start);
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

    private Cluster cluster(Workspace workspace, String id, AutoStart allowed) {
        return allowed == AutoStart.NEVER ? workspace.cluster(id) : workspace.running(id, allowed, this::agreed);
    }

    private boolean agreed(Cluster cluster) {
        return context.ask(cluster.startQuestion() + " yes or no", "no")
                .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
                .filter(answer -> answer.equals("yes") || answer.equals("y"))
                .isPresent();
    }
}
