package dev.jedro.spark.cli;

import dev.jedro.spi.CommandContext;
import dev.jedro.spi.CommandProvider;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Adds {@code jedro spark}. */
public final class SparkCommands implements CommandProvider {

    @Command(name = "spark", description = "See where Spark runs, and look after the Delta tables of the catalog.")
    static final class Spark {}

    @Override
    public List<Object> commands(CommandContext context) {
        return List.of(line(context));
    }

    static CommandLine line(CommandContext context) {
        return new CommandLine(new Spark())
                .addSubcommand(new InfoCommand(context))
                .addSubcommand(new HistoryCommand(context))
                .addSubcommand(new OptimizeCommand(context))
                .addSubcommand(new VacuumCommand(context));
    }
}
