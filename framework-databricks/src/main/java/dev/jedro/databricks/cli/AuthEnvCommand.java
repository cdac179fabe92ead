package dev.jedro.databricks.cli;

import dev.jedro.databricks.DatabricksSettings;
import dev.jedro.databricks.Setting;
import dev.jedro.databricks.Surroundings;
import dev.jedro.spi.CommandContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells every setting that counts, and where it comes from. */
@Command(name = "env", description = "Tell the settings that count as variables, with the source of each.")
final class AuthEnvCommand implements Callable<Integer> {
    private final CommandContext context;
    private final Surroundings surroundings;

    @Mixin
    Choice choice = new Choice();

    @Option(names = "--show-secrets", description = "Print secrets too.")
    boolean showSecrets;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Format format = Format.TEXT;

    AuthEnvCommand(CommandContext context, Surroundings surroundings) {
        this.context = context;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        DatabricksSettings settings = choice.settings(context, surroundings);
        context.report(settings.warnings());
        if (format == Format.JSON) {
            List<Map<String, String>> all = new ArrayList<>();
            settings.all().forEach(setting -> {
                Map<String, String> one = new LinkedHashMap<>();
                one.put("key", setting.field().key());
                one.put("value", value(settings, setting));
                one.put("source", setting.place().toString());
                all.add(one);
            });
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("login", settings.login());
            json.put("settings", all);
            context.out().println(Json.text(json));
        } else {
            settings.all()
                    .forEach(setting -> context.out()
                            .println(name(setting) + "=" + value(settings, setting) + "  # " + setting.place()));
            context.out().println("# login: " + settings.login());
        }
        return 0;
    }

    private static String name(Setting setting) {
        return setting.field().variables().isEmpty()
                ? setting.field().key()
                : setting.field().variables().get(0);
    }

    private String value(DatabricksSettings settings, Setting setting) {
        if (setting.field() == dev.jedro.databricks.Field.HOST) {
            return settings.host().toString();
        }
        return showSecrets ? setting.value() : setting.shown();
    }
}
