package dev.jedro.databricks.cli;

import dev.jedro.databricks.DatabricksCode;
import dev.jedro.databricks.Field;
import dev.jedro.databricks.NewProfile;
import dev.jedro.databricks.Surroundings;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.CommandContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a profile. The token is asked for, or read from standard input: as an option it would stand in the shell's history. */
@Command(name = "configure", description = "Write a profile into .databrickscfg; asks for what is missing.")
final class ConfigureCommand implements Callable<Integer> {
    private final CommandContext context;
    private final Surroundings surroundings;
    private final InputStream in;

    @Option(
            names = {"-p", "--profile"},
            paramLabel = "NAME",
            description = "The profile's name.",
            defaultValue = "DEFAULT")
    String profile = "DEFAULT";

    @Option(names = "--host", paramLabel = "URL", description = "The workspace, as in the browser's address line.")
    @Nullable
    String host;

    @Option(names = "--token-stdin", description = "Read the token from standard input.")
    boolean tokenFromInput;

    @Option(names = "--cluster-id", paramLabel = "ID", description = "A cluster: its id, or the address of its page.")
    @Nullable
    String cluster;

    @Option(names = "--warehouse-id", paramLabel = "ID", description = "A SQL warehouse.")
    @Nullable
    String warehouse;

    ConfigureCommand(CommandContext context, Surroundings surroundings, InputStream in) {
        this.context = context;
        this.surroundings = surroundings;
        this.in = in;
    }

    @Override
    public Integer call() {
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.put(Field.HOST, given(host, "--host", () -> context.ask("Host of the workspace", "")));
        String token = tokenFromInput ? line() : given(null, "--token-stdin", () -> context.askSecret("Token"));
        context.hide(text -> token.length() < 4 ? text : text.replace(token, "*****"));
        values.put(Field.TOKEN, token);
        Optional.ofNullable(cluster)
                .or(() -> context.ask("Cluster id, or none", ""))
                .filter(id -> !id.isBlank())
                .ifPresent(id -> values.put(Field.CLUSTER_ID, id));
        Optional.ofNullable(warehouse).ifPresent(id -> values.put(Field.WAREHOUSE_ID, id));
        NewProfile written = NewProfile.write(surroundings, profile, values);
        context.report(written.warnings());
        context.out().println("Wrote the profile '" + profile + "' to " + written.file() + ".");
        if (!written.removed().isEmpty()) {
            context.err()
                    .println("Removed its other login: " + String.join(", ", written.removed())
                            + ". A profile logs in one way.");
        }
        context.err().println("Try it with: jedro databricks doctor --profile " + profile);
        return 0;
    }

    /** Asks until something is answered, or nobody answers. */
    private String given(@Nullable String option, String name, Supplier<Optional<String>> ask) {
        Optional<String> answer = Optional.ofNullable(option).or(ask);
        while (option == null && answer.isPresent() && answer.get().isBlank()) {
            answer = ask.get();
        }
        return answer.map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new JedroException(Problem.error(
                                DatabricksCode.MISSING_ANSWER,
                                "The option " + name + " is missing, and nobody can be asked.")
                        .at(Place.of(name))
                        .fix("give it: jedro databricks configure --profile " + profile
                                + " --host https://… --token-stdin < token.txt")));
    }

    private String line() {
        try {
            String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            if (line == null || line.isBlank()) {
                throw new JedroException(Problem.error(
                                DatabricksCode.MISSING_ANSWER,
                                line == null
                                        ? "There is nothing on standard input, where the token is to be."
                                        : "The first line of standard input, where the token is to be, is empty.")
                        .at(Place.of("--token-stdin"))
                        .fix("look at what writes the token: a file that is empty, or a variable that is not set"));
            }
            return line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
