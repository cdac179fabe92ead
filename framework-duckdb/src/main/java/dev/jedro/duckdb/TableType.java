package dev.jedro.duckdb;

import dev.jedro.catalog.Dataset;
import dev.jedro.config.ConfigMap;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * {@code type: duckdb.Table}: a table in a {@code .duckdb} file, or in any database with a JDBC driver by credentials ({@code url}, {@code user}, {@code password}). Each save
 * is one transaction. A file is open from the first use to the end of the session, and DuckDB lets no other process open it meanwhile. A table of another database keeps its
 * definition when its rows are replaced.
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
     * @param filepath the database file, made at the first save; not with credentials that have a {@code url}
     * @param table its name
     * @param schema its schema; that of the connection unless given, {@code main} in a file
     * @param mode what a save does with the rows that are there; overwrite unless given
     */
    public record Options(Optional<String> filepath, String table, Optional<String> schema, Optional<Mode> mode) {

        public Options {
            if (filepath.filter(String::isEmpty).isPresent() || table.isEmpty()) {
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
    public List<Problem> wrongCredentials(Options options, ConfigMap credentials) {
        return JdbcSource.mistakes("The table '" + options.table() + "'", options.filepath(), credentials);
    }

    @Override
    public Optional<Problem> unsavable(Options options, Type type) {
        return RelationType.super
                .unsavable(options, type)
                .or(() -> options.filepath().isEmpty() ? nested(type) : Optional.empty());
    }

    private static Optional<Problem> nested(Type type) {
        return RelationType.recordIn(type)
                .flatMap(row -> RecordWriter.of(row).columns().stream()
                        .filter(column -> column.type().endsWith("]"))
                        .findFirst()
                        .map(JdbcRows::nested));
    }

    @Override
    public Optional<String> needs(Options options) {
        return options.filepath();
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        return options.filepath().isEmpty()
                ? new JdbcTableDataset(options, type, context)
                : new TableDataset(options, context.resolve(options.filepath().get()), type, context);
    }
}
