package dev.jedro.spark.table;

import dev.jedro.catalog.CatalogCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spark.failure.TableFailures;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.StructType;

/** A source or sink of streaming rows. */
final class StreamDataset extends SparkDataset {
    private final StreamType.Options options;
    private final DatasetContext context;

    StreamDataset(StreamType.Options options, Type type, DatasetContext context) {
        super(Engine.of(context, options), type);
        this.options = options;
        this.context = context;
    }

    private Map<String, String> sparkOptions() {
        return options.options().orElse(Map.of());
    }

    @Override
    Dataset<Row> read() throws Exception {
        DataStreamReader reader = engine.session().readStream().options(sparkOptions());
        Optional<DeltaTable> table = table();
        if (table.isPresent()) {
            return table.get().inFolder()
                    ? reader.format("delta").load(table.get().location())
                    : reader.table(table.get().name().sql());
        }
        SparkPath path = SparkPath.of(options.filepath().orElseThrow(), engine);
        requireFolder(path);
        Optional<StructType> schema = Schemas.of(options.schema(), options.schemaFile(), context);
        if (schema.isEmpty()) {
            requireKnownColumns();
        }
        schema.ifPresent(reader::schema);
        return reader.format(options.formatName()).load(path.uri());
    }

    private void requireFolder(SparkPath path) {
        Optional<Path> missing = path.local().filter(Files::notExists).filter(file -> !path.looksLikePattern());
        if (missing.isPresent()) {
            throw new JedroException(
                    Problem.error(CatalogCode.NO_DATA, "There is no folder '" + context.shown(missing.get()) + "'")
                            .fix("correct 'filepath', make the folder, or run the node that makes it"));
        }
    }

    /** Spark looks into files for their columns only where that is asked for: a stream may begin with none. */
    private void requireKnownColumns() {
        boolean tells = options.formatName().equals("delta")
                || options.formatName().equals("text")
                || Boolean.parseBoolean(engine.session().conf().get("spark.sql.streaming.schemaInference", "false"));
        if (!tells) {
            throw new JedroException(Problem.error(
                            TableCode.BAD_OPTIONS,
                            "the columns of a stream of " + options.formatName() + " files have to be known before")
                    .fix("add 'schema: …', for instance:  schema: id BIGINT, name STRING"));
        }
    }

    @Override
    void write(Dataset<Row> rows) throws Exception {
        if (!rows.isStreaming()) {
            throw new JedroException(
                    Problem.error(
                                    TableCode.BAD_OPTIONS,
                                    "the rows do not stream: they come from a table or file as it is now")
                            .fix(
                                    "load them from a dataset of 'type: spark.Stream' too, or save them as spark.File or spark.ManagedTable"));
        }
        DataStreamWriter<Row> writer = rows.writeStream()
                .options(sparkOptions())
                .option(
                        "checkpointLocation",
                        SparkPath.of(options.checkpoint().orElseThrow(), engine).uri())
                .outputMode(options.outputMode()
                        .orElse(StreamType.OutputMode.APPEND)
                        .spark())
                .trigger(Trigger.AvailableNow());
        StreamingQuery query = started(writer, Schemas.nullable(rows.schema()));
        try {
            query.awaitTermination();
        } finally {
            query.stop();
        }
        context.reportRows(Arrays.stream(query.recentProgress())
                .mapToLong(StreamingQueryProgress::numInputRows)
                .sum());
    }

    /** Spark streams into a table of a folder by its path only. */
    private StreamingQuery started(DataStreamWriter<Row> writer, StructType columns) throws Exception {
        Optional<DeltaTable> table = table();
        if (table.isEmpty()) {
            return writer.format(options.formatName())
                    .start(SparkPath.of(options.filepath().orElseThrow(), engine)
                            .uri());
        } else if (table.get().inFolder()) {
            table.get().createIfAbsent(columns);
            return writer.format("delta").start(table.get().location());
        }
        return writer.format("delta").toTable(table.get().name().sql());
    }

    @Override
    Exception explained(Exception thrown) {
        return options.tableName()
                .map(name -> TableProblems.explained(thrown, engine, name))
                .orElseGet(() -> super.explained(thrown));
    }

    private Optional<DeltaTable> table() {
        return options.tableName().map(name -> new DeltaTable(engine, name));
    }

    @Override
    boolean isThere() throws Exception {
        Optional<DeltaTable> table = table();
        if (table.isPresent()) {
            return table.get().exists();
        }
        SparkPath path = SparkPath.of(options.filepath().orElseThrow(), engine);
        if (path.local().isPresent()) {
            return Files.exists(path.local().get());
        }
        try {
            engine.session()
                    .read()
                    .format(options.formatName())
                    .load(path.uri())
                    .schema();
            return true;
        } catch (Exception e) {
            if (TableFailures.noFile(e)) {
                return false;
            }
            throw e;
        }
    }
}
