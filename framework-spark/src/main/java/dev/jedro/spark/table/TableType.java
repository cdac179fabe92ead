package dev.jedro.spark.table;

import dev.jedro.catalog.Dataset;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;

/** {@code type: spark.Table}: any table or view that the session knows, of whatever format. Read-only without a {@code mode}. */
public final class TableType implements SparkDatasetType<TableType.Options> {

    /**
     * Options of {@code spark.Table}.
     *
     * @param session a session of spark.yml; the one without a name unless given
     * @param catalog of the table; the session's own unless given
     * @param database of the table; the session's own unless given
     * @param table its name
     * @param mode what a save does if it is there; read-only unless given
     * @param format of a new table; that of the session unless given
     * @param partitionColumns by which a new table is divided
     */
    public record Options(
            Optional<String> session,
            Optional<String> catalog,
            Optional<String> database,
            String table,
            Optional<FileType.Mode> mode,
            Optional<FileType.Format> format,
            Optional<List<String>> partitionColumns)
            implements SparkOptions {

        public Options {
            new TableName(catalog, database, table);
        }

        TableName tableName() {
            return new TableName(catalog, database, table);
        }
    }

    @Override
    public String name() {
        return "spark.Table";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public Optional<String> readOnly(Options options) {
        return options.mode().isPresent() ? Optional.empty() : Optional.of("add 'mode: overwrite' or 'mode: append'");
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return SparkValue.known(type) || type == Upkeep.class;
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        if (type == Upkeep.class) {
            return Upkeep.dataset(
                    Engine.of(context, options), engine -> options.tableName().sql());
        }
        DeltaTable table = new DeltaTable(Engine.of(context, options), options.tableName());
        return new SparkDataset(table.engine(), type) {
            @Override
            Exception explained(Exception thrown) {
                return TableProblems.explained(thrown, engine, table.name());
            }

            @Override
            org.apache.spark.sql.Dataset<Row> read() {
                return table.rows();
            }

            @Override
            void write(org.apache.spark.sql.Dataset<Row> rows) throws InterruptedException {
                ReentrantLock lock = TableLocks.of(context, table.name().toString());
                lock.lockInterruptibly();
                try {
                    save(rows);
                } finally {
                    lock.unlock();
                }
            }

            private void save(org.apache.spark.sql.Dataset<Row> rows) {
                table.createSchema();
                DataFrameWriter<Row> writer =
                        rows.write().mode(options.mode().orElseThrow().spark());
                options.format().ifPresent(format -> writer.format(format.spark()));
                options.partitionColumns().ifPresent(columns -> writer.partitionBy(columns.toArray(String[]::new)));
                writer.saveAsTable(table.name().sql());
            }

            @Override
            boolean isThere() throws Exception {
                return table.exists();
            }
        };
    }
}
