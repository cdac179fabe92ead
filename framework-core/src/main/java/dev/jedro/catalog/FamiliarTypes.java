package dev.jedro.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Advice for type names that are right elsewhere: in Kedro, or in a module of Jedro's that is not on the class path. */
final class FamiliarTypes {
    private static final Map<String, String> MODULES = Map.of(
            "duckdb", "framework-duckdb",
            "spark", "framework-spark",
            "mlflow", "framework-mlflow",
            "databricks", "framework-databricks");

    /** Kedro's names without the word Dataset, in lower case. */
    private static final Map<String, String> KEDRO = Map.ofEntries(
            Map.entry("pandas.csv", "Csv"),
            Map.entry("polars.csv", "Csv"),
            Map.entry("csv", "Csv"),
            Map.entry("pandas.parquet", "duckdb.Parquet"),
            Map.entry("polars.parquet", "duckdb.Parquet"),
            Map.entry("pandas.excel", "duckdb.Excel"),
            Map.entry("pandas.json", "duckdb.Json"),
            Map.entry("pandas.sqltable", "duckdb.Table"),
            Map.entry("pandas.sqlquery", "duckdb.Query"),
            Map.entry("json.json", "Json"),
            Map.entry("json", "Json"),
            Map.entry("yaml.yaml", "Yaml"),
            Map.entry("yaml", "Yaml"),
            Map.entry("text.text", "Text"),
            Map.entry("text", "Text"),
            Map.entry("pickle.pickle", "Model"),
            Map.entry("pickle", "Model"),
            Map.entry("matplotlib.matplotlib", "Plot"),
            Map.entry("matplotlib.matplotlibwriter", "Plot"),
            Map.entry("plotly.plotly", "Plot"),
            Map.entry("plotly.json", "Plot"),
            Map.entry("partitions.partitioned", "Partitioned"),
            Map.entry("partitioned", "Partitioned"),
            Map.entry("memory", "Memory"),
            Map.entry("io.memory", "Memory"));

    private FamiliarTypes() {}

    /** What to do about an unknown type name, as an imperative sentence. */
    static Optional<String> advice(String name, Set<String> known) {
        String kedro = name.toLowerCase(java.util.Locale.ROOT).replaceFirst("^kedro(_datasets)?\\.", "");
        if (kedro.equals("cacheddataset") || kedro.equals("io.cacheddataset")) {
            return Optional.of("write the type of the data itself, and 'cached: true' beside it");
        }
        if (kedro.equals("partitions.incrementaldataset") || kedro.equals("incrementaldataset")) {
            return Optional.of("write 'type: Partitioned', and 'incremental: true' beside it");
        }
        if (kedro.endsWith("dataset") || kedro.endsWith("writer")) {
            String ours = KEDRO.get(kedro.replaceFirst("dataset$", ""));
            if (ours != null) {
                return Optional.of(
                        "write 'type: " + ours + "', which is Jedro's name for it" + missingModule(ours, known));
            }
        }
        return module(name)
                .filter(module -> known.stream().noneMatch(type -> type.startsWith(prefix(name))))
                .map(module -> "add the dependency dev.jedro:" + module + " to pom.xml");
    }

    private static String missingModule(String type, Set<String> known) {
        return known.contains(type)
                ? ""
                : module(type)
                        .map(module -> ", and add the dependency dev.jedro:" + module + " to pom.xml")
                        .orElse("");
    }

    private static Optional<String> module(String type) {
        int dot = type.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.ofNullable(MODULES.get(type.substring(0, dot)));
    }

    private static String prefix(String type) {
        return type.substring(0, type.indexOf('.') + 1);
    }
}
