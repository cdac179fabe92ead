package dev.jedro.spark.cli;

import dev.jedro.catalog.CatalogCode;
import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.session.Jedro;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spark.table.Upkeep;
import dev.jedro.spi.CommandContext;
import dev.jedro.spi.OpensProject;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands on the Delta table of one dataset have in common: they find it, or say why there is none. */
abstract class TableCommand implements Callable<Integer>, OpensProject {
    private final CommandContext context;
    private final String command;

    @Parameters(paramLabel = "DATASET", description = "A dataset of the catalog whose data is a Delta table.")
    String dataset = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Format format = Format.TEXT;

    TableCommand(CommandContext context, String command) {
        this.context = context;
        this.command = command;
    }

    /** Does the work, and says what it did. */
    abstract void work(Upkeep table, PrintStream out);

    /** What is wrong with the options, before anything is opened. */
    void check() {}

    final void answer(Object json) {
        context.out().println(Json.text(json));
    }

    @Override
    public final Integer call() {
        check();
        return Jedro.inSession(context, "spark " + command, session -> {
            try (OpenCatalog catalog = session.catalog()) {
                work(find(catalog), context.out());
            }
            return 0;
        });
    }

    private Upkeep find(OpenCatalog catalog) {
        DataCatalog definition = catalog.definition();
        var found = definition
                .find(dataset)
                .orElseThrow(() -> new JedroException(
                        Problem.error(CatalogCode.UNKNOWN_DATASET, "Dataset '" + dataset + "' is not in the catalog")
                                .near(NearNames.of(dataset, definition.names()))
                                .fix("correct the name, or add '" + dataset + "' to the catalog")));
        if (!isMaintained(definition, dataset)) {
            List<String> others = definition.names().stream()
                    .filter(name -> isMaintained(definition, name))
                    .sorted()
                    .toList();
            throw new JedroException(Problem.error(
                            TableCode.NOT_MAINTAINED,
                            "Dataset '" + dataset + "' (" + found.type() + ") is no Delta table; there is nothing to "
                                    + command)
                    .at(found.place())
                    .fix(
                            others.isEmpty()
                                    ? "name a spark.ManagedTable, a spark.Table of Delta, or a spark.File with 'format: delta'"
                                    : "name one of: " + String.join(", ", others)));
        }
        return catalog.load(dataset, Upkeep.class);
    }

    /** Only of this module's types: others, such as Json, would try to read any class from their file. */
    private static boolean isMaintained(DataCatalog catalog, String name) {
        return catalog.find(name)
                        .filter(found -> found.type().startsWith("spark.")
                                || found.type().startsWith("databricks."))
                        .isPresent()
                && catalog.checkLoad(name, Upkeep.class, Place.of("jedro spark"))
                        .isEmpty();
    }
}
