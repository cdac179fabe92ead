package dev.jedro.spark.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.jedro.spark.table.DeltaTable.State;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.DataFrameWriterV2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** A Delta table: how its rows are loaded and saved. Only what a remote session can do as well. */
final class ManagedTableDataset extends SparkDataset {
    private final ManagedTableOptions options;
    private final DatasetContext context;
    private final DeltaTable table;

    ManagedTableDataset(ManagedTableOptions options, Type type, DatasetContext context) {
        super(Engine.of(context, options), type);
        this.options = options;
        this.context = context;
        this.table = new DeltaTable(engine, options.tableName());
    }

    @Override
    boolean isThere() throws Exception {
        return table.exists();
    }

    @Override
    Dataset<Row> read() throws Exception {
        DataFrameReader reader = engine.session().read();
        Optional<String> asked = context.loadVersion();
        Optional<String> version = asked.filter(text -> text.chars().allMatch(Character::isDigit))
                .or(() ->
                        asked.isPresent() ? Optional.empty() : options.version().map(String::valueOf));
        Optional<String> moment = asked.isPresent() ? asked.filter(text -> version.isEmpty()) : options.timestamp();
        version.ifPresent(number -> reader.option("versionAsOf", number));
        moment.ifPresent(text -> reader.option("timestampAsOf", text.replace('T', ' ')));
        Dataset<Row> rows = reader.table(options.tableName().sql());
        Optional<StructType> schema = schema();
        return schema.isEmpty() ? rows : new ColumnCheck(options, "the table").selected(rows, schema.get());
    }

    private Optional<StructType> schema() throws Exception {
        return Schemas.of(options.schema(), options.schemaFile(), context);
    }

    @Override
    void write(Dataset<Row> rows) throws Exception {
        ReentrantLock lock = TableLocks.of(context, options.tableName().toString());
        lock.lockInterruptibly();
        try {
            Optional<StructType> schema = schema();
            ColumnCheck columns = new ColumnCheck(options, "the rows");
            Dataset<Row> data = schema.isEmpty() ? rows : columns.exactly(rows, schema.get());
            Optional<State> state = table.state();
            columns.layout(data.schema(), state);
            if (options.upserts()) {
                KeyCheck.run(data, options.keys(), state.map(State::schema).or(() -> schema));
            }
            if (state.isPresent()) {
                writeInto(state.get(), columns, data);
            } else {
                create(schema.orElseGet(() -> Schemas.nullable(data.schema())), data);
            }
            context.reportVersion(table.newestVersion());
        } finally {
            lock.unlock();
        }
    }

    /** A table that was made and could not be filled is taken away again. */
    private void create(StructType columns, Dataset<Row> data) throws Exception {
        Optional<String> location =
                options.location().map(path -> SparkPath.of(path, engine).uri());
        table.create(columns, options, location);
        try {
            data.writeTo(options.tableName().sql()).append();
        } catch (Exception e) {
            table.drop();
            throw e;
        }
    }

    private void writeInto(State state, ColumnCheck columns, Dataset<Row> data) throws Exception {
        boolean alike = Schemas.alike(data.schema(), state.schema());
        if (options.overwrites() && options.replaceWhere().isEmpty() && (!alike || !columns.sameLayout(state))) {
            replace(data);
            table.dress(options, table.state().orElseThrow());
            return;
        }
        if (!alike) {
            columns.fit(data.schema(), state.schema());
        }
        table.dress(options, state);
        if (options.upserts()) {
            upsert(data, state);
        } else if (options.overwrites()) {
            Column which = options.replaceWhere().map(where -> expr(where)).orElse(lit(true));
            data.writeTo(options.tableName().sql()).overwrite(which);
        } else {
            data.writeTo(options.tableName().sql())
                    .option("mergeSchema", options.evolves())
                    .append();
        }
    }

    /** Rows, columns and layout at once; readers see the old table or the new one. */
    private void replace(Dataset<Row> data) {
        DataFrameWriterV2<Row> writer = data.writeTo(options.tableName().sql()).option("overwriteSchema", true);
        var table = writer.using("delta");
        options.tableProperties().orElse(java.util.Map.of()).forEach(table::tableProperty);
        List<String> partitions = options.partitions();
        List<String> clusters = options.clusters();
        if (!partitions.isEmpty()) {
            table.partitionedBy(
                    col(Sql.name(partitions.get(0))),
                    rest(partitions).stream().map(name -> col(Sql.name(name))).toArray(Column[]::new));
        } else if (!clusters.isEmpty()) {
            table.clusterBy(clusters.get(0), rest(clusters).toArray(String[]::new));
        }
        table.createOrReplace();
    }

    private static List<String> rest(List<String> names) {
        return names.subList(1, names.size());
    }

    /** By SQL on a view whose name nobody else has: runs at the same time must not meet. */
    private void upsert(Dataset<Row> data, State state) {
        String view = "jedro_" + UUID.randomUUID().toString().replace("-", "").toLowerCase(Locale.ROOT);
        data.createOrReplaceTempView(view);
        try {
            // A key that may be missing is one too: '<=>' finds it, '=' never would.
            String keys = options.keys().stream()
                    .map(Sql::name)
                    .map(key -> "target." + key + " <=> source." + key)
                    .collect(Collectors.joining(" AND "));
            String names = Arrays.stream(data.schema().fieldNames())
                    .map(Sql::name)
                    .map(name -> "target." + name + " = source." + name)
                    .collect(Collectors.joining(", "));
            boolean evolves = options.evolves() && !Schemas.alike(data.schema(), state.schema());
            engine.sql("MERGE " + (evolves ? "WITH SCHEMA EVOLUTION " : "") + "INTO "
                    + options.tableName().sql() + " AS target USING " + view + " AS source ON " + keys
                    + " WHEN MATCHED THEN UPDATE SET " + (evolves ? "*" : names)
                    + " WHEN NOT MATCHED THEN INSERT *");
        } finally {
            engine.session().catalog().dropTempView(view);
        }
    }
}
