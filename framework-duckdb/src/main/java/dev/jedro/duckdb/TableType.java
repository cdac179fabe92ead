package dev.jedro.duckdb;

import dev.jedro.catalog.Dataset;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code type: duckdb.Table}: a table in a {@code .duckdb} file. Each save is one transaction. The file is open from the first use to the end of the
 * session, and DuckDB lets no other process open it meanwhile.
 */
public final class TableType implements RelationType<TableType.Options> {

    /** What a save does with the rows that are there. */
    public enum Mode {
        OVERWRITE,
        APPEND
    }

    /**
     * Options of {@code duckdb.Table}.
     *
     * @param filepath the database, made at the first save
     * @param table its name
     * @param schema its schema; {@code main} unless given
     * @param mode what a save does with the rows that are there; overwrite unless given
     */
    public record Options(String filepath, String table, Optional<String> schema, Optional<Mode> mode) {

        public Options {
            if (filepath.isEmpty() || table.isEmpty()) {
                throw new IllegalArgumentException("filepath and table must not be empty");
            }
        }

        String schemaName() {
            return schema.orElse("main");
        }

        boolean appends() {
            return mode.orElse(Mode.OVERWRITE) == Mode.APPEND;
        }
    }

    @Override
    public String name() {
        return "duckdb.Table";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        Path file = context.resolve(options.filepath());
        return new TableDataset(options, file, type, context);
    }
}
