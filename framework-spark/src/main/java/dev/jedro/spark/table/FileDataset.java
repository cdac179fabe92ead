package dev.jedro.spark.table;

import dev.jedro.catalog.AtomicFile;
import dev.jedro.catalog.CatalogCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spark.failure.TableFailures;
import dev.jedro.spark.table.FileType.Format;
import dev.jedro.spark.table.FileType.Mode;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The files of one path. */
final class FileDataset extends SparkDataset {
    private final FileType.Options options;
    private final DatasetContext context;

    FileDataset(FileType.Options options, Type type, DatasetContext context) {
        super(Engine.of(context, options), type);
        this.options = options;
        this.context = context;
    }

    private SparkPath path() {
        return SparkPath.of(options.filepath(), engine);
    }

    private Map<String, String> sparkOptions() {
        Map<String, String> own = new java.util.HashMap<>(options.options().orElse(Map.of()));
        if (options.formatOrUsual() == Format.CSV && own.keySet().stream().noneMatch("header"::equalsIgnoreCase)) {
            own.put("header", "true");
        }
        return own;
    }

    @Override
    Dataset<Row> read() throws Exception {
        SparkPath path = path();
        Optional<Path> missing = path.local().filter(Files::notExists);
        if (missing.isPresent()) {
            throw new JedroException(Problem.error(
                            CatalogCode.NO_DATA, "There is no file or folder '" + context.shown(missing.get()) + "'")
                    .fix("correct 'filepath', put the data there, or run the node that makes it"));
        }
        return reader(path).load(path.uri());
    }

    private DataFrameReader reader(SparkPath path) throws Exception {
        DataFrameReader reader =
                engine.session().read().format(options.formatOrUsual().spark()).options(sparkOptions());
        Schemas.of(options.schema(), options.schemaFile(), context).ifPresent(reader::schema);
        return path.looksLikePattern() && options.formatOrUsual() != Format.DELTA
                ? reader.option("__globPaths__", false)
                : reader;
    }

    @Override
    void write(Dataset<Row> rows) throws Exception {
        SparkPath path = path();
        ReentrantLock lock = TableLocks.of(context, path.uri());
        lock.lockInterruptibly();
        try {
            boolean replaces = options.modeOrUsual() == Mode.OVERWRITE && options.formatOrUsual() != Format.DELTA;
            if (replaces && path.local().isPresent()) {
                replace(rows, path.local().get());
            } else {
                save(rows, path);
            }
        } finally {
            lock.unlock();
        }
    }

    private void save(Dataset<Row> rows, SparkPath path) {
        try {
            writer(rows).mode(options.modeOrUsual().spark()).save(path.uri());
        } catch (Exception e) {
            if (TableFailures.otherColumns(e)) {
                throw new JedroException(otherColumns(rows, path), e);
            }
            throw e;
        }
    }

    private Problem otherColumns(Dataset<Row> rows, SparkPath path) {
        StructType there =
                engine.session().read().format("delta").load(path.uri()).schema();
        List<String> differences = Schemas.differences(rows.schema(), there);
        String option = options.modeOrUsual() == Mode.OVERWRITE ? "overwriteSchema" : "mergeSchema";
        return Problem.error(
                        TableCode.OTHER_COLUMNS,
                        "the rows do not fit the Delta table that is there"
                                + (differences.isEmpty() ? "" : ": " + String.join("; ", differences)))
                .fix("let the node select and cast the columns of the table")
                .fix("let a save change the table:  options: {" + option + ": \"true\"}");
    }

    private DataFrameWriter<Row> writer(Dataset<Row> rows) {
        DataFrameWriter<Row> writer =
                rows.write().format(options.formatOrUsual().spark()).options(sparkOptions());
        List<String> partitions = options.partitionColumns().orElse(List.of());
        return partitions.isEmpty() ? writer : writer.partitionBy(partitions.toArray(String[]::new));
    }

    /** Spark deletes what is there before it writes; a save that fails must leave it. */
    private void replace(Dataset<Row> rows, Path target) throws Exception {
        try (AtomicFile file = AtomicFile.replacing(target)) {
            writer(rows).save(file.temporary().toString());
            file.commit();
        }
        engine.session().catalog().refreshByPath(target.toString());
    }

    @Override
    boolean isThere() throws Exception {
        SparkPath path = path();
        if (path.local().isPresent()) {
            return options.formatOrUsual() == Format.DELTA
                    ? Files.isDirectory(path.local().get().resolve("_delta_log"))
                    : Files.exists(path.local().get());
        }
        try {
            reader(path).load(path.uri()).schema();
            return true;
        } catch (Exception e) {
            if (TableFailures.noFile(e)) {
                return false;
            }
            throw e;
        }
    }
}
