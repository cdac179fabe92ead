package dev.jedro.cli.project;

import dev.jedro.cli.ExitCode;
import dev.jedro.cli.Format;
import dev.jedro.cli.Json;
import dev.jedro.cli.SessionOptions;
import dev.jedro.config.ConfigText;
import dev.jedro.config.ProjectConfig;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the configuration as it counts. */
@Command(
        name = "show",
        description = "Show the configuration as it counts: merged and filled in. Secrets are masked.",
        sortOptions = false)
final class ConfigShowCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Parameters(
            arity = "0..*",
            paramLabel = "SECTION",
            description = "Such as catalog or parameters; all that have files if not given.")
    @Nullable
    List<String> sections;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (YAML) or json.", defaultValue = "text")
    Format format = Format.TEXT;

    @Mixin
    SessionOptions options = new SessionOptions();

    ConfigShowCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        List<String> asked = sections;
        return workplace.inSession("config show", options, session -> {
            ProjectConfig config = session.config();
            List<String> wanted = asked == null || asked.isEmpty()
                    ? config.sections().stream()
                            .filter(name -> !config.section(name).isEmpty())
                            .toList()
                    : asked;
            List<Problem> errors =
                    config.check(wanted).stream().filter(Problem::isError).toList();
            if (!errors.isEmpty()) {
                throw new JedroException(errors);
            }
            Map<String, Object> shown = new LinkedHashMap<>();
            wanted.forEach(name -> shown.put(name, ConfigText.masked(config.section(name))));
            if (format == Format.JSON) {
                workplace.out().println(Json.text(shown));
            } else if (!shown.isEmpty()) {
                workplace.out().print(ConfigText.yaml(shown));
            }
            return ExitCode.OK;
        });
    }
}
