package dev.jedro.spark.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.StagedTable;
import org.apache.spark.sql.connector.catalog.StagingTableCatalog;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableCatalogCapability;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.delta.DeltaLog;
import org.jspecify.annotations.Nullable;

/**
 * Delta tables with three-level names, {@code main.sales.orders}, in a folder: {@code <warehouse>/sales/orders}. What Unity Catalog is on Databricks, without a server or a
 * database, for one machine: it is there for the next process, and several processes may use it at once, because Delta's log decides between writers.
 *
 * <pre>{@code
 * spark.sql.catalog.main=dev.jedro.spark.catalog.FolderCatalog
 * spark.sql.catalog.main.warehouse=/home/ann/shop/data/warehouse
 * }</pre>
 *
 * <p>Each operation is handed to the session's own {@code spark_catalog}, which has to be Delta's, as one on the table's path. Views and formats other than Delta are refused.
 */
@SuppressWarnings("deprecation") // Delta has the methods with columns only, and so have older Sparks
public final class FolderCatalog extends FolderSchemas implements StagingTableCatalog {
    /** Part of what is said of other formats, by which it is known when it comes from a server. */
    public static final String DELTA_ONLY = "keeps Delta tables only";

    private final Map<String, Object> seen = new ConcurrentHashMap<>();
    private volatile @Nullable StagingTableCatalog delta;

    /** For Spark, which makes it by its class name. */
    public FolderCatalog() {}

    /** Delta's catalog of the session that asks. */
    private StagingTableCatalog delta() {
        StagingTableCatalog known = delta;
        if (known == null) {
            CatalogPlugin session = EngineCatalogs.of(SparkSession.active()).ofTheSession();
            if (!(session instanceof StagingTableCatalog staging)) {
                throw new IllegalStateException(
                        "The catalog '" + name() + "' needs Delta: set spark.sql.catalog.spark_catalog="
                                + "org.apache.spark.sql.delta.catalog.DeltaCatalog");
            }
            known = staging;
            delta = known;
        }
        return known;
    }

    private String data(Identifier table) {
        return warehouse().data(schemaOf(table.namespace()), table.name());
    }

    private static Identifier path(String location) {
        return Identifier.of(new String[] {"delta"}, location);
    }

    /** The table as Delta knows it, by its path. */
    private Identifier known(Identifier table) throws NoSuchTableException {
        if (!tableExists(table)) {
            throw new NoSuchTableException(table);
        }
        String location = data(table);
        forgetReplaced(location);
        return path(location);
    }

    /** Delta keeps the log of a table in memory, and does not expect that another process drops the table and makes a new one in its place. */
    private void forgetReplaced(String location) {
        warehouse().identity(location).ifPresent(now -> {
            Object before = seen.put(location, now);
            if (before != null && !before.equals(now)) {
                forget(location);
            }
        });
    }

    private static void forget(String location) {
        DeltaLog.invalidateCache(SparkSession.active(), new org.apache.hadoop.fs.Path(location));
    }

    private Identifier free(Identifier table) throws TableAlreadyExistsException, NoSuchNamespaceException {
        requireSchema(table.namespace());
        if (tableExists(table)) {
            throw new TableAlreadyExistsException(table);
        }
        return table;
    }

