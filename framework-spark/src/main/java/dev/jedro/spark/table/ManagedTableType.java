package dev.jedro.spark.table;

import dev.jedro.catalog.Dataset;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * {@code type: spark.ManagedTable}: a Delta table of a catalog, on a cluster and on a laptop alike. It is read-only without a {@code write_mode}; each save makes a version, which the run's
 * journal notes.
 */
public class ManagedTableType implements SparkDatasetType<ManagedTableOptions> {

    /** The same under its other name, {@code type: databricks.ManagedTable}. */
    public static final class OnDatabricks extends ManagedTableType {
        @Override
        public String name() {
            return "databricks.ManagedTable";
        }
    }

    @Override
    public String name() {
        return "spark.ManagedTable";
    }

    @Override
    public Class<ManagedTableOptions> options() {
        return ManagedTableOptions.class;
    }

    @Override
    public Optional<String> readOnly(ManagedTableOptions options) {
        return options.writeMode().isPresent()
                ? Optional.empty()
                : Optional.of("add 'write_mode: overwrite', 'append' or 'upsert'");
    }

    @Override
    public boolean versionsItself(ManagedTableOptions options) {
        return true;
    }

    @Override
    public Optional<String> wrongVersion(ManagedTableOptions options, String version) {
        return version.matches("[0-9]{1,18}") || ManagedTableOptions.isMoment(version)
                ? Optional.empty()
                : Optional.of("a number such as 12, or a moment such as 2026-11-20T15:12:06");
    }

    @Override
    public boolean canLoad(ManagedTableOptions options, Type type) {
        return SparkValue.known(type) || type == Upkeep.class;
    }

    @Override
    public Dataset<?> open(ManagedTableOptions options, Type type, DatasetContext context) {
        return type == Upkeep.class
                ? Upkeep.dataset(
                        Engine.of(context, options),
                        engine -> options.tableName().sql())
                : new ManagedTableDataset(options, type, context);
    }
}
