package dev.jedro.cli.project;

import dev.jedro.cli.ExitCode;
import dev.jedro.cli.Format;
import dev.jedro.cli.Json;
import dev.jedro.cli.SessionOptions;
import dev.jedro.inspect.PipelineSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the pipelines. */
@Command(name = "list", description = "List the pipelines.", sortOptions = false)
final class RegistryListCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Format format = Format.TEXT;

    @Mixin
    SessionOptions options = new SessionOptions();

    RegistryListCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        return workplace.inSession("registry list", options, session -> {
            List<PipelineSnapshot> pipelines = session.snapshot().pipelines();
            if (format == Format.JSON) {
                workplace
                        .out()
                        .println(Json.text(pipelines.stream()
                                .map(RegistryListCommand::summary)
                                .toList()));
                return ExitCode.OK;
            }
            List<String[]> rows = new ArrayList<>();
            pipelines.forEach(
                    pipeline -> rows.add(new String[] {pipeline.name(), RegistryDescribeCommand.count(pipeline)}));
            TextTable.lines(rows, 1).forEach(workplace.out()::println);
            return ExitCode.OK;
        });
    }

    private static Map<String, Object> summary(PipelineSnapshot pipeline) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", pipeline.name());
        json.put("nodes", pipeline.nodes().size());
        return json;
    }
}
