package dev.jedro.cli.project;

import dev.jedro.cli.ExitCode;
import dev.jedro.cli.Format;
import dev.jedro.cli.Json;
import dev.jedro.cli.SessionOptions;
import dev.jedro.inspect.DatasetSnapshot;
import dev.jedro.inspect.ProjectSnapshot;
import dev.jedro.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the datasets. */
@Command(name = "list", description = "List the datasets of the catalog and of the pipelines.", sortOptions = false)
final class CatalogListCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Option(
            names = {"-p", "--pipelines"},
            paramLabel = "NAMES",
            description = "Only what these pipelines read or write.")
    @Nullable
    String pipelines;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Format format = Format.TEXT;

    @Mixin
    SessionOptions options = new SessionOptions();

    CatalogListCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        return workplace.inSession("catalog list", options, session -> {
            List<DatasetSnapshot> datasets = datasets(session, CommaList.of(pipelines));
            if (format == Format.JSON) {
                workplace
                        .out()
                        .println(Json.text(datasets.stream()
                                .map(CatalogDescribeCommand::json)
                                .toList()));
                return ExitCode.OK;
            }
            List<String[]> rows = new ArrayList<>();
            datasets.forEach(dataset -> rows.add(new String[] {
                dataset.name(),
                dataset.type(),
                dataset.layer().orElse(""),
                dataset.filepath().orElse(""),
                dataset.used() ? "" : "unused"
            }));
            TextTable.lines(rows, -1).forEach(workplace.out()::println);
            return ExitCode.OK;
        });
    }

    private static List<DatasetSnapshot> datasets(Session session, List<String> pipelines) {
        ProjectSnapshot project = session.snapshot();
        if (pipelines.isEmpty()) {
            return List.copyOf(project.datasets().values());
        }
        Map<String, DatasetSnapshot> all = project.datasets();
        // Reports unknown names with the near ones.
        return session.pipeline(pipelines.toArray(String[]::new)).datasets().stream()
                .map(all::get)
                .filter(Objects::nonNull)
                .toList();
    }
}
