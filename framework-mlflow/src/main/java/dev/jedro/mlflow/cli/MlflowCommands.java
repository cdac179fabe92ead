package dev.jedro.mlflow.cli;

import dev.jedro.spi.CommandContext;
import dev.jedro.spi.CommandProvider;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Adds {@code jedro mlflow} to the command line. */
public final class MlflowCommands implements CommandProvider {

    @Override
    public List<Object> commands(CommandContext context) {
        CommandLine mlflow = new CommandLine(new Mlflow())
                .addSubcommand(new ServerCommand(context))
                .addSubcommand(new UiCommand(context))
                .addSubcommand(new RunsCommand(context))
                .addSubcommand(new ExperimentsCommand(context))
                .addSubcommand(new InitCommand(context))
                .addSubcommand(new SyncCommand(context));
        return List.of(mlflow);
    }

    @Override
    public boolean anywhere() {
        return true;
    }

    @Command(name = "mlflow", description = "Look at tracked runs, and serve them.")
    static final class Mlflow {
        @CommandLine.Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help.")
        boolean help;
    }
}
