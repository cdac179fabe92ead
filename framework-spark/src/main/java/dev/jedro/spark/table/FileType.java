package dev.jedro.spark.table;

import dev.jedro.catalog.Dataset;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code type: spark.File}: the files that Spark reads and writes, in a folder of this machine, on a volume or in an object store. */
public final class FileType implements SparkDatasetType<FileType.Options> {

    /** How the files are written. */
    public enum Format {
        CSV,
        DELTA,
        JSON,
        ORC,
        PARQUET,
        TEXT;

        String spark() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a save does if something is there. */
    public enum Mode {
        OVERWRITE,
        APPEND,
        /** Refuses. */
        ERROR,
        /** Leaves it as it is. */
        IGNORE;

        String spark() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Options of {@code spark.File}.
     *
     * @param session a session of spark.yml; the one without a name unless given
     * @param filepath a file, a folder, or a pattern of them with {@code * ? [} or a brace, which is only loaded; a path of this machine, or an address such as {@code s3://…}
     * @param format how the files are written; parquet unless given
     * @param mode what a save does if something is there; overwrite unless given
     * @param options Spark's own options of the format; CSV has a header unless they say otherwise
     * @param schema columns and types of what is loaded, in Spark's DDL or JSON; Spark finds out unless given
     * @param schemaFile a file with the schema, instead of {@code schema}
     * @param partitionColumns by which a save divides the files into folders
     */
    public record Options(
            Optional<String> session,
            String filepath,
            Optional<Format> format,
            Optional<Mode> mode,
            Optional<Map<String, String>> options,
            Optional<String> schema,
            Optional<String> schemaFile,
            Optional<List<String>> partitionColumns)
            implements SparkOptions {

        public Options {
            Schemas.check(schema, schemaFile);
        }

        Format formatOrUsual() {
            return format.orElse(Format.PARQUET);
        }

        Mode modeOrUsual() {
            return mode.orElse(Mode.OVERWRITE);
        }
    }

    @Override
    public String name() {
        return "spark.File";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    /** What was saved under a pattern would not be found again. */
    @Override
    public Optional<String> readOnly(Options options) {
        return SparkPath.hasWildcards(options.filepath())
                ? Optional.of(
                        "give it a 'filepath' without * ? [ and {, which Spark takes for a pattern of several files")
                : Optional.empty();
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return SparkValue.known(type) || (type == Upkeep.class && options.formatOrUsual() == Format.DELTA);
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        return type == Upkeep.class
                ? Upkeep.dataset(
                        Engine.of(context, options),
                        engine -> Sql.text(
                                SparkPath.of(options.filepath(), engine).uri()))
                : new FileDataset(options, type, context);
    }
}
