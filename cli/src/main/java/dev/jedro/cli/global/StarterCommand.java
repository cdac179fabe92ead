package dev.jedro.cli.global;

import dev.jedro.cli.Format;
import dev.jedro.cli.Json;
import dev.jedro.starters.Starter;
import dev.jedro.starters.Starters;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells about starters. */
@Command(
        name = "starter",
        description = "Tell about starters.",
        subcommands = {})
final class StarterCommand {
    private final PrintStream out;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    StarterCommand(PrintStream out) {
        this.out = out;
    }

    @Command(name = "list", description = "List the starters.")
    void list(
            @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
                    Format format,
            @Option(
                            names = {"-h", "--help"},
                            usageHelp = true,
                            description = "Show this help.")
                    boolean help) {
        List<Starter> starters = Starters.list();
        if (format == Format.JSON) {
            out.println(Json.text(starters.stream().map(StarterCommand::json).toList()));
            return;
        }
        int width = starters.stream()
                .mapToInt(starter -> starter.name().length())
                .max()
                .orElse(0);
        for (Starter starter : starters) {
            out.printf("%-" + width + "s  %s%n", starter.name(), starter.description());
            starter.tools().forEach((tool, does) -> out.printf("%-" + width + "s  --tools %s: %s%n", "", tool, does));
        }
    }

    private static Map<String, Object> json(Starter starter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", starter.name());
        json.put("aliases", starter.aliases());
        json.put("title", starter.title());
        json.put("description", starter.description());
        json.put("tools", starter.tools());
        return json;
    }
}
