package dev.jedro.cli.global;

import dev.jedro.cli.Format;
import dev.jedro.cli.Json;
import dev.jedro.cli.Version;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells what runs here; for reports of mistakes. */
@Command(name = "info", description = "Tell the versions of Jedro, Java and the system.", sortOptions = false)
final class InfoCommand implements Runnable {
    private final PrintStream out;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Format format = Format.TEXT;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    InfoCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public void run() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("jedro", Version.current());
        facts.put("java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
        facts.put("java_home", System.getProperty("java.home"));
        facts.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        facts.put("project", System.getProperty("jedro.root", "none"));
        if (format == Format.JSON) {
            out.println(Json.text(facts));
        } else {
            facts.forEach((name, fact) -> out.printf("%-10s %s%n", name.replace('_', ' '), fact));
        }
    }
}
