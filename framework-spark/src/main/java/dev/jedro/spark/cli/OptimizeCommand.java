package dev.jedro.spark.cli;

import dev.jedro.spark.table.Upkeep;
import dev.jedro.spi.CommandContext;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes small files together. */
@Command(name = "optimize", description = "Write the small files of a dataset's Delta table together into large ones.")
final class OptimizeCommand extends TableCommand {

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            description = "Only partitions that meet it, for instance \"region = 'eu'\".")
    Optional<String> where = Optional.empty();

    @Option(
            names = "--zorder",
            paramLabel = "COLUMN",
            split = ",",
            description = "Lay rows with like values of these columns side by side.")
    List<String> zorder = List.of();

    OptimizeCommand(CommandContext context) {
        super(context, "optimize");
    }

    @Override
    void work(Upkeep table, PrintStream out) {
        Upkeep.Optimized done = table.optimize(where, zorder);
        if (format == Format.JSON) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("files_added", done.filesAdded());
            json.put("files_removed", done.filesRemoved());
            answer(json);
        } else if (done.filesRemoved() == 0) {
            out.println("Nothing to do: its files are as they should be.");
        } else {
            out.println(done.filesRemoved() + " files are " + done.filesAdded()
                    + " now. Older versions keep theirs until: jedro spark vacuum " + dataset);
        }
    }
}
