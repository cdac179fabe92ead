package dev.jedro.databricks.cli;

import dev.jedro.databricks.ProfileList;
import dev.jedro.databricks.Surroundings;
import dev.jedro.problem.Problem;
import dev.jedro.spi.CommandContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the profiles, and what is wrong with their file. */
@Command(name = "profiles", description = "List the profiles of .databrickscfg, and what is wrong with it.")
final class ProfilesCommand implements Callable<Integer> {
    private final CommandContext context;
    private final Surroundings surroundings;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Format format = Format.TEXT;

    ProfilesCommand(CommandContext context, Surroundings surroundings) {
        this.context = context;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ProfileList list = ProfileList.read(surroundings);
        if (format == Format.JSON) {
            context.out()
                    .println(Json.text(
                            list.profiles().stream().map(ProfilesCommand::json).toList()));
        } else if (list.profiles().isEmpty() && list.problems().isEmpty()) {
            context.out().println("No profiles in " + list.file() + ". Make one with: jedro databricks configure");
        } else {
            int longest = list.profiles().stream()
                    .mapToInt(one -> one.name().length())
                    .max()
                    .orElse(0);
            int host = list.profiles().stream()
                    .mapToInt(one -> one.host().length())
                    .max()
                    .orElse(0);
            list.profiles()
                    .forEach(one -> context.out()
                            .println((pad(one.name(), longest) + "  " + pad(one.host(), host) + "  " + one.login())
                                    .stripTrailing()));
        }
        context.report(list.problems());
        return list.problems().stream().anyMatch(Problem::isError) ? 2 : 0;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static Map<String, Object> json(ProfileList.Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", entry.name());
        json.put("host", entry.host());
        json.put("login", entry.login());
        json.put("place", entry.place().toString());
        json.put("keys", List.copyOf(entry.keys()));
        return json;
    }
}
