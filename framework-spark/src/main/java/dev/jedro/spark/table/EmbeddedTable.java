package dev.jedro.spark.table;

import dev.jedro.spark.catalog.EngineCatalogs;
import dev.jedro.spark.failure.TableFailures;
import dev.jedro.spark.table.DeltaTable.State;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.delta.catalog.DeltaTableV2;

/**
 * A Delta table as the engine inside this process knows it: without the jobs by which {@code DESCRIBE DETAIL} and {@code DESCRIBE HISTORY} say the same, half as long as a small write.
 * To be asked only if {@link Engine#embedded}: elsewhere its class cannot be loaded.
 */
final class EmbeddedTable {
    private static final String CLUSTERED = "delta.feature.clustering";

    private EmbeddedTable() {}

    /** @return empty where there is no such table, or the engine does not tell all, as of a clustered one: SQL has to be asked */
    static Optional<State> state(SparkSession session, TableName name) throws Exception {
        Optional<DeltaTableV2> table = found(session, name);
        if (table.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> properties = table.get().properties();
        if (properties.containsKey(CLUSTERED)) {
            return Optional.empty();
        }
        List<String> partitions = Arrays.stream(table.get().partitioning())
                .flatMap(transform -> Arrays.stream(transform.references()))
                .map(column -> column.fieldNames()[0])
                .toList();
        return Optional.of(new State(
                table.get().schema(),
                partitions,
                List.of(),
                Map.copyOf(properties),
                Optional.ofNullable(properties.get(TableCatalog.PROP_COMMENT)),
                Optional.of(table.get().path().toString())));
    }

    /** What a catalog knows while its log is gone is no table: a query tells then what is missing. */
    private static Optional<DeltaTableV2> found(SparkSession session, TableName name) throws Exception {
        try {
            return of(session, name).filter(table -> table.initialSnapshot().version() >= 0);
        } catch (Exception e) {
            if (TableFailures.noTable(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @return the number of the newest version; empty where the engine does not tell it */
    static Optional<String> version(SparkSession session, TableName name) throws NoSuchTableException {
        return of(session, name)
                .map(table -> String.valueOf(table.initialSnapshot().version()));
    }

    /** Empty where a catalog has tables of its own kind, as Databricks' has. */
    private static Optional<DeltaTableV2> of(SparkSession session, TableName name) throws NoSuchTableException {
        EngineCatalogs catalogs = EngineCatalogs.of((org.apache.spark.sql.classic.SparkSession) session);
        String[] namespace =
                name.database().map(database -> new String[] {database}).orElseGet(catalogs::currentNamespace);
        if (!(name.catalog().map(catalogs::named).orElseGet(catalogs::current) instanceof TableCatalog catalog)) {
            return Optional.empty();
        }
        return Optional.of(catalog.loadTable(Identifier.of(namespace, name.table())))
                .filter(DeltaTableV2.class::isInstance)
                .map(DeltaTableV2.class::cast);
    }
}
