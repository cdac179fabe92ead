package dev.jedro.cli.project;

import dev.jedro.cli.ExitCode;
import dev.jedro.cli.Format;
import dev.jedro.cli.Json;
import dev.jedro.cli.SessionOptions;
import dev.jedro.config.ConfigText;
import dev.jedro.config.Explanation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells where a value of the configuration comes from. */
@Command(name = "explain", description = "Tell where a value comes from, and what it hides.", sortOptions = false)
final class ConfigExplainCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Parameters(paramLabel = "KEY", description = "Such as params:model.depth or catalog.companies.type.")
    String key = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Format format = Format.TEXT;

    @Mixin
    SessionOptions options = new SessionOptions();

    ConfigExplainCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        return workplace.inSession("config explain", options, session -> {
            Explanation explanation = session.config().explain(key);
            if (format == Format.JSON) {
                workplace.out().println(Json.text(json(explanation)));
            } else {
                text(explanation).forEach(workplace.out()::println);
            }
            return ExitCode.OK;
        });
    }

    private static List<String> text(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        lines.add(explanation.section() + "." + explanation.key() + " = " + explanation.value());
        lines.add("  from  " + explanation.place());
        explanation
                .steps()
                .forEach(step ->
                        lines.add("  by    " + step.written() + " = " + step.value() + "  (" + step.place() + ")"));
        explanation
                .overrides()
                .forEach(hidden -> lines.add("  hides " + hidden.value() + "  (" + hidden.place() + ")"));
        return lines;
    }

    private static Map<String, Object> json(Explanation explanation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("section", explanation.section());
        json.put("key", explanation.key());
        json.put("value", ConfigText.masked(explanation.value()));
        json.put("place", explanation.place().toString());
        json.put(
                "steps",
                explanation.steps().stream()
                        .map(step -> origin(
                                "written",
                                step.written(),
                                ConfigText.masked(step.value()),
                                step.place().toString()))
                        .toList());
        json.put(
                "hides",
                explanation.overrides().stream()
                        .map(hidden -> origin(
                                "",
                                "",
                                ConfigText.masked(hidden.value()),
                                hidden.place().toString()))
                        .toList());
        return json;
    }

    private static Map<String, Object> origin(String key, String text, @Nullable Object value, String place) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!key.isEmpty()) {
            json.put(key, text);
        }
        json.put("value", value);
        json.put("place", place);
        return json;
    }
}
