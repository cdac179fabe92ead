package dev.jedro.spark.table;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.jedro.spark.failure.TableFailures;
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
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
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
    Exception explained(Exception thrown) {
        return options.location().isEmpty() && TableFailures.occupied(thrown)
                ? TableProblems.forgotten(thrown, table.name())
                : TableProblems.explained(thrown, engine, table.name());
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
            SessionCommit commit = SessionCommit.before(engine);
            Optional<String> location =
                    options.location().map(path -> SparkPath.of(path, engine).uri());
            if (state.isEmpty() && location.isPresent() && table.adopt(location.get())) {
                writeIntoAdopted(columns, data, schema, location);
            } else {
                write(columns, data, schema, state, location);
            }
            Optional<String> made = commit.version();
            context.reportVersion(made.isPresent() ? made.get() : table.newestVersion());
        } finally {
            lock.unlock();
        }
    }

    /** A table that lay at the location has its name from now on, unless the save fails. */
    private void writeIntoAdopted(
            ColumnCheck columns, Dataset<Row> data, Optional<StructType> schema, Optional<String> location)
            throws Exception {
        try {
            write(columns, data, schema, table.state(), location);
        } catch (Exception e) {
            table.drop();
            throw e;
        }
    }

    private void write(
            ColumnCheck columns,
            Dataset<Row> data,
            Optional<StructType> schema,
            Optional<State> state,
            Optional<String> location)
            throws Exception {
        columns.layout(data.schema(), state);
        columns.place(location, state);
        if (options.upserts()) {
            KeyCheck.run(data, options.keys(), state.map(State::schema).or(() -> schema));
        }
        if (state.isPresent()) {
            writeInto(state.get(), columns, data, schema);
        } else {
            create(schema.orElseGet(() -> Schemas.nullable(data.schema())), data, location);
        }
    }

    /** A table that was made and could not be filled is taken away again, unless somebody else has filled it meanwhile. */
    private void create(StructType columns, Dataset<Row> data, Optional<String> location) throws Exception {
        table.create(columns, options, location);
        try {
            data.writeTo(options.tableName().sql()).append();
        } catch (Exception e) {
            takeAway(e);
            throw e;
        }
    }

    /** A server that is gone cannot be asked: why the save failed stays the error. */
    private void takeAway(Exception failure) {
        try {
            if (!table.exists()) {
                table.drop();
            }
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    private void writeInto(State state, ColumnCheck columns, Dataset<Row> data, Optional<StructType> schema)
            throws Exception {
        boolean alike = Schemas.alike(data.schema(), state.schema());
        boolean whole = options.overwrites() && options.replaceWhere().isEmpty();
        boolean replaced = whole && (!alike || !columns.sameLayout(state));
        if (!alike && !replaced) {
            columns.fit(data.schema(), state);
        }
        Dataset<Row> guarded = RowGuard.of(options, schema, state, replaced).on(data);
        if (whole) {
            // What the old rows are like does not matter for a new constraint, and one that has changed is not for the
            // new rows.
            table.dropChangedConstraints(options, state);
            if (replaced) {
                replace(guarded, state);
            } else {
                guarded.writeTo(options.tableName().sql()).overwrite(lit(true));
            }
            dressAgain(state, replaced);
            return;
        }
        table.dress(options, state);
        if (options.upserts()) {
            upsert(guarded, state);
        } else if (options.overwrites()) {
            guarded.writeTo(options.tableName().sql())
                    .overwrite(expr(options.replaceWhere().orElseThrow()));
            dressAgain(state, false);
        } else {
            guarded.writeTo(options.tableName().sql())
                    .option("mergeSchema", options.evolves())
                    .append();
        }
    }

    /** Delta's own overwrite takes a table's clustering away. */
    private void dressAgain(State before, boolean replaced) throws Exception {
        boolean clustered = !before.clusters().isEmpty() || !options.clusters().isEmpty();
        State now = replaced || clustered ? table.state().orElseThrow() : before;
        table.dress(options, now);
        if (!options.divides() && now.clusters().isEmpty() && !before.clusters().isEmpty()) {
            table.clusterBy(before.clusters());
        }
    }

    /**
     * Rows, columns and layout at once; readers see the old table or the new one. The table's own constraints, properties and comments stay, as for {@code mode("overwrite")} with
     * {@code overwriteSchema} in a program: Delta checks its constraints before the old rows go.
     */
    private void replace(Dataset<Row> data, State state) {
        DataFrameWriter<Row> writer = Schemas.commented(data, state.schema())
                .write()
                .format("delta")
                .mode(SaveMode.Overwrite)
                .option("overwriteSchema", true);
        List<String> partitions = options.divides()
                ? options.partitions()
                : state.partitions().stream()
                        .filter(column -> Schemas.field(data.schema(), column).isPresent())
                        .toList();
        if (!partitions.isEmpty()) {
            writer = writer.partitionBy(partitions.toArray(String[]::new));
        }
        writer.saveAsTable(options.tableName().sql());
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
