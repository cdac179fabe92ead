package dev.jedro.cli.project;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells about datasets, by its sub-commands. */
@Command(name = "catalog", description = "Tell about datasets.")
final class CatalogCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
