package dev.jedro.databricks.cli;

import dev.jedro.databricks.Surroundings;
import dev.jedro.spi.CommandContext;
import dev.jedro.spi.OpensProject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at everything between here and a running cluster. Changes nothing, and starts nothing. */
@Command(
        name = "doctor",
        description = "Check everything from Java to the cluster, and say what to do. Starts nothing.")
final class DoctorCommand implements Callable<Integer>, OpensProject {
    private final CommandContext context;
    private final Surroundings surroundings;

    @Mixin
    Choice choice = new Choice();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Format format = Format.TEXT;

    DoctorCommand(CommandContext context, Surroundings surroundings) {
        this.context = context;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<Check> checks = new Examination(context, surroundings, choice).all();
        if (format == Format.JSON) {
            context.out()
                    .println(Json.text(checks.stream().map(DoctorCommand::json).toList()));
        } else {
            checks.forEach(this::print);
        }
        return checks.stream().anyMatch(check -> check.result() == Check.Result.FAIL) ? 1 : 0;
    }

    private void print(Check check) {
        context.out().printf("%-4s  %-10s  %s%n", word(check), check.name(), check.detail());
        for (int i = 0; i < check.cures().size(); i++) {
            context.out()
                    .println((i == 0 ? "                  Try:  " : "                  or:   ")
                            + check.cures().get(i));
        }
    }

    private static String word(Check check) {
        return check.result() == Check.Result.PASS
                ? "ok"
                : check.result().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> json(Check check) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("check", check.name());
        json.put("result", check.result().name().toLowerCase(Locale.ROOT));
        json.put("detail", check.detail());
        if (!check.code().isEmpty()) {
            json.put("code", check.code());
        }
        if (!check.cures().isEmpty()) {
            json.put("cures", check.cures());
        }
        return json;
    }
}
