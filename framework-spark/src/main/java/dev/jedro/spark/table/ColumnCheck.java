package dev.jedro.spark.table;

import static org.apache.spark.sql.functions.col;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spark.table.DeltaTable.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Compares columns before anything is written.
 *
 * @param subject what has the columns, for messages
 */
record ColumnCheck(ManagedTableOptions options, String subject) {

    /** The columns of a schema, in its order, and no others. */
    Dataset<Row> selected(Dataset<Row> rows, StructType schema) {
        List<String> wrong = new ArrayList<>();
        for (StructField wanted : schema.fields()) {
            wrong(rows.schema(), wanted).ifPresent(wrong::add);
        }
        if (!wrong.isEmpty()) {
            throw new JedroException(Problem.error(
                            TableCode.OTHER_COLUMNS,
                            subject + " does not have the columns of 'schema': " + String.join("; ", wrong))
                    .fix("correct 'schema', or select and cast the columns in the node"));
        }
        return rows.select(Arrays.stream(schema.fields())
                .map(field -> col(Sql.name(field.name())).as(field.name(), field.metadata()))
                .toArray(Column[]::new));
    }

    private static Optional<String> wrong(StructType given, StructField wanted) {
        Optional<StructField> found = Schemas.field(given, wanted.name());
        if (found.isEmpty()) {
            return Optional.of("'" + wanted.name() + "' is missing");
        }
        String has = Schemas.nullable(given(found.get())).fields()[0].dataType().sql();
        String wants = Schemas.nullable(given(wanted)).fields()[0].dataType().sql();
        return has.equals(wants)
                ? Optional.empty()
                : Optional.of("'" + wanted.name() + "' is " + has + ", not " + wants);
    }

    private static StructType given(StructField field) {
        return new StructType(new StructField[] {field});
    }

    /** As {@link #selected}, for rows that are saved: a column that nobody asked for would be lost. */
    Dataset<Row> exactly(Dataset<Row> rows, StructType schema) {
        Dataset<Row> selected = selected(rows, schema);
        List<String> more = missing(rows.schema(), schema);
        if (!more.isEmpty()) {
            throw new JedroException(Problem.error(
                            TableCode.OTHER_COLUMNS, subject + " have columns that 'schema' has not: " + named(more))
                    .fix("add them to 'schema', or leave them out in the node"));
        }
        return selected;
    }

    /** The names of one that the other has not. */
    private static List<String> missing(StructType one, StructType other) {
        return Arrays.stream(one.fieldNames())
                .filter(name -> Schemas.field(other, name).isEmpty())
                .toList();
    }

    private static String named(List<String> names) {
        return "'" + String.join("', '", names) + "'";
    }

    /** Whether rows of these columns can be added to a table of those, and none of their values would be cut. */
    void fit(StructType rows, State state) {
        StructType table = state.schema();
        keepValues(rows, state);
        List<String> more = missing(rows, table);
        List<String> less = missing(table, rows);
        if ((more.isEmpty() && less.isEmpty()) || options.evolves()) {
            return;
        }
        List<String> said = new ArrayList<>();
        if (!more.isEmpty()) {
            said.add("they have " + named(more) + ", which the table has not");
        }
        if (!less.isEmpty()) {
            said.add("they lack " + named(less));
        }
        throw new JedroException(Problem.error(
                        TableCode.OTHER_COLUMNS,
                        subject + " have other columns than the table " + options.tableName() + ": "
                                + String.join(", and ", said))
                .near(more.stream()
                        .flatMap(name -> NearNames.of(name, less).stream())
                        .distinct()
                        .toList())
                .fix(
                        options.replaceWhere().isPresent()
                                ? "let the node give the columns of the table"
                                : "let the node give the columns of the table, or add 'evolve_schema: true'"));
    }

    private void keepValues(StructType rows, State state) {
        boolean widens = options.evolves() && "true".equals(state.properties().get("delta.enableTypeWidening"));
        List<String> lossy = widens ? List.of() : LossyTypes.of(rows, state.schema());
        if (!lossy.isEmpty()) {
            throw new JedroException(Problem.error(
                            TableCode.OTHER_COLUMNS,
                            subject + " would lose digits or times in the table " + options.tableName() + ": "
                                    + String.join("; ", lossy))
                    .fix("cast the column in the node, which says that it is meant:  col(\"x\").cast(\"int\")")
                    .fix("change the type of the table's column, or overwrite the table"));
        }
    }

    /** Whether a table lies where the options say. */
    void place(Optional<String> location, Optional<State> state) {
        if (location.isEmpty() || state.isEmpty() || state.get().location().isEmpty()) {
            return;
        }
        String there = state.get().location().get();
        if (!plain(there).equals(plain(location.get()))) {
            throw new JedroException(Problem.error(
                            TableCode.OTHER_LAYOUT,
                            "the table " + options.tableName() + " lies at '" + there + "', not at 'location: "
                                    + options.location().orElseThrow() + "'")
                    .fix("correct 'location', or drop the table first:  DROP TABLE " + options.tableName()));
        }
    }

    private static String plain(String place) {
        String path = place.startsWith("file:") ? place.replaceFirst("^file:/+", "/") : place;
        return path.replaceFirst("/+$", "");
    }

    /** Whether the columns that options name are there, and divide the table as it is divided. */
    void layout(StructType rows, Optional<State> state) {
        columns("primary_key", options.keys(), rows, TableCode.NO_KEY);
        columns("partition_columns", options.partitions(), rows, TableCode.OTHER_COLUMNS);
        columns("cluster_by", options.clusters(), rows, TableCode.OTHER_COLUMNS);
        if (state.isPresent() && !options.overwrites() && !sameLayout(state.get())) {
            throw new JedroException(Problem.error(
                            TableCode.OTHER_LAYOUT,
                            "the table " + options.tableName() + " is partitioned by "
                                    + state.get().partitions() + ", not "
                                    + (options.clusters().isEmpty()
                                            ? "by " + options.partitions()
                                            : "clustered by " + options.clusters()))
                    .fix("correct '" + (options.clusters().isEmpty() ? "partition_columns" : "cluster_by")
                            + "', or overwrite the table once"));
        }
    }

    private void columns(String option, List<String> names, StructType rows, TableCode code) {
        for (String name : names) {
            if (Schemas.field(rows, name).isEmpty()) {
                List<String> columns = List.of(rows.fieldNames());
                throw new JedroException(
                        Problem.error(code, option + " names '" + name + "', but " + subject + " have no such column")
                                .near(NearNames.of(name, columns))
                                .fix("use columns that there are: " + String.join(", ", columns)));
            }
        }
    }

    /** Whether a table is divided as the options say; they may say nothing. */
    boolean sameLayout(State state) {
        return !options.divides() || lower(options.partitions()).equals(lower(state.partitions()));
    }

    static List<String> lower(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }
}
