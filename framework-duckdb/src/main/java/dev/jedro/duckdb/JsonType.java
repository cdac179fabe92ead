package dev.jedro.duckdb;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code type: duckdb.Json}: an array of objects, or an object a line. */
public final class JsonType implements RelationFileType<JsonType.Options> {

    /**
     * Options of {@code duckdb.Json}.
     *
     * @param lines whether there is an object a line; unless given, by the ending {@code .jsonl} or {@code .ndjson}
     * @param columns types of all columns by name; found in the data unless given
     */
    public record Options(Optional<Boolean> lines, Map<String, String> columns) {

        public Options {
            ColumnTypes.check(columns);
        }

        /** What holds where nothing is given. */
        public static Options defaults() {
            return new Options(Optional.empty(), Map.of());
        }

        boolean lines(Path file) {
            String name = String.valueOf(file.getFileName());
            return lines.orElseGet(() -> name.contains(".jsonl") || name.contains(".ndjson"));
        }
    }

    @Override
    public String name() {
        return "duckdb.Json";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public Relation read(
            Options options, Path file, @Nullable Class<? extends Record> row, DuckDb engine, DatasetContext context) {
        if (!options.columns().isEmpty()) {
            ColumnTypes.check(options.columns(), engine);
            return engine.source(sql(options, file, options.columns()));
        }
        Relation found = engine.source(sql(options, file, Map.of()));
        if (hasNoRows(found)) {
            if (row == null) {
                throw noColumns(engine.place(file, 0));
            }
            return engine.table(RecordColumns.of(row), appender -> {});
        }
        if (row == null) {
            return found;
        }
        Map<String, String> columns = new LinkedHashMap<>();
        RecordColumns.in(found.columns(), row, "VARCHAR", type -> false)
                .forEach(column -> columns.put(column.name(), column.type()));
        return engine.source(sql(options, file, columns));
    }

    /** DuckDB makes one column up, which may also be that of values that are no objects. */
    private static boolean hasNoRows(Relation found) {
        return found.columns().equals(List.of(new Column("json", "JSON")))
                && !found.engine().read("select 1 from " + Query.RESULT + " limit 1", found, ResultSet::next);
    }

    private static JedroException noColumns(Place file) {
        return new JedroException(Problem.error(
                        DuckDbCode.UNREADABLE_FILE, "The file has no rows, so that its columns are not known.")
                .at(file)
                .fix("declare all columns under 'columns' of the dataset in the catalog, for instance {id: BIGINT}")
                .fix("use duckdb.Parquet, whose files have columns without rows, too"));
    }

    private static String sql(Options options, Path file, Map<String, String> columns) {
        String types = columns.isEmpty()
                ? ""
                : columns.entrySet().stream()
                        .map(column -> Sql.text(column.getKey()) + ": " + Sql.text(column.getValue()))
                        .collect(Collectors.joining(", ", ", columns = {", "}"));
        String format = options.lines(file) ? "newline_delimited" : "array";
        return "from read_json(" + Sql.text(file.toString()) + ", format = '" + format + "'" + types + ")";
    }

    @Override
    public long write(Options options, Path file, Relation relation) {
        return relation.engine()
                .copyText(
                        ExactColumns.forJson(relation), file.toString(), "format json, array " + !options.lines(file));
    }
}
