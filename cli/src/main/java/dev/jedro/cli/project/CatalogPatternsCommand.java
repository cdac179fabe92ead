package dev.jedro.cli.project;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.NamePattern;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.Format;
import dev.jedro.cli.Json;
import dev.jedro.cli.SessionOptions;
import dev.jedro.inspect.DatasetSnapshot;
import dev.jedro.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells the catalog's patterns, and which names of the pipelines each of them takes. */
@Command(
        name = "patterns",
        description = "List the catalog's patterns in the order in which they are tried, and what they match.",
        sortOptions = false)
final class CatalogPatternsCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Format format = Format.TEXT;

    @Mixin
    SessionOptions options = new SessionOptions();

    CatalogPatternsCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        return workplace.inSession("catalog patterns", options, session -> {
            if (format == Format.JSON) {
                List<Map<String, Object>> json = new ArrayList<>();
                matched(session).forEach((pattern, names) -> json.add(json(pattern, names)));
                workplace.out().println(Json.text(json));
            } else {
                List<String[]> rows = new ArrayList<>();
                matched(session)
                        .forEach((pattern, names) -> rows.add(new String[] {
                            pattern.text(),
                            pattern.place().toString(),
                            names.isEmpty() ? "unused" : String.join(", ", names)
                        }));
                if (rows.isEmpty()) { // told, but no part of the answer
                    workplace.screen().accept("The catalog has no patterns.");
                }
                TextTable.lines(rows, -1).forEach(workplace.out()::println);
            }
            return ExitCode.OK;
        });
    }

    private static Map<NamePattern, List<String>> matched(Session session) {
        DataCatalog catalog = session.catalogDefinition();
        Map<NamePattern, List<String>> matched = new LinkedHashMap<>();
        Map<String, NamePattern> byText = new LinkedHashMap<>();
        for (NamePattern pattern : catalog.patterns()) {
            matched.put(pattern, new ArrayList<>());
            byText.put(pattern.text(), pattern);
        }
        for (DatasetSnapshot dataset : session.snapshot().datasets().values()) {
            Optional<NamePattern> pattern = dataset.pattern().map(byText::get);
            pattern.map(matched::get).ifPresent(names -> names.add(dataset.name()));
        }
        return matched;
    }

    private static Map<String, Object> json(NamePattern pattern, List<String> names) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pattern", pattern.text());
        json.put("place", pattern.place().toString());
        json.put("matches", names);
        return json;
    }
}
