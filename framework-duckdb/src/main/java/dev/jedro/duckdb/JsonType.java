package dev.jedro.duckdb;

import dev.jedro.spi.DatasetContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code type: duckdb.Json}: an array of objects, or an object a line. */
public final class JsonType implements RelationFileType<JsonType.Options> {

    /**
     * Options of {@code duckdb.Json}.
     *
     * @param lines whether there is an object a line; unless given, by the ending {@code .jsonl} or {@code .ndjson}
     * @param columns types of all columns by name; found in the data unless given
     */
    public record Options(Optional<Boolean> lines, Map<String, String> columns) {

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
    public Relation read(Options options, Path file, DuckDb engine, DatasetContext context) {
        String columns = options.columns().isEmpty()
                ? ""
                : options.columns().entrySet().stream()
                        .map(column -> Sql.text(column.getKey()) + ": " + Sql.text(column.getValue()))
                        .collect(Collectors.joining(", ", ", columns = {", "}"));
        String format = options.lines(file) ? "newline_delimited" : "array";
        return engine.source(
                "from read_json(" + Sql.text(file.toString()) + ", format = '" + format + "'" + columns + ")");
    }

    @Override
    public long write(Options options, Path file, Relation relation) {
        return relation.engine().copyText(relation, file.toString(), "format json, array " + !options.lines(file));
    }
}
