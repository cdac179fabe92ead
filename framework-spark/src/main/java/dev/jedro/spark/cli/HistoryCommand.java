package dev.jedro.spark.cli;

import dev.jedro.spark.table.Upkeep;
import dev.jedro.spi.CommandContext;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists versions, as {@code --load-versions} takes them. */
@Command(name = "history", description = "List the versions of a dataset's Delta table, newest first.")
final class HistoryCommand extends TableCommand {

    @Option(names = "--limit", paramLabel = "N", description = "How many at most.", defaultValue = "20")
    int limit;

    HistoryCommand(CommandContext context) {
        super(context, "history");
    }

    @Override
    void work(Upkeep table, PrintStream out) {
        List<Upkeep.Version> versions = table.history(Math.max(1, limit));
        if (format == Format.JSON) {
            answer(versions.stream().map(HistoryCommand::json).toList());
            return;
        }
        versions.forEach(version -> out.printf(
                "%6d  %s  %s%s%n",
                version.number(),
                version.time().truncatedTo(ChronoUnit.SECONDS),
                version.operation(),
                rows(version).map(text -> "  " + text).orElse("")));
    }

    private static Optional<String> rows(Upkeep.Version version) {
        String changed = version.metrics().get("numTargetRowsUpdated");
        String added = version.metrics()
                .getOrDefault("numTargetRowsInserted", version.metrics().get("numOutputRows"));
        if (added == null) {
            return Optional.empty();
        }
        return Optional.of(added + " rows" + (changed == null ? "" : " added, " + changed + " changed"));
    }

    private static Map<String, Object> json(Upkeep.Version version) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version.number());
        json.put("time", version.time().toString());
        json.put("operation", version.operation());
        json.put("parameters", version.parameters());
        json.put("metrics", version.metrics());
        return json;
    }
}
