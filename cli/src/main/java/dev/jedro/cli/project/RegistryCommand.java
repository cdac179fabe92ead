package dev.jedro.cli.project;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells about pipelines, by its sub-commands. */
@Command(name = "registry", description = "Tell about pipelines.")
final class RegistryCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
