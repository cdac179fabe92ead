package dev.jedro.spark.table;

import dev.jedro.catalog.Dataset;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code type: spark.Stream}: a folder or table that grows. Loaded, it is a streaming {@code Dataset<Row>}; a save works on all that has come since the last save and ends. What has been worked on, the
 * checkpoint knows.
 */
public final class StreamType implements SparkDatasetType<StreamType.Options> {

    /** Which rows of a result are written each time. */
    public enum OutputMode {
        APPEND,
        COMPLETE,
        UPDATE;

        String spark() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Options of {@code spark.Stream}.
     *
     * @param session a session of spark.yml; the one without a name unless given
     * @param filepath a folder; either it or {@code table}
     * @param catalog of the table; the session's own unless given
     * @param database of the table; {@code default} unless given
     * @param table a Delta table; either it or {@code filepath}
     * @param format of the files; delta unless given
     * @param checkpoint the folder that knows what has been worked on; needed to save
     * @param outputMode which rows are written; append unless given
     * @param options Spark's own options of the format
     * @param schema columns and types of what is loaded, in Spark's DDL or JSON; needed for files that are not Delta's
     * @param schemaFile a file with the schema, instead of {@code schema}
     */
    public record Options(
            Optional<String> session,
            Optional<String> filepath,
            Optional<String> catalog,
            Optional<String> database,
            Optional<String> table,
            Optional<FileType.Format> format,
            Optional<String> checkpoint,
            Optional<OutputMode> outputMode,
            Optional<Map<String, String>> options,
            Optional<String> schema,
            Optional<String> schemaFile)
            implements SparkOptions {

        public Options {
            Schemas.check(schema, schemaFile);
            table.ifPresent(name -> new TableName(catalog, database.or(() -> Optional.of("default")), name));
            if (filepath.isPresent() == table.isPresent()) {
                throw Schemas.refused(
                        TableCode.BAD_OPTIONS,
                        filepath.isPresent()
                                ? "filepath and table are both given"
                                : "there is neither filepath nor table",
                        "give one of them");
            }
        }

        Optional<TableName> tableName() {
            return table.map(name -> new TableName(catalog, database.or(() -> Optional.of("default")), name));
        }

        String formatName() {
            return format.map(known -> known.name().toLowerCase(Locale.ROOT)).orElse("delta");
        }
    }

    @Override
    public String name() {
        return "spark.Stream";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public Optional<String> readOnly(Options options) {
        return options.checkpoint().isPresent()
                ? Optional.empty()
                : Optional.of("add 'checkpoint: …', a folder that remembers what has been worked on");
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        return new StreamDataset(options, type, context);
    }
}
