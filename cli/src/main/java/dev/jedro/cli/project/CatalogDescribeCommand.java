package dev.jedro.cli.project;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.Format;
import dev.jedro.cli.Json;
import dev.jedro.cli.SessionOptions;
import dev.jedro.inspect.DatasetDetails;
import dev.jedro.inspect.DatasetSnapshot;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells about one dataset. */
@Command(name = "describe", description = "Tell all that is known about a dataset.", sortOptions = false)
final class CatalogDescribeCommand implements Callable<Integer> {
    private final Workplace workplace;

    @Parameters(paramLabel = "DATASET", description = "Its name.")
    String name = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Format format = Format.TEXT;

    @Mixin
    SessionOptions options = new SessionOptions();

    CatalogDescribeCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        return workplace.inSession("catalog describe", options, session -> {
            DatasetDetails details = details(session, name);
            if (format == Format.JSON) {
                workplace.out().println(Json.text(facts(details)));
            } else {
                print(details);
            }
            return ExitCode.OK;
        });
    }

    private static DatasetDetails details(Session session, String name) {
        return session.dataset(name)
                .orElseThrow(() -> new JedroException(Problem.error(
                                CliCode.UNKNOWN_NAME,
                                "The dataset '" + name + "' is neither in the catalog nor used by a pipeline.")
                        .at(Place.of("jedro catalog describe"))
                        .near(NearNames.of(name, session.snapshot().datasets().keySet()))
                        .fix("list them with: jedro catalog list")));
    }

    private static Map<String, Object> facts(DatasetDetails details) {
        Map<String, Object> facts = json(details.dataset());
        if (details.dataset().place().isPresent()) {
            facts.put("options", details.options());
        }
        if (!details.metadata().isEmpty()) {
            facts.put("metadata", details.metadata());
        }
        if (details.dataset().versioned()) {
            facts.put("versions", details.versions());
            facts.put("version_count", details.versionCount());
        }
        facts.put("written_by", details.writtenBy());
        facts.put("read_by", details.readBy());
        return facts;
    }

    private void print(DatasetDetails details) {
        Map<String, Object> facts = facts(details);
        facts.remove("version_count");
        facts.computeIfPresent("versions", (key, versions) -> versions(details));
        facts.forEach((key, fact) -> workplace.out().printf("%-11s %s%n", key.replace('_', ' '), text(fact)));
    }

    private static Object versions(DatasetDetails details) {
        int more = details.versionCount() - details.versions().size();
        if (more == 0) {
            return details.versions();
        }
        List<String> shown = new ArrayList<>(details.versions());
        shown.add("and " + more + " older");
        return shown;
    }

    private static String text(Object fact) {
        if (fact instanceof Map<?, ?> map) {
            return map.isEmpty() ? "none" : String.valueOf(map);
        }
        return fact instanceof List<?> list
                ? (list.isEmpty()
                        ? "nothing"
                        : String.join(", ", list.stream().map(String::valueOf).toList()))
                : String.valueOf(fact);
    }

    static Map<String, Object> json(DatasetSnapshot dataset) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", dataset.name());
        json.put("type", dataset.type());
        dataset.filepath().ifPresent(path -> json.put("filepath", path));
        dataset.layer().ifPresent(layer -> json.put("layer", layer));
        json.put("versioned", dataset.versioned());
        json.put("persistent", dataset.persistent());
        dataset.pattern().ifPresent(pattern -> json.put("pattern", pattern));
        dataset.place().ifPresent(place -> json.put("place", place.toString()));
        if (!dataset.credentials().isEmpty()) {
            json.put("credentials", dataset.credentials());
        }
        json.put("used", dataset.used());
        return json;
    }
}
