package dev.jedro.spark;

import dev.jedro.catalog.DatasetDefinition;
import dev.jedro.config.ConfigScalar;
import dev.jedro.problem.Problem;
import dev.jedro.spark.session.LocalNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is wrong with the names of tables in the catalog where the engine inside this process is to have them. */
final class TableNamesOfRun {
    private TableNamesOfRun() {}

    /** One problem for each wrong part, at its key; none for a dataset that is no table. */
    static List<Problem> mistakes(DatasetDefinition dataset, LocalNames names) {
        Optional<String> database = text(dataset, "database");
        // Without a database, or in that of Spark's own, it may be a view of the session's, which has any name.
        boolean view = database.map(name -> name.toLowerCase(Locale.ROOT).equals("global_temp"))
                .orElse(dataset.type().endsWith(".Table") || dataset.type().endsWith(".TableType"));
        if (view || text(dataset, "table").isEmpty()) {
            return List.of();
        }
        Map<String, Problem> mistakes = names.mistakes(text(dataset, "catalog"), database, text(dataset, "table"));
        return mistakes.entrySet().stream()
                .map(mistake ->
                        named(dataset, mistake.getValue()).at(dataset.entry().keyPlace(mistake.getKey())))
                .toList();
    }

    private static Problem named(DatasetDefinition dataset, Problem problem) {
        return new Problem(
                problem.code(),
                problem.severity(),
                "Dataset '" + dataset.name() + "' (" + dataset.type() + "): " + problem.what(),
                problem.where(),
                problem.near(),
                problem.fixes());
    }

    private static Optional<String> text(DatasetDefinition dataset, String key) {
        return dataset.entry().get(key).orElse(null) instanceof ConfigScalar scalar && scalar.value() != null
                ? Optional.of(scalar.text())
                : Optional.empty();
    }
}
