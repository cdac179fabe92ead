package dev.jedro.cli.project;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells about configuration, by its sub-commands. */
@Command(name = "config", description = "Tell about configuration, and where each value comes from.")
final class ConfigCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