    /** Notes where a new table is to lie if that is elsewhere, and gives its path. A note whose table was never made is like no table. */
    private Identifier placed(Identifier table, Map<String, String> properties) {
        String elsewhere = properties.get(TableCatalog.PROP_LOCATION);
        if (elsewhere != null && !"true".equals(properties.get(PROP_IS_MANAGED_LOCATION))) {
            try {
                warehouse().point(schemaOf(table.namespace()), table.name(), elsewhere);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        String location = data(table);
        seen.remove(location);
        forget(location);
        return path(location);
    }

    private static Map<String, String> properties(Map<String, String> given) {
        Map<String, String> own = new HashMap<>(given);
        String provider = own.getOrDefault(PROP_PROVIDER, "delta");
        if (!"delta".equalsIgnoreCase(provider)) {
            throw new UnsupportedOperationException("A catalog in a folder " + DELTA_ONLY + ", not '" + provider
                    + "': leave USING out, or write USING delta");
        }
        own.put(PROP_PROVIDER, "delta");
        own.keySet().removeAll(Set.of(TableCatalog.PROP_LOCATION, TableCatalog.PROP_OWNER, PROP_IS_MANAGED_LOCATION));
        return own;
    }

    @Override
    public Set<TableCatalogCapability> capabilities() {
        return delta().capabilities();
    }

    @Override
    public boolean tableExists(Identifier table) {
        return table.namespace().length == 1 && warehouse().tableExists(table.namespace()[0], table.name());
    }

    @Override
    public Identifier[] listTables(String[] namespace) throws NoSuchNamespaceException {
        requireSchema(namespace);
        return warehouse().tables(namespace[0]).stream()
                .map(table -> Identifier.of(namespace, table))
                .toArray(Identifier[]::new);
    }

    @Override
    public Table loadTable(Identifier table) throws NoSuchTableException {
        return delta().loadTable(known(table));
    }

    @Override
    public Table loadTable(Identifier table, String version) throws NoSuchTableException {
        return delta().loadTable(known(table), version);
    }

    @Override
    public Table loadTable(Identifier table, long timestamp) throws NoSuchTableException {
        return delta().loadTable(known(table), timestamp);
    }

    @Override
    public Table createTable(Identifier table, Column[] columns, Transform[] partitions, Map<String, String> properties)
            throws TableAlreadyExistsException, NoSuchNamespaceException {
        Map<String, String> own = properties(properties);
        Identifier path = placed(free(table), properties);
        boolean made = false;
        try {
            Table created = columns.length == 0 && Warehouse.hasTable(path.name())
                    ? adopted(path)
                    : delta().createTable(path, columns, partitions, own);
            made = true;
            return created;
        } finally {
            if (!made && warehouse().external(schemaOf(table.namespace()), table.name())) {
                dropTable(table); // the note alone: a table that lies there already would have this name now
            }
        }
    }

    /** A table that was there before, and now has a name. */
    private Table adopted(Identifier path) {
        try {
            return delta().loadTable(path);
        } catch (NoSuchTableException e) {
            throw new IllegalStateException("The Delta table at '" + path.name() + "' cannot be opened", e);
        }
    }

    @Override
    public Table alterTable(Identifier table, TableChange... changes) throws NoSuchTableException {
        return delta().alterTable(known(table), changes);
    }

    @Override
    public boolean dropTable(Identifier table) {
        if (!tableExists(table)) {
            return false;
        }
        String location = data(table);
        try {
            warehouse().dropTable(schemaOf(table.namespace()), table.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        seen.remove(location);
        forget(location);
        return true;
    }

    @Override
    public void renameTable(Identifier table, Identifier newName)
            throws NoSuchTableException, TableAlreadyExistsException {
        Identifier from = known(table);
        Identifier to = Identifier.of(namespace(newName, table), newName.name());
        try {
            warehouse().renameTable(schemaOf(table.namespace()), table.name(), schemaOf(to.namespace()), to.name());
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            throw new TableAlreadyExistsException(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        seen.remove(from.name());
        forget(from.name());
        forget(data(to));
    }

    /** A new name comes as the user wrote it: with the catalog, with the schema, or alone. */
    private String[] namespace(Identifier newName, Identifier table) {
        String[] given = newName.namespace();
        if (given.length == 0) {
            return table.namespace();
        }
        return given.length == 2 && given[0].equalsIgnoreCase(name()) ? new String[] {given[1]} : given;
    }

    @Override
    public StagedTable stageCreate(
            Identifier table, Column[] columns, Transform[] partitions, Map<String, String> properties)
            throws TableAlreadyExistsException, NoSuchNamespaceException {
        Map<String, String> own = properties(properties);
        return delta().stageCreate(placed(free(table), properties), columns, partitions, own);
    }

    @Override
    public StagedTable stageReplace(
            Identifier table, Column[] columns, Transform[] partitions, Map<String, String> properties)
            throws NoSuchNamespaceException, NoSuchTableException {
        return delta().stageReplace(known(table), columns, partitions, properties(properties));
    }

    @Override
    public StagedTable stageCreateOrReplace(
            Identifier table, Column[] columns, Transform[] partitions, Map<String, String> properties)
            throws NoSuchNamespaceException {
        requireSchema(table.namespace());
        Map<String, String> own = properties(properties);
        String location = data(table);
        boolean isThere = tableExists(table);
        if (isThere) {
            forgetReplaced(location);
        }
        return delta().stageCreateOrReplace(
                        isThere ? path(location) : placed(table, properties), columns, partitions, own);
    }

    @Override
    void dropTables(String[] schema) throws NoSuchNamespaceException {
        for (Identifier table : listTables(schema)) {
            dropTable(table);
        }
    }
}
