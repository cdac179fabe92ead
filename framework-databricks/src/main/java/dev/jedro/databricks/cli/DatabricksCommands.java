package dev.jedro.databricks.cli;

import dev.jedro.databricks.Surroundings;
import dev.jedro.spi.CommandContext;
import dev.jedro.spi.CommandProvider;
import java.io.InputStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Adds {@code jedro databricks}. */
public final class DatabricksCommands implements CommandProvider {

    @Command(name = "databricks", description = "Set up and check the connection to Databricks.")
    static final class Databricks {}

    @Command(name = "auth", description = "Tell about credentials.")
    static final class Auth {}

    @Override
    public boolean anywhere() {
        return true;
    }

    @Override
    public List<Object> commands(CommandContext context) {
        return List.of(line(context, Surroundings.of(context.root()), System.in));
    }

    static CommandLine line(CommandContext context, Surroundings surroundings, InputStream in) {
        return new CommandLine(new Databricks())
                .addSubcommand(new ConfigureCommand(context, surroundings, in))
                .addSubcommand(new ProfilesCommand(context, surroundings))
                .addSubcommand(new CommandLine(new Auth()).addSubcommand(new AuthEnvCommand(context, surroundings)))
                .addSubcommand(new DoctorCommand(context, surroundings))
                .addSubcommand(new PingCommand(context, surroundings));
    }
}
