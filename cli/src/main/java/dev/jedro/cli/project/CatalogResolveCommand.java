package dev.jedro.cli.project;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.DatasetDefinition;
import dev.jedro.cli.CliCode;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.Format;
import dev.jedro.cli.Json;
import dev.jedro.cli.SessionOptions;
import dev.jedro.config.ConfigText;
import dev.jedro.inspect.DatasetSnapshot;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the entries that the catalog has for names: its own, or a pattern's with the placeholders filled. */
@Command(
        name = "resolve",
        description =
                "Show the catalog's entries with patterns filled in: those of the catalog and of the pipelines, or of"
                        + " the names given, which need not be used anywhere. Secrets are masked.",
        sortOptions = false)
final class CatalogResolveCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Parameters(arity = "0..*", paramLabel = "DATASET", description = "The names to resolve.")
    @Nullable
    List<String> names;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (YAML) or json.", defaultValue = "text")
    Format format = Format.TEXT;

    @Mixin
    SessionOptions options = new SessionOptions();

    CatalogResolveCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        return workplace.inSession("catalog resolve", options, session -> {
            List<DatasetDefinition> found = found(session);
            if (format == Format.JSON) {
                workplace
                        .out()
                        .println(Json.text(
                                found.stream().map(CatalogResolveCommand::json).toList()));
            } else if (!found.isEmpty()) {
                Map<String, @Nullable Object> entries = new LinkedHashMap<>();
                found.forEach(dataset -> entries.put(dataset.name(), ConfigText.masked(dataset.entry())));
                workplace.out().print(ConfigText.yaml(entries));
            }
            return ExitCode.OK;
        });
    }

    private List<DatasetDefinition> found(Session session) {
        DataCatalog catalog = session.catalogDefinition();
        List<String> given = names;
        if (given == null || given.isEmpty()) {
            Set<String> all = new LinkedHashSet<>(catalog.names());
            session.snapshot().datasets().values().stream()
                    .map(DatasetSnapshot::name)
                    .forEach(all::add);
            return all.stream().flatMap(name -> catalog.find(name).stream()).toList();
        }
        Problems problems = new Problems();
        List<DatasetDefinition> found = new ArrayList<>();
        for (String name : given) {
            catalog.find(name).ifPresentOrElse(found::add, () -> problems.add(unknown(name, catalog.names())));
        }
        problems.throwIfErrors();
        return found;
    }

    private static Problem unknown(String name, Collection<String> known) {
        return Problem.error(
                        CliCode.UNKNOWN_NAME,
                        "The catalog has neither an entry '" + name
                                + "' nor a pattern that matches it: it would be kept in memory.")
                .at(Place.of("jedro catalog resolve"))
                .near(NearNames.of(name, known))
                .fix("list what there is with: jedro catalog list, and: jedro catalog patterns");
    }

    private static Map<String, Object> json(DatasetDefinition dataset) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", dataset.name());
        dataset.pattern().ifPresent(pattern -> json.put("pattern", pattern));
        json.put("place", dataset.place().toString());
        json.put("entry", Objects.requireNonNull(ConfigText.masked(dataset.entry())));
        return json;
    }
}
